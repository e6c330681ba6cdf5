"""The register as the chancellery keeps it: one row for each number, those without an act in their place.

Rows are worked out in two steps. The outline (number and key of every row asked for) is short even for twenty years;
what stands in the rows is read a page at a time, with the same number of queries for one row and for a page.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Q
from django.utils.translation import ngettext

from intranet.accounts.models import User
from intranet.core.exports import Value
from intranet.orders.models import (
    NUMBERED_KINDS,
    HeldNumber,
    Order,
    OrderAttachment,
    OrderRelation,
    OrderStatus,
)
from intranet.orders.models.orders import SEE_EVERY_ORDER
from intranet.orders.register import NOT_IN_LISTS
from intranet.orders.register_columns import extra_columns
from intranet.orders.standing import ShownRelation, shown_relation

ROWS_READ_AT_ONCE = 250
_KINDS = [kind.value for kind in Order.Kind]


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A place in the register: an act by its key, or a number (or several in a row) that no act bears."""

    position: int
    kind: str
    year: int
    order_id: int | None = None
    number: str = ""
    words: str = ""


@dataclass(slots=True)
class RegisterRow:
    """A row ready to be shown or written to a file; without ``order`` it says in ``words`` why there is none."""

    position: int
    kind: str
    number: str
    words: str = ""
    order: Order | None = None
    does: list[ShownRelation] = field(default_factory=list)
    repealed_by: list[ShownRelation] = field(default_factory=list)
    attachments: list[OrderAttachment] = field(default_factory=list)
    extras: dict[str, Value] = field(default_factory=dict)

    @property
    def status(self) -> OrderStatus | None:
        return OrderStatus(self.order.status_today) if self.order else None  # type: ignore[attr-defined]  # annotated


def sees_empty_numbers(user: User) -> bool:
    """Tell whether ``user`` is shown numbers without an act; whoever sees not every act could not tell them apart."""
    return user.has_role(*SEE_EVERY_ORDER)


def outline(*, user: User, year: int | None, kind: str | None) -> list[OutlineRow]:
    """Return every row of the part of the register that ``user`` may see: by kind, then year, then number.

    Positions begin again with each kind and year. Two queries, three for those who see numbers without an act.
    """
    part = Q()
    if year is not None:
        part &= Q(year=year)
    if kind is not None:
        part &= Q(kind=kind)
    acts = Order.objects.visible_to(user).filter(part)
    acts = acts.order_by("kind", "year", "number", "number_suffix", "signed_on", "pk")
    places: dict[tuple[str, int], list[_Place]] = defaultdict(list)
    for pk, act_kind, act_year, number, suffix in acts.values_list(
        "pk", "kind", "year", "number", "number_suffix"
    ).iterator():
        places[act_kind, act_year].append(_Place(number or 0, suffix, pk))
    if sees_empty_numbers(user):
        for held in HeldNumber.objects.holding().filter(part):
            places[held.kind, held.year].append(
                _Place(held.number, held.number_suffix, None, str(held), _why(held))
            )
        for (act_kind, act_year), in_group in places.items():
            if act_kind in NUMBERED_KINDS:
                in_group.extend(_gaps(in_group, act_year))
                # External acts have no number of ours and stay by the day of signing.
                in_group.sort(key=lambda place: (place.number, place.suffix))
    return [
        OutlineRow(position, act_kind, act_year, place.order_id, place.written, place.words)
        for (act_kind, act_year), in_group in sorted(
            places.items(), key=lambda group: _group_order(*group[0])
        )
        for position, place in enumerate(in_group, start=1)
    ]


def filled(rows: Sequence[OutlineRow], *, user: User, on: date) -> Iterator[RegisterRow]:
    """Yield ``rows`` with everything the register says of them on the day ``on``, a few hundred read at once."""
    for start in range(0, len(rows), ROWS_READ_AT_ONCE):
        yield from _filled_batch(rows[start : start + ROWS_READ_AT_ONCE], user=user, on=on)


@dataclass(frozen=True, slots=True)
class _Place:
    number: int
    suffix: str
    order_id: int | None
    written: str = ""
    words: str = ""


def _group_order(kind: str, year: int) -> tuple[int, int]:
    return (_KINDS.index(kind), -year)


def _why(held: HeldNumber) -> str:
    return f"{held.get_state_display()}: {held.reason}"


def _gaps(places: Sequence[_Place], year: int) -> Iterator[_Place]:
    """Yield the numbers that nobody accounts for, those in a row as one place, by the rule of `numbering.gaps`."""
    taken = {place.number for place in places if not place.suffix}
    last = max((place.number for place in places), default=0)
    missing = (number for number in range(1, last + 1) if number not in taken)
    for _key, run in groupby(enumerate(missing), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _index, number in run]
        first, last = numbers[0], numbers[-1]
        written = f"{first}/{year}" if first == last else f"{first}–{last}/{year}"
        words = ngettext(
            "no act with this number and no explanation",
            "no acts with these %(count)s numbers and no explanation",
            len(numbers),
        ) % {"count": len(numbers)}
        yield _Place(first, "", None, written, words)


def _filled_batch(rows: Sequence[OutlineRow], *, user: User, on: date) -> list[RegisterRow]:
    ids = [row.order_id for row in rows if row.order_id is not None]
    orders = (
        Order.objects.visible_to(user)
        .annotate_status(on)
        .select_related("jrwa_class")
        .defer(*NOT_IN_LISTS)
        .in_bulk(ids)
    )
    does, repealed_by = _relations(ids, user)
    attachments: dict[int, list[OrderAttachment]] = defaultdict(list)
    for attachment in OrderAttachment.objects.filter(order__in=ids):
        attachments[attachment.order_id].append(attachment)
    extras = {column.key: column.values(ids) for column in extra_columns}
    labels = dict(Order.Kind.choices)
    shown = []
    for row in rows:
        if row.order_id is None:
            shown.append(RegisterRow(row.position, str(labels[row.kind]), row.number, row.words))
        # An act taken out of the reader's sight since the outline was read leaves no trace.
        elif (order := orders.get(row.order_id)) is not None:
            shown.append(
                RegisterRow(
                    position=row.position,
                    kind=str(order.get_kind_display()),
                    number=order.full_number,
                    order=order,
                    does=does[order.pk],
                    repealed_by=repealed_by[order.pk],
                    attachments=attachments[order.pk],
                    extras={key: values.get(order.pk) for key, values in extras.items()},
                )
            )
    return shown


def _relations(
    ids: Sequence[int], user: User
) -> tuple[dict[int, list[ShownRelation]], dict[int, list[ShownRelation]]]:
    """Return what each act changes or repeals, and what repeals it; two queries."""
    ends = [f"{end}__{name}" for end in ("source", "target") for name in NOT_IN_LISTS]
    relations = list(
        OrderRelation.objects.filter(Q(source__in=ids) | Q(target__in=ids, type=OrderRelation.Type.REPEALS))
        .select_related("source", "target")
        .defer(*ends)
        .order_by("effective_on", "pk")
    )
    others = {relation.source_id for relation in relations} | {relation.target_id for relation in relations}
    readable = set(Order.objects.visible_to(user).filter(pk__in=others).values_list("pk", flat=True))
    does: dict[int, list[ShownRelation]] = defaultdict(list)
    repealed_by: dict[int, list[ShownRelation]] = defaultdict(list)
    for relation in relations:
        does[relation.source_id].append(shown_relation(relation, relation.target, readable))
        if relation.type == OrderRelation.Type.REPEALS:
            repealed_by[relation.target_id].append(shown_relation(relation, relation.source, readable))
    return does, repealed_by
