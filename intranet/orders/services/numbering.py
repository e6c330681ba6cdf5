"""Numbers without an order: reserved for a document being signed, annulled for ever, each with its reason."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from intranet.accounts.models import User
from intranet.core import audit
from intranet.orders.models import HeldNumber, Order, RegisterKind
from intranet.orders.numbers import OrderNumber
from intranet.orders.services.registering import NumberAnnulled, NumberTaken, lock_kind


class NumberHeld(ValueError):
    """The number is reserved already; the argument is the `HeldNumber`."""


@transaction.atomic
def hold_number(*, kind: str, number: OrderNumber, state: str, reason: str, by: User | None) -> HeldNumber:
    """Reserve or annul a number that no order bears; annulling a reserved one keeps both reasons.

    Raises NumberTaken, NumberHeld (reserving what is reserved) and NumberAnnulled.
    """
    lock_kind(kind)
    same = _same(kind, number)
    if (bearer := Order.objects.filter(**same).first()) is not None:
        raise NumberTaken(bearer)
    held = HeldNumber.objects.holding().filter(**same).first()
    if held is not None:
        if held.state == HeldNumber.State.ANNULLED:
            raise NumberAnnulled(held)
        if state == HeldNumber.State.RESERVED:
            raise NumberHeld(held)
        held.released_at, held.release_reason = timezone.now(), reason
        held.save(update_fields=["released_at", "release_reason"])
    new = HeldNumber.objects.create(**same, state=state, reason=reason, held_by=by)
    action = "orders.number_annul" if state == HeldNumber.State.ANNULLED else "orders.number_reserve"
    audit.record(actor=by, action=action, obj=new, details={"kind": kind, "number": str(new)})
    return new


@transaction.atomic
def hold_numbers(
    *, kind: str, numbers: Sequence[OrderNumber], state: str, reason: str, by: User | None
) -> list[HeldNumber]:
    """Hold all of ``numbers`` or none. Raises what `hold_number` raises."""
    return [hold_number(kind=kind, number=number, state=state, reason=reason, by=by) for number in numbers]


@transaction.atomic
def release_number(*, kind: str, number: OrderNumber, reason: str, by: User | None) -> None:
    """Give a reserved number back; nothing happens when it is reserved no more. Annulled ones stay."""
    lock_kind(kind)
    held = HeldNumber.objects.holding().filter(**_same(kind, number), state=HeldNumber.State.RESERVED).first()
    if held is None:
        return
    held.released_at, held.release_reason = timezone.now(), reason
    held.save(update_fields=["released_at", "release_reason"])
    audit.record(actor=by, action="orders.number_release", obj=held, details={"kind": kind})


@transaction.atomic
def change_pattern(*, kind: str, pattern: str, by: User) -> RegisterKind:
    """Write the numbers of a kind in another way from now on; registered orders keep theirs."""
    row = lock_kind(kind)
    before, row.pattern = row.pattern, pattern
    row.save(update_fields=["pattern"])
    audit.record(
        actor=by, action="orders.pattern_change", obj=row, details={"before": before, "after": pattern}
    )
    return row


def _same(kind: str, number: OrderNumber) -> dict[str, str | int]:
    return {"kind": kind, "year": number.year, "number": number.number, "number_suffix": number.suffix}
