"""Where a draft is on its way to the register, and for whom it waits."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.core.dates import short_date
from intranet.orders.models import OrderDraft

State = OrderDraft.State

VARIANTS = {
    State.DRAFT: ("neutral", "pencil-square"),
    State.SUBMITTED: ("pending", "clock"),
    State.RETURNED: ("repealed", "arrow-uturn-left"),
    State.APPROVED: ("in_force", "check-circle"),
    State.SCHEDULED: ("pending", "calendar-days"),
    State.REGISTERED: ("in_force", "check-badge"),
}
_STAGES: tuple[tuple[str | Promise, frozenset[str]], ...] = (
    (gettext_lazy("Writing"), frozenset({State.DRAFT, State.RETURNED})),
    (gettext_lazy("Approval by the director"), frozenset({State.SUBMITTED})),
    (gettext_lazy("Signature and number"), frozenset({State.APPROVED})),
    (gettext_lazy("Publication"), frozenset({State.SCHEDULED})),
)


@dataclass(frozen=True)
class Stage:
    """One stage of the way, for components/step.html."""

    title: str
    state: str
    detail: str = ""


def stages_of(draft: OrderDraft) -> list[Stage]:
    """Return the stages with the one where ``draft`` is now."""
    if draft.state == State.REGISTERED:
        return [Stage(str(title), "done") for title, _states in _STAGES]
    now = next(index for index, (_title, states) in enumerate(_STAGES) if draft.state in states)
    here = "failed" if draft.failure else "current"
    return [
        Stage(
            str(title),
            "done" if index < now else here if index == now else "todo",
            waits_for(draft) if index == now else "",
        )
        for index, (title, _states) in enumerate(_STAGES)
    ]


def waits_for(draft: OrderDraft) -> str:
    """Return who has the next move, in words."""
    if draft.state == State.SUBMITTED:
        return _("waits for the director")
    if draft.state == State.SCHEDULED and not draft.failure and draft.publish_at is not None:
        at = timezone.localtime(draft.publish_at)
        return _("will be published by itself on %(day)s at %(hour)s") % {
            "day": short_date(at.date()),
            "hour": f"{at:%H:%M}",
        }
    if draft.state == State.REGISTERED:
        return ""
    return _("waits for the chancellery")
