"""What the table is read against: units, classes, patterns, settings."""

from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process

from intranet.core.dates import today
from intranet.core.text import fold
from intranet.directory.models import OrgUnit
from intranet.orders.importing.words import NumberReader
from intranet.orders.models import JrwaClass, RegisterKind, RegisterSettings

# Alike enough to be a slip of the pen.
NEAR = 82
_LONGEST_SYMBOL = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as far as reading needs it."""

    pk: int
    symbol: str
    name: str
    valid_from: date | None
    valid_to: date | None

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or self.valid_to >= day
        )


@dataclass
class Units:
    """All units there are or were, by symbol and by name."""

    by_symbol: dict[str, Unit] = field(default_factory=dict)
    by_name: dict[str, list[Unit]] = field(default_factory=dict)
    _near: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Units":
        units = cls()
        fields = ("pk", "symbol", "name", "valid_from", "valid_to")
        for row in OrgUnit.objects.order_by("pk").values_list(*fields):
            unit = Unit(*row)
            units.by_symbol[fold(unit.symbol)] = unit
            units.by_name.setdefault(fold(unit.name), []).append(unit)
        return units

    def named(self, text: str, on: date | None) -> list[Unit]:
        """Return the units that ``text`` may mean: one by its symbol, or those called so, on that day if any."""
        folded = fold(text)
        if (unit := self.by_symbol.get(folded)) is not None:
            return [unit]
        called = self.by_name.get(folded, [])
        existing = [unit for unit in called if on is not None and unit.exists_on(on)]
        return existing or called

    def near(self, text: str) -> str:
        """Return the name or symbol most like ``text``, or nothing."""
        folded = fold(text)
        if folded not in self._near:
            known = {fold(unit.name): unit.name for units in self.by_name.values() for unit in units}
            if len(folded) <= _LONGEST_SYMBOL:
                known = {key: unit.symbol for key, unit in self.by_symbol.items()}
            best = process.extractOne(folded, list(known), scorer=fuzz.ratio, score_cutoff=NEAR)
            self._near[folded] = known[best[0]] if best else ""
        return self._near[folded]


@dataclass
class Surroundings:
    """Everything that a row refers to outside the table, read once."""

    units: Units
    classes: dict[str, int]
    numbers: NumberReader
    issuer: str
    established_on: date | None
    today: date

    @classmethod
    def load(cls) -> "Surroundings":
        settings = RegisterSettings.current()
        return cls(
            units=Units.load(),
            classes=dict(JrwaClass.objects.values_list("symbol", "pk")),
            numbers=NumberReader(dict(RegisterKind.objects.values_list("kind", "pattern"))),
            issuer=settings.issuer,
            established_on=settings.established_on,
            today=today(),
        )
