"""What a draft lacks before it may be approved, and what contradicts the register."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intranet.core.dates import long_date
from intranet.orders.models import Order, OrderDraft, RegisterSettings
from intranet.orders.relating import ActingOrder, check_relations


@dataclass(frozen=True)
class Problem:
    """What is wrong and in which field of the draft; "" when it is in no one field."""

    field: str
    message: str | Promise


class DraftProblems(ValueError):
    """The draft cannot go on; ``problems`` says why, all of it at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def problems_of(draft: OrderDraft, *, signed_on: date | None = None) -> list[Problem]:
    """Return everything that keeps ``draft`` from approval, or from registration with that day of signing."""
    day = signed_on or draft.signed_on
    return [
        *_missing(draft),
        *_taken(draft, day),
        *_wrong_dates(draft, day),
        *(found for found, is_warning in _relations(draft, day) if not is_warning),
    ]


def warnings_of(draft: OrderDraft) -> list[Problem]:
    """Return what is unusual and allowed: whoever sends the draft should look at it once more."""
    return [found for found, is_warning in _relations(draft, draft.signed_on) if is_warning]


def _relations(draft: OrderDraft, signed_on: date | None) -> list[tuple[Problem, bool]]:
    acting = replace(
        ActingOrder.of(draft), signed_on=signed_on, effective_from=draft.effective_from or signed_on
    )
    found = check_relations(acting, list(draft.relations.select_related("target")))
    fields = {"change_summary": "change_summary"}
    return [
        (Problem(fields.get(problem.field, "relations"), problem.message), problem.is_warning)
        for problem in found
    ]


def _taken(draft: OrderDraft, signed_on: date | None) -> list[Problem]:
    """Refuse an external act that the register has: its number and day name it."""
    if draft.kind != Order.Kind.EXTERNAL_ACT or not draft.external_number or signed_on is None:
        return []
    same = Order.objects.filter(external_number=draft.external_number, signed_on=signed_on)
    if not same.exists():
        return []
    message = _("The register has an act with this number and day already.")
    return [Problem("external_number", message)]


def _missing(draft: OrderDraft) -> list[Problem]:
    problems = []
    if not draft.subject.strip():
        problems.append(Problem("subject", _("Say in what matter the order is.")))
    if not draft.issuer.strip():
        problems.append(Problem("issuer", _("Say who issues the order.")))
    if not draft.text.strip() and not draft.attachments.exists():
        problems.append(Problem("text", _("Write the text, or attach it as a file.")))
    if draft.kind == Order.Kind.EXTERNAL_ACT and not draft.external_number.strip():
        problems.append(Problem("external_number", _("Write the number that the issuer gave.")))
    if draft.kind == Order.Kind.EXTERNAL_ACT and draft.signed_on is None:
        problems.append(Problem("signed_on", _("Write the day on which the issuer signed the act.")))
    return problems


def _wrong_dates(draft: OrderDraft, signed_on: date | None) -> list[Problem]:
    problems = []
    starts = draft.effective_from or signed_on
    if draft.effective_until and starts and draft.effective_until < starts:
        problems.append(Problem("effective_until", _("An order cannot end before it takes effect.")))
    established = RegisterSettings.current().established_on
    if established and draft.kind != Order.Kind.EXTERNAL_ACT and starts and starts < established:
        message = _("The institution exists since %(day)s; an order cannot take effect earlier.")
        problems.append(Problem("effective_from", message % {"day": long_date(established)}))
    return problems
