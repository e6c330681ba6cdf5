"""The register in numbers, of the orders that the reader may see."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min
from django.utils.formats import date_format

from intranet.core.collation import polish_key
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


def short_month_names() -> list[str]:
    """Return the twelve months in three letters, which stand beside their bars on a phone too."""
    return [date_format(date(2001, month, 1), "M") for month in MONTHS]


def status_counts(orders: OrderQuerySet, *, on: date) -> list[tuple[OrderStatus, int]]:
    """Return how many of ``orders`` have each status on the day ``on``; a status of none counts 0."""
    rows = orders.annotate_status(on).order_by().values_list("status_today")  # type: ignore[misc]  # annotated
    counts = dict(rows.annotate(number=Count("pk")))
    return [(status, counts.get(status.value, 0)) for status in OrderStatus]


@dataclass(frozen=True)
class RegisterCounts:
    """How many acts there are of each year, kind and owner unit; units bear the names they had at signing."""

    rows: list[tuple[int, Order.Kind, str, int]]
    """Year, kind, unit (empty for none) and number, the newest year first, kinds as declared, units by name."""

    @property
    def total(self) -> int:
        return sum(number for *_, number in self.rows)

    def of_year(self, year: int | None) -> "RegisterCounts":
        """Return the part of one year; all of it for None."""
        return RegisterCounts([row for row in self.rows if year in (None, row[0])])

    def by_year(self) -> list[tuple[int, int]]:
        """Return each year from the last to the first with its number, years without an act among them."""
        counts = self._summed(0)
        years = range(max(counts), min(counts) - 1, -1) if counts else ()
        return [(year, counts[year]) for year in years]

    def by_kind(self) -> list[tuple[Order.Kind, int]]:
        """Return the kinds there are, as declared."""
        counts = self._summed(1)
        return [(kind, counts[kind]) for kind in Order.Kind if counts[kind]]

    def by_unit(self) -> list[tuple[str, int]]:
        """Return the units there are, the one with the most acts first; equal ones in Polish order."""
        return sorted(self._summed(2).items(), key=lambda unit: (-unit[1], polish_key(unit[0])))

    def of_kinds_in_years(self) -> list[tuple[int, list[int], int]]:
        """Return for each year the numbers of the kinds of `by_kind`, in their order, and their sum."""
        cells: Counter[tuple[int, str]] = Counter()
        for year, kind, _unit, number in self.rows:
            cells[year, kind] += number
        kinds = [kind for kind, _number in self.by_kind()]
        return [(year, [cells[year, kind] for kind in kinds], total) for year, total in self.by_year()]

    def _summed(self, column: int) -> Counter[Any]:
        counts: Counter[Any] = Counter()
        for row in self.rows:
            counts[row[column]] += row[3]
        return counts


def register_counts(orders: OrderQuerySet) -> RegisterCounts:
    """Count ``orders`` by year, kind and unit, with one query."""
    groups = orders.order_by().values_list("year", "kind", "owner_unit_name").annotate(number=Count("pk"))
    kinds = list(Order.Kind)
    rows = [(year, Order.Kind(kind), unit, number) for year, kind, unit, number in groups]
    return RegisterCounts(
        sorted(rows, key=lambda row: (-row[0], kinds.index(row[1]), not row[2], polish_key(row[2])))
    )
