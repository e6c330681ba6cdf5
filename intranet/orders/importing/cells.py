"""What a cell holds, as spreadsheets and people write it."""

import re
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from openpyxl.utils.datetime import from_excel

from intranet.core.dates import MONTHS_IN_GENITIVE, short_date
from intranet.core.forms import PolishDateField
from intranet.orders.numbers import FIRST_SHORT_YEAR

FIRST_YEAR, LAST_YEAR = 1900, 2100
# Days since 1900 as spreadsheets count: 1930 to 2100. A year alone is not among them.
_FIRST_SERIAL, _LAST_SERIAL = 10_959, 73_415

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u2060\ufeff]|_x000D_")
_SHORT_YEAR = re.compile(r"(\d{1,2})\s*[.\-/]\s*(\d{1,2})\s*[.\-/]\s*(\d{2})(?:\s*r\.?)?", re.ASCII)
_WITH_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_LONG_DATE = re.compile(r"(\d{1,2})\s+([^\W\d]+)\s+(\d{4})(?:\s*r(?:\.|oku)?)?", re.IGNORECASE)
_MONTHS = {name: number for number, name in enumerate(MONTHS_IN_GENITIVE, start=1)}
_FIELD = PolishDateField()


class Formula(str):
    """A cell that is calculated: its value depends on the program that opens it."""

    __slots__ = ()


class CellError(str):
    """A cell in which the spreadsheet shows an error, such as #REF!"""

    __slots__ = ()


class NotADate(ValueError):
    """The value is no day; the argument is the code of the problem."""


def one_line(value: Any) -> str:
    """Return the text of a cell with single spaces."""
    if value is None:
        return ""
    return " ".join(_UNWANTED.sub("", _as_text(value)).split())


def many_lines(value: Any) -> str:
    """Return the text of a cell with its lines kept."""
    if value is None:
        return ""
    text = _UNWANTED.sub("", _as_text(value).replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def read_date(value: Any) -> tuple[date, str]:
    """Return the day in a cell and the code of a remark on how it was read, or ""; raise NotADate."""
    day, remark = _read_day(value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotADate("year_out_of_range")
    return day, remark


def _read_day(value: Any) -> tuple[date, str]:
    if isinstance(value, datetime):
        return value.date(), ""
    if isinstance(value, date):
        return value, ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not _FIRST_SERIAL <= value <= _LAST_SERIAL:
            raise NotADate("not_a_date")
        moment = from_excel(int(value))
        return (moment.date() if isinstance(moment, datetime) else moment), "day_as_number"
    text = _WITH_TIME.sub("", one_line(value))
    if found := _SHORT_YEAR.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _day(year + (1900 if year >= FIRST_SHORT_YEAR else 2000), month, day), "short_year"
    if (found := _LONG_DATE.fullmatch(text)) and (number := _MONTHS.get(found[2].lower())):
        return _day(int(found[3]), number, int(found[1])), ""
    try:
        read = _FIELD.to_python(text)
    except ValidationError as error:
        raise NotADate("no_such_day" if error.code == "no_such_day" else "not_a_date") from error
    if read is None:
        raise NotADate("not_a_date")
    return read, ""


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotADate("no_such_day") from error


def _as_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "PRAWDA" if value else "FAŁSZ"
        case datetime() | date():
            return short_date(value)
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return str(value).replace(".", ",")
        case _:
            return str(value)
