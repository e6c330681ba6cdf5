"""Numbers of orders as people write them."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

# Without regard to capitals [a-z] takes İ and ſ as well, which are not letters of any number.
_SUFFIX = r"(?P<suffix>(?-i:[A-Za-z]{0,2}))"
_NUMBER = re.compile(
    rf"^\s*(?:nr\s*)?(?P<number>\d{{1,6}})\s*{_SUFFIX}\s*(?:/|\s+z(?:\s+roku)?\s+)\s*"
    r"(?P<year>\d{4}|\d{2})\s*(?:r\.?)?\s*$",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(rf"^\s*(?:nr\s*)?(?P<number>[1-9]\d{{0,5}})\s*{_SUFFIX}\s*$", re.IGNORECASE)
FIRST_SHORT_YEAR = 50
USUAL_PATTERN = "{number}{suffix}/{year}"
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PLACES = re.compile(r"\{([^{}]*)\}")
_KNOWN_PLACES = frozenset({"number", "suffix", "year", "yy", "month", "roman_month"})


class UnreadablePattern(ValueError):
    """A pattern of numbers lacks a part or has an unknown one; the message says which, for people."""


@dataclass(frozen=True)
class OrderNumber:
    """An integer, an optional letter and a year: 13a/2017."""

    number: int
    suffix: str
    year: int


def parse_number(text: str) -> OrderNumber | None:
    """Read „2/2017”, „nr 13a/2017”, „2/17” or „2 z 2017 r.”; None when ``text`` is something else."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year >= FIRST_SHORT_YEAR else 2000
    return OrderNumber(int(match["number"]), match["suffix"].lower(), year)


def parse_typed_number(text: str, *, year: int) -> OrderNumber | None:
    """Read a number that a clerk types for a known ``year``: „13a”, „13 A”, and all that `parse_number` reads."""
    alone = _NUMBER_ALONE.match(text)
    if alone is not None:
        return OrderNumber(int(alone["number"]), alone["suffix"].lower(), year)
    number = parse_number(text)
    return number if number is not None and number.number > 0 else None


def check_pattern(pattern: str) -> None:
    """Raise UnreadablePattern unless ``pattern`` writes every number of a kind in its own way."""
    places = _PLACES.findall(pattern)
    unknown = sorted(set(places) - _KNOWN_PLACES)
    if unknown:
        raise UnreadablePattern(gettext("There is no part called {%(part)s}.") % {"part": unknown[0]})
    if not {"number", "suffix"} <= set(places):
        raise UnreadablePattern(gettext("The pattern must hold {number} and {suffix}."))
    if "year" not in places and "yy" not in places:
        raise UnreadablePattern(
            gettext("The pattern must hold {year} or {yy}: numbers begin again each year.")
        )
    if _PLACES.sub("", pattern).strip("{}") != _PLACES.sub("", pattern):
        raise UnreadablePattern(gettext("A brace is not closed."))


def write_number(pattern: str, number: OrderNumber, signed_on: date) -> str:
    """Return ``number`` as ``pattern`` writes it for an order signed on that day."""
    parts = {
        "number": str(number.number),
        "suffix": number.suffix,
        "year": str(number.year),
        "yy": f"{number.year % 100:02}",
        "month": f"{signed_on.month:02}",
        "roman_month": _ROMAN_MONTHS[signed_on.month - 1],
    }
    return _PLACES.sub(lambda place: parts[place[1]], pattern)
