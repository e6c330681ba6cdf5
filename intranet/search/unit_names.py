"""Symbols and names of units, which every search needs and hardly anything changes: kept by each process a while."""

from typing import NamedTuple, cast

from django.core.cache import caches

from intranet.core.text import fold
from intranet.directory.models import OrgUnit

CACHE_SECONDS = 30
CACHE_KEY = "search.units"


class UnitName(NamedTuple):
    """What a unit is called; every unit is for the whole staff."""

    symbol: str
    name: str
    folded_symbol: str


def units_by_id() -> dict[int, UnitName]:
    """Return the names of all units by id, in the order of the alphabet, at most half a minute old."""
    kept = caches["process"].get(CACHE_KEY)
    if kept is None:
        rows = OrgUnit.objects.order_by("name").values_list("pk", "symbol", "name")
        kept = {pk: UnitName(symbol, name, fold(symbol)) for pk, symbol, name in rows}
        caches["process"].set(CACHE_KEY, kept, CACHE_SECONDS)
    return cast(dict[int, UnitName], kept)


def ids_with_symbol(text: str) -> list[int]:
    """Return the ids of units whose symbol is ``text``, whatever its case and diacritics."""
    folded = fold(text.strip())
    return [pk for pk, unit in units_by_id().items() if unit.folded_symbol == folded]


def forget_units() -> None:
    """Make this process read the units again; the others do within half a minute."""
    caches["process"].delete(CACHE_KEY)
