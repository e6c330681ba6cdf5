"""Registering: the one way into the register, after which nothing of an order changes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from intranet.accounts.models import User
from intranet.core import audit
from intranet.directory.models import Audience
from intranet.files.models import StoredFile
from intranet.legal.models import LegalAct
from intranet.orders.fragments import FragmentNotUnderstood, normalise_fragment
from intranet.orders.models import (
    REGISTER,
    HeldNumber,
    LegalBasis,
    Order,
    OrderAttachment,
    OrderRelation,
    RegisterKind,
)
from intranet.orders.numbers import USUAL_PATTERN, OrderNumber, write_number
from intranet.orders.relating import ActingOrder, refuse_contradictions
from intranet.search.indexing import index_objects

# Kept in the row of the reservation, in the language of the register.
USED_BY_ORDER = "wykorzystany"


class RelationToItself(ValueError):
    """An order was said to amend, repeal or correct itself."""


@dataclass(frozen=True)
class NewRelation:
    """What the order being registered does to ``target``; from ``effective_on`` or with the order itself."""

    type: OrderRelation.Type
    target: Order
    fragment: str = ""
    effective_on: date | None = None


@dataclass(frozen=True)
class NewAttachment:
    """A stored file to attach to the order being registered."""

    file: StoredFile
    title: str
    number: int | None = None
    role: OrderAttachment.Role = OrderAttachment.Role.ANNEX


@dataclass(frozen=True)
class NewLegalBasis:
    """A provision that the order being registered rests on, as written: „art. 110 ust. 1”."""

    act: LegalAct
    provision: str = ""


class NumberAnnulled(ValueError):
    """The number was annulled, so no order may bear it; the argument is the `HeldNumber` with the reason."""


class NumberTaken(ValueError):
    """Another order of the kind bears the number; the argument is that order."""


class YearOfAnother(ValueError):
    """The number's year is not the year of signing."""


@transaction.atomic
def register_order(
    *,
    order: Order,
    audience: Audience,
    relations: Iterable[NewRelation] = (),
    attachments: Iterable[NewAttachment] = (),
    legal_bases: Iterable[NewLegalBasis] = (),
    by: User | None,
) -> Order:
    """Register ``order`` with its relations, attachments and legal bases, all or nothing, and index them.

    Keeps the owner unit's name of the day, writes the letter of the number small and the number as the pattern of
    its kind does. A reservation of the number is used up. ``by`` is None when the system itself registers. Records
    who did it. Raises YearOfAnother, NumberAnnulled, NumberTaken and RelationsRefused.
    """
    order.audience = audience
    order.number_suffix = order.number_suffix.lower()
    if order.year != order.signed_on.year:
        raise YearOfAnother(order.full_number)
    if order.owner_unit is not None and not order.owner_unit_name:
        order.owner_unit_name = order.owner_unit.name
    if order.number is not None:
        _take_number(order)
    relations = [replace(new, fragment=_written_alike(new.fragment)) for new in relations]
    # What the system itself registers is history: its authors' mistakes stay as they were signed.
    refuse_contradictions(ActingOrder.of(order), relations, is_history=by is None)
    order.save(force_insert=True)
    with REGISTER.opened():
        for relation in relations:
            relate_orders(
                source=order,
                target=relation.target,
                type=relation.type,
                fragment=relation.fragment,
                effective_on=relation.effective_on,
                by=by,
            )
        attached = attach_files(order, attachments)
        LegalBasis.objects.bulk_create(
            LegalBasis(order=order, act=new.act, provision=new.provision, position=position)
            for position, new in enumerate(legal_bases, start=1)
        )
    audit.record(
        actor=by,
        action="orders.register",
        obj=order,
        details={"number": order.full_number, "kind": order.kind},
    )
    index_objects([order, *attached])
    return order


def _written_alike(fragment: str) -> str:
    """Return the part of an act in its usual spelling; history may hold what follows no rule."""
    try:
        return normalise_fragment(fragment)
    except FragmentNotUnderstood:
        return fragment


def _take_number(order: Order) -> None:
    """Make sure under the lock of the kind that the number is free, and write it as its pattern says."""
    pattern = lock_kind(order.kind).pattern
    same = {
        "kind": order.kind,
        "year": order.year,
        "number": order.number,
        "number_suffix": order.number_suffix,
    }
    if (bearer := Order.objects.filter(**same).first()) is not None:
        raise NumberTaken(bearer)
    held = HeldNumber.objects.holding().filter(**same).first()
    if held is not None:
        if held.state == HeldNumber.State.ANNULLED:
            raise NumberAnnulled(held)
        held.released_at, held.release_reason = timezone.now(), USED_BY_ORDER
        held.save(update_fields=["released_at", "release_reason"])
    if pattern != USUAL_PATTERN and not order.written_number:
        number = OrderNumber(order.number or 0, order.number_suffix, order.year)
        order.written_number = write_number(pattern, number, order.signed_on)


def lock_kind(kind: str) -> RegisterKind:
    """Return how a kind is numbered, locked until the transaction ends: numbers are given one at a time."""
    RegisterKind.objects.get_or_create(kind=kind)
    return RegisterKind.objects.select_for_update().get(kind=kind)


def attach_files(order: Order, attachments: Iterable[NewAttachment]) -> list[OrderAttachment]:
    """Attach stored files to an order being registered; needs the key of the register."""
    rows = [
        OrderAttachment(order=order, file=new.file, title=new.title, number=new.number, role=new.role)
        for new in attachments
    ]
    for row in rows:
        row.note_file()
    return OrderAttachment.objects.bulk_create(rows)


@transaction.atomic
def relate_orders(
    *,
    source: Order,
    target: Order,
    type: OrderRelation.Type,
    fragment: str = "",
    effective_on: date | None = None,
    by: User | None,
) -> OrderRelation:
    """Say that ``source`` amends, repeals or corrects ``target`` and return the relation.

    Without its own day the relation takes effect with the source. Records who did it; ``by`` is None for the
    system itself. Raises RelationToItself; the database refuses it as well.
    """
    if source.pk == target.pk:
        raise RelationToItself(source.full_number)
    with REGISTER.opened():
        relation = OrderRelation.objects.create(
            source=source,
            target=target,
            type=type,
            fragment=fragment,
            effective_on=effective_on or source.effective_from,
        )
    audit.record(
        actor=by,
        action="orders.relate",
        obj=source,
        details={
            "type": relation.type,
            "target": target.pk,
            "target_number": target.full_number,
            "fragment": relation.fragment,
            "effective_on": relation.effective_on.isoformat(),
        },
    )
    return relation
