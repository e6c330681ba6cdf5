"""Reading the register with its filters."""

from datetime import date

from django.db.models import Q, Value

from intranet.orders.models import ANY_STATUS, Order, OrderQuerySet
from intranet.orders.numbers import parse_number
from intranet.search.indexing import matching_ids

# Long texts that a row of the register does not show.
NOT_IN_LISTS = ("text", "legal_basis", "change_summary", "executor", "distribution")


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
        return Q(kind=Order.Kind.EXTERNAL_ACT, external_number__iexact=text.strip())
    return None


def filter_register(
    orders: OrderQuerySet, *, on: date, q: str, status: str, kind: str, year: int | None
) -> OrderQuerySet:
    """Return ``orders`` that fit the filter, newest first, with ``status_today`` on each.

    A number in ``q`` finds that number exactly; words are looked up in every grammatical form.
    """
    if status != ANY_STATUS:
        orders = orders.with_status_on(status, on)
    if kind:
        orders = orders.filter(kind=kind)
    if year:
        orders = orders.filter(year=year)
    if q:
        orders = _answering(orders, q)
    orders = orders.defer(*NOT_IN_LISTS).newest_first()
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
