"""Which numbers of a register are used, held for a reason, or missing without one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, QuerySet

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
    register = _registers(kind=kind, year=year)[kind, year]
    return list(_runs(register.accounted, register.last))


def missing_by_register() -> dict[tuple[str, int], int]:
    """Return how many numbers lack an account by (kind, year), with two queries; complete registers are absent."""
    missing = {key: found.last - len(found.accounted) for key, found in sorted(_registers().items())}
    return {key: number for key, number in missing.items() if number}


@dataclass
class _Register:
    """The numbers of a kind and year that are given or held, and the last one, with a letter or without."""

    accounted: set[int] = field(default_factory=set)
    last: int = 0


def _registers(**part: str | int) -> defaultdict[tuple[str, int], _Register]:
    found: defaultdict[tuple[str, int], _Register] = defaultdict(_Register)
    orders = Order.objects.filter(number__isnull=False, **part).order_by()
    held = HeldNumber.objects.holding().filter(**part).order_by()
    sources: tuple[QuerySet[Any], ...] = (orders, held)
    for source in sources:
        for kind, year, number, suffix in source.values_list("kind", "year", "number", "number_suffix"):
            register = found[kind, year]
            register.last = max(register.last, number)
            if not suffix:
                register.accounted.add(number)
    return found


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
