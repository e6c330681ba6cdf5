"""Numbers of orders as people write them."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"^\s*(?:nr\s*)?(?P<number>\d{1,6})\s*(?P<suffix>[a-z]{0,2})\s*(?:/|\s+z(?:\s+roku)?\s+)\s*(?P<year>\d{4}|\d{2})\s*(?:r\.?)?\s*$",
    re.IGNORECASE,
)
FIRST_SHORT_YEAR = 50


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
