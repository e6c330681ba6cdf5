"""The register in numbers, of the orders that the reader may see."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min
from django.utils.formats import date_format

from intranet.orders.models import Order, OrderQuerySet, OrderStatus

MONTHS = range(1, 13)


@dataclass(frozen=True)
class YearInOrders:
    """The orders signed in one year: a number for each month (January first) and for each kind there is."""

    year: int
    by_month: list[int]
    by_kind: list[tuple[Order.Kind, int]]

    @property
    def total(self) -> int:
        return sum(self.by_month)


def years_of(orders: OrderQuerySet) -> list[int]:
    """Return the years from the last with a signed order down to the first; empty when there is none."""
    span = orders.aggregate(first=Min("signed_on"), last=Max("signed_on"))
    if span["last"] is None:
        return []
    return list(range(span["last"].year, span["first"].year - 1, -1))


def year_in_orders(orders: OrderQuerySet, year: int) -> YearInOrders:
    """Count ``orders`` signed in ``year``, with one query."""
    months: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    rows = orders.filter(signed_on__year=year).order_by().values_list("signed_on__month", "kind")
    for month, kind, number in rows.annotate(number=Count("pk")):
        months[month] += number
        kinds[kind] += number
    return YearInOrders(
        year=year,
        by_month=[months[month] for month in MONTHS],
        by_kind=[(kind, kinds[kind]) for kind in Order.Kind if kinds[kind]],
    )


def month_names() -> list[str]:
    """Return the twelve months in the reader's language, as they stand alone."""
    return [date_format(date(2001, month, 1), "F") for month in MONTHS]


def status_counts(orders: OrderQuerySet, *, on: date) -> list[tuple[OrderStatus, int]]:
    """Return how many of ``orders`` have each status on the day ``on``; a status of none counts 0."""
    rows = orders.annotate_status(on).order_by().values_list("status_today")  # type: ignore[misc]  # annotated
    counts = dict(rows.annotate(number=Count("pk")))
    return [(status, counts.get(status.value, 0)) for status in OrderStatus]
