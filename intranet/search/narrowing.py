"""What results may be narrowed to: a kind, days, a unit, a status; the same rule lists them and counts them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from intranet.search.fulltext import LAST_DAY, Span

# An object that answers a question: the key of its source and its id. A plain tuple, because making some hundreds of
# anything else would be felt on every search. So is what it may be narrowed by: its day (yyyymmdd, 0 for none), its
# unit's id and the key of its status.
Hit = tuple[str, int]
Facts = tuple[int, int | None, str]


class Facet(StrEnum):
    """One way of narrowing."""

    KIND = "kind"
    DAYS = "days"
    UNIT = "unit"
    STATUS = "status"


@dataclass(frozen=True)
class Narrowing:
    """Chosen filters; objects without a day fit no days. ``kind`` is the key of a source."""

    kind: str = ""
    first_day: int = 0
    last_day: int = LAST_DAY
    unit: int | None = None
    status: str = ""

    def __bool__(self) -> bool:
        return self != EVERYTHING

    @property
    def has_days(self) -> bool:
        return self.first_day > 0 or self.last_day < LAST_DAY

    @property
    def span(self) -> Span:
        """The days as the index wants them."""
        return Span(max(self.first_day, 1), self.last_day) if self.has_days else Span()

    def without(self, facet: Facet) -> "Narrowing":
        """Return the other filters: what the choices of ``facet`` are counted among."""
        return replace(self, **_UNCHOSEN[facet])  # type: ignore[arg-type]

    def fits(self, hit: Hit, facts: Facts) -> bool:
        """Tell whether an object passes every filter."""
        day, unit, status = facts
        return (
            (not self.kind or hit[0] == self.kind)
            and (not self.status or status == self.status)
            and (self.unit is None or unit == self.unit)
            and (not self.has_days or max(self.first_day, 1) <= day <= self.last_day)
        )


_UNCHOSEN: dict[Facet, dict[str, object]] = {
    Facet.KIND: {"kind": ""},
    Facet.DAYS: {"first_day": 0, "last_day": LAST_DAY},
    Facet.UNIT: {"unit": None},
    Facet.STATUS: {"status": ""},
}
EVERYTHING = Narrowing()
