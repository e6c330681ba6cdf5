"""Writes of the register of orders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from intranet.accounts.models import User
from intranet.core import audit
from intranet.directory.models import Audience
from intranet.files.models import StoredFile
from intranet.orders.models import Order, OrderAttachment, OrderRelation
from intranet.search.indexing import index_object


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


@transaction.atomic
def register_order(
    *,
    order: Order,
    audience: Audience,
    relations: Iterable[NewRelation] = (),
    attachments: Iterable[NewAttachment] = (),
    by: User | None,
) -> Order:
    """Register ``order`` with its relations and attachments, all or nothing, and index it for search.

    Keeps the owner unit's name of the day and writes the letter of the number small. ``by`` is None when the
    system itself registers. Records who did it. Raises RelationToItself; IntegrityError when the number is taken.
    """
    order.audience = audience
    order.number_suffix = order.number_suffix.lower()
    if order.owner_unit is not None and not order.owner_unit_name:
        order.owner_unit_name = order.owner_unit.name
    order.save(force_insert=True)
    for relation in relations:
        relate_orders(
            source=order,
            target=relation.target,
            type=relation.type,
            fragment=relation.fragment,
            effective_on=relation.effective_on,
            by=by,
        )
    OrderAttachment.objects.bulk_create(
        OrderAttachment(order=order, file=new.file, title=new.title, number=new.number, role=new.role)
        for new in attachments
    )
    audit.record(
        actor=by,
        action="orders.register",
        obj=order,
        details={"number": order.full_number, "kind": order.kind},
    )
    index_object(order)
    return order


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
