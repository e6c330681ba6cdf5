"""What a draft lacks before it may be approved, and what contradicts the register."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intranet.core.dates import long_date
from intranet.orders.models import Order, OrderDraft, OrderRelation, RegisterSettings


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
    return [
        *_missing(draft),
        *_wrong_dates(draft, signed_on or draft.signed_on),
        *_wrong_changes(draft),
    ]


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


def _wrong_changes(draft: OrderDraft) -> list[Problem]:
    problems = []
    relations = list(draft.relations.select_related("target"))
    amends = any(row.type == OrderRelation.Type.AMENDS for row in relations)
    if amends and not draft.change_summary.strip():
        message = _("Say in a few words what changes: readers want to know it before they read.")
        problems.append(Problem("change_summary", message))
    return problems
