"""Reading the register with its filters."""

from datetime import date

from django.db.models import Q

from intranet.orders.forms import ANY_STATUS
from intranet.orders.models import Order, OrderQuerySet
from intranet.orders.numbers import parse_number
from intranet.search.indexing import matching_ids


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
        number = parse_number(q)
        if number is not None:
            orders = orders.filter(number=number.number, number_suffix=number.suffix, year=number.year)
        else:
            orders = orders.filter(Q(external_number__iexact=q) | Q(pk__in=matching_ids(Order, q)))
    return orders.annotate_status(on).newest_first()
