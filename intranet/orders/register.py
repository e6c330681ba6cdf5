"""Reading the register: its filters, its order, the way from one act to the next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, Subquery, Value
from django.db.models.expressions import OrderBy

from intranet.accounts.models import User
from intranet.directory.models import OrgUnit
from intranet.orders.as_on import known_on
from intranet.orders.models import ANY_STATUS, Order, OrderQuerySet
from intranet.orders.numbers import parse_number
from intranet.search.indexing import matching_ids
from intranet.search.keys import ask
from intranet.search.models import SearchEntry, source_group
from intranet.search.registry import source_of

# Long texts that a row of the register does not show.
NOT_IN_LISTS = ("text", "legal_basis", "change_summary", "executor", "distribution")

NEWEST, OLDEST, HIGHEST_NUMBER, LOWEST_NUMBER = "-date", "date", "-number", "number"
_BY_NUMBER = ("year", "number", "number_suffix", "external_number", "pk")
# External acts have no number of ours: of a year's acts they come last.
_SORTS: dict[str, list[str | OrderBy]] = {
    OLDEST: ["signed_on", "year", "number", "pk"],
    HIGHEST_NUMBER: [F(name).desc(nulls_last=True) for name in _BY_NUMBER],
    LOWEST_NUMBER: [F(name).asc(nulls_last=True) for name in _BY_NUMBER],
}
SORTS = (NEWEST, *_SORTS)
# Where the words that are looked for stand; anywhere when nothing is said.
IN_SUBJECT = "subject"


def number_condition(text: str) -> Q | None:
    """Return the condition for orders whose number is ``text``; None when ``text`` can be no number."""
    number = parse_number(text)
    if number is not None:
        # Naming every kind lets the database use the index of unique numbers, which begins with the kind.
        return Q(
            kind__in=Order.Kind.values,
            number=number.number,
            number_suffix=number.suffix,
            year=number.year,
        )
    if "/" in text:
        number_as_typed = text.strip()
        return Q(kind=Order.Kind.EXTERNAL_ACT, external_number__iexact=number_as_typed) | Q(
            written_number__iexact=number_as_typed
        )
    return None


def filter_register(
    orders: OrderQuerySet,
    *,
    on: date,
    q: str,
    status: str,
    kind: str,
    year: int | None,
    sort: str = NEWEST,
    unit: OrgUnit | None = None,
    where: str = "",
    dzien: date | None = None,
) -> OrderQuerySet:
    """Return ``orders`` that fit the filter, sorted by one of ``SORTS``, with ``status_today`` on each.

    A number in ``q`` finds that number exactly; words are looked up in every grammatical form, anywhere or only
    in the subject (``where``). With ``dzien`` the register is as it stood on that day.
    """
    if dzien is not None:
        on, orders = dzien, orders.filter(known_on(dzien))
    if status != ANY_STATUS:
        orders = orders.with_status_on(status, on)
    if kind:
        orders = orders.filter(kind=kind)
    if year:
        orders = orders.filter(year=year)
    if unit is not None:
        orders = orders.filter(owner_unit=unit)
    if q:
        orders = orders.filter(pk__in=_ids_by_subject(q)) if where == IN_SUBJECT else _answering(orders, q)
    orders = orders.defer(*NOT_IN_LISTS)
    orders = orders.newest_first() if sort == NEWEST else orders.order_by(*_SORTS[sort])
    if status == ANY_STATUS:
        return orders.annotate_status(on)
    return orders.annotate(status_today=Value(status))


def _answering(orders: OrderQuerySet, text: str) -> OrderQuerySet:
    condition = number_condition(text)
    if condition is not None:
        numbered = orders.filter(condition)
        # „i/lub” has a stroke and is no number: words are tried when no external act is called so.
        if parse_number(text) is not None or numbered.exists():
            return numbered
    return orders.filter(pk__in=matching_ids(Order, text))


def _ids_by_subject(text: str) -> Any:
    """Return the ids of orders with every word of ``text`` in their subject; of none when no word says anything."""
    groups = ask(text).groups
    if not groups:
        return ()
    asked = (source_group([source_of(Order).key]), *groups)
    return SearchEntry.objects.having(asked, column="title_keys").values_list("object_id", flat=True)


@dataclass(frozen=True)
class SortLink:
    """A sortable column: how the list is sorted by it now (aria-sort, or nothing), and what its link asks for."""

    current: str
    next: str


def sort_links(sort: str) -> dict[str, SortLink]:
    """Return the sortable columns of the register; the first click on a column puts the newest first."""
    ways = {"date": (NEWEST, OLDEST), "number": (HIGHEST_NUMBER, LOWEST_NUMBER)}
    return {
        column: SortLink(
            current={falling: "descending", rising: "ascending"}.get(sort, ""),
            next=rising if sort == falling else falling,
        )
        for column, (falling, rising) in ways.items()
    }


@dataclass(frozen=True)
class Neighbours:
    """The acts before and after one in its part of the register; None at either end."""

    previous: Order | None
    following: Order | None


def neighbours_of(order: Order, *, user: User) -> Neighbours:
    """Return what ``user`` may read next to ``order``: by number within its kind, external acts by date."""
    fields = ("signed_on", "pk") if order.number is None else ("year", "number", "number_suffix")
    same_kind = Order.objects.visible_to(user).filter(kind=order.kind)
    before = same_kind.filter(_beyond(order, fields, "lt")).order_by(*(f"-{name}" for name in fields))
    after = same_kind.filter(_beyond(order, fields, "gt")).order_by(*fields)
    # Two looks into an index, asked as one question.
    found = Order.objects.filter(
        Q(pk=Subquery(before.values("pk")[:1])) | Q(pk=Subquery(after.values("pk")[:1]))
    ).defer(*NOT_IN_LISTS)
    beside = {_place(other, fields) < _place(order, fields): other for other in found}
    return Neighbours(previous=beside.get(True), following=beside.get(False))


def _beyond(order: Order, fields: tuple[str, ...], way: str) -> Q:
    """Return the condition for what stands before (``lt``) or after (``gt``) ``order`` when sorted by ``fields``."""
    condition, same = Q(), Q()
    for name in fields:
        value = getattr(order, name)
        condition |= same & Q(**{f"{name}__{way}": value})
        same &= Q(**{name: value})
    return condition


def _place(order: Order, fields: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(order, name) for name in fields)
