"""Correcting what the register says about an order: each field with its before, after and reason, for ever."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from intranet.accounts.models import User
from intranet.core import audit
from intranet.core.dates import long_date
from intranet.directory.audience import everyone, make_audience, names_of
from intranet.directory.models import Audience, OrgUnit
from intranet.orders.models import REGISTER, Order, OrderCorrection
from intranet.search.indexing import index_object

# Facts of the register. The text, the number, the day of signing, the relations and the files are the act itself:
# only another order changes those.
CORRECTABLE = (
    "subject",
    "issuer",
    "published_on",
    "effective_from",
    "effective_until",
    "owner_unit",
    "legal_basis",
    "executor",
    "distribution",
    "jrwa_class",
    "original_place",
)
AUDIENCE = "audience"


class NothingCorrected(ValueError):
    """Every field already says what the correction would write."""


class CorrectedMeanwhile(ValueError):
    """Somebody corrected the order after this person read it; the argument is the order as it is now."""


class EndsBeforeStart(ValueError):
    """The corrected order would end before it takes effect."""


@transaction.atomic
def correct_order(
    *,
    order: Order,
    changes: Mapping[str, Any],
    audience_units: list[OrgUnit] | None = None,
    reason: str,
    seen_corrections: int,
    by: User,
) -> list[OrderCorrection]:
    """Write ``changes`` (names among CORRECTABLE) into a registered order and return what is recorded of them.

    ``audience_units`` empty means everyone, None leaves it. ``seen_corrections`` is how many corrections the person
    saw: another number means that somebody was faster. Raises NothingCorrected, CorrectedMeanwhile, EndsBeforeStart.
    """
    current = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if current.corrections.count() != seen_corrections:
        raise CorrectedMeanwhile(current)
    recorded = [
        OrderCorrection(
            order=current,
            field=name,
            before=in_words(getattr(current, name)),
            after=in_words(value),
            reason=reason,
            corrected_by=by,
        )
        for name, value in changes.items()
        if name in CORRECTABLE and getattr(current, name) != value
    ]
    for name in {row.field for row in recorded}:
        setattr(current, name, changes[name])
    if audience_units is not None and (row := _corrected_audience(current, audience_units, reason, by)):
        recorded.append(row)
    if not recorded:
        raise NothingCorrected(current)
    if current.effective_until and current.effective_until < current.effective_from:
        raise EndsBeforeStart(current)
    if any(row.field == "owner_unit" for row in recorded):
        current.owner_unit_name = current.owner_unit.name if current.owner_unit else ""
    with REGISTER.opened():
        current.save()
        OrderCorrection.objects.bulk_create(recorded)
    audit.record(
        actor=by, action="orders.correct", obj=current, details={"fields": [row.field for row in recorded]}
    )
    index_object(current)
    return recorded


def in_words(value: object) -> str:
    """Return a field of an order as a correction keeps it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, OrgUnit):
        return value.name
    if isinstance(value, Audience):
        return ", ".join(names_of(value)) or EVERYONE
    return str(value)


# In the language of the register, as the rest of what a correction keeps.
EVERYONE = "wszyscy pracownicy"


def _corrected_audience(order: Order, units: list[OrgUnit], reason: str, by: User) -> OrderCorrection | None:
    before = order.audience
    kept = set(before.unit_rows.values_list("unit_id", flat=True))
    same = before.is_everyone if not units else kept == {unit.pk for unit in units}
    if same:
        return None
    order.audience = make_audience(units=units) if units else everyone()
    return OrderCorrection(
        order=order,
        field=AUDIENCE,
        before=in_words(before),
        after=in_words(order.audience),
        reason=reason,
        corrected_by=by,
    )
