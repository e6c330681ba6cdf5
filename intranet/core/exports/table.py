"""What a caller fills in to get a file: a title, columns, and rows that are read once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

# `datetime` is a `date` too; it is shown with its hour and minute in the office's time.
Value = str | int | float | Decimal | date | datetime | None
Row = Sequence[Value]


class ColumnKind(StrEnum):
    """What stands in a column: decides how it is written, aligned and sorted."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``width`` is in characters of ordinary text, and its share of the line on paper."""

    label: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """A list to be taken away: the words a reader needs to know what it is, and its rows.

    ``rows`` may be a generator: it is read once, row by row. ``notes`` say what was asked and on which day.
    ``author`` is the institution. ``language`` is a two-letter code (ISO 639).
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    notes: Sequence[str] = ()
    author: str = ""
    language: str = field(default="pl", kw_only=True)
