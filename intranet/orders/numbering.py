"""Which numbers of a register are used, held for a reason, or missing without one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max

from intranet.orders.models import HeldNumber, Order
from intranet.orders.numbers import OrderNumber


@dataclass(frozen=True)
class Gap:
    """Numbers from ``first`` to ``last`` that neither an order nor a stated reason accounts for."""

    first: int
    last: int

    @property
    def numbers(self) -> range:
        return range(self.first, self.last + 1)


def next_number(kind: str, year: int) -> OrderNumber:
    """Return the number after the last one used or held; call it under `lock_kind` to give it."""
    orders = Order.objects.filter(kind=kind, year=year).aggregate(last=Max("number"))
    held = HeldNumber.objects.holding().filter(kind=kind, year=year).aggregate(last=Max("number"))
    return OrderNumber(max(orders["last"] or 0, held["last"] or 0) + 1, "", year)


def gaps(kind: str, year: int) -> list[Gap]:
    """Return the unexplained gaps below the last number of the kind and year, with two queries.

    A number with a letter stands beside its number and fills no gap: 13a does not account for 13.
    """
    orders = Order.objects.filter(kind=kind, year=year, number__isnull=False).order_by()
    held = HeldNumber.objects.holding().filter(kind=kind, year=year).order_by()
    accounted, last = set(), 0
    for source in (orders, held):
        for number, suffix in source.values_list("number", "number_suffix"):
            last = max(last, number)
            if not suffix:
                accounted.add(number)
    return list(_runs(accounted, last))


def missing_by_register() -> dict[tuple[str, int], int]:
    """Return how many numbers lack an account by (kind, year), with two queries; complete registers are absent."""
    accounted: dict[tuple[str, int], set[int]] = defaultdict(set)
    last: dict[tuple[str, int], int] = defaultdict(int)
    orders = Order.objects.filter(number__isnull=False).order_by()
    for source in (orders, HeldNumber.objects.holding().order_by()):
        for kind, year, number, suffix in source.values_list("kind", "year", "number", "number_suffix"):
            last[kind, year] = max(last[kind, year], number)
            if not suffix:
                accounted[kind, year].add(number)
    missing = {register: number - len(accounted[register]) for register, number in last.items()}
    return {register: number for register, number in sorted(missing.items()) if number}


def _runs(accounted: set[int], last: int) -> Iterator[Gap]:
    first = None
    for number in range(1, last + 1):
        if number in accounted:
            if first is not None:
                yield Gap(first, number - 1)
            first = None
        elif first is None:
            first = number
    if first is not None:
        yield Gap(first, last)
