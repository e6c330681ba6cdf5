"""Reading the table row by row, XLSX or CSV alike: a workbook of 20,000 rows never lies whole in memory."""

import csv
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from intranet.core.exports.values import looks_like_formula
from intranet.orders.importing.cells import CellError, Formula

MOST_COLUMNS = 100
# The sheet of the template; another workbook gives its first sheet.
REGISTER_SHEET = "Rejestr"
_SAMPLE = 64 * 1024
# A quoted text of an act may be long; the module's own limit is 131,072 characters.
_LONGEST_CSV_FIELD = 2_000_000

# What a damaged or hostile workbook makes the libraries raise.
_UNREADABLE = (
    BadZipFile,
    DefusedXmlException,
    InvalidFileException,
    ParseError,
    csv.Error,
    UnicodeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    NotImplementedError,
    OverflowError,
)


class TableUnreadable(ValueError):
    """The file is no table that can be read; the argument names the failure shortly."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it stands in the file: its number there and the values of its cells from the first on."""

    number: int
    values: tuple[Any, ...]

    @property
    def is_empty(self) -> bool:
        return all(value is None or (isinstance(value, str) and not value.strip()) for value in self.values)


@dataclass(frozen=True)
class OpenTable:
    """A table being read. ``estimate`` is how many rows the file says it has, None when it does not."""

    rows: Iterator[TableRow]
    estimate: int | None


@contextmanager
def open_table(file: IO[bytes], table_format: str) -> Iterator[OpenTable]:
    """Open a table ("xlsx" or "csv"); raise TableUnreadable, also from its rows while they are read."""
    if table_format == "csv":
        yield OpenTable(_guarded(_csv_rows(file)), None)
        return
    with warnings.catch_warnings():
        # openpyxl warns of decorations that it does not keep, which nobody needs here.
        warnings.simplefilter("ignore", UserWarning)
        try:
            book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
            sheet = book[REGISTER_SHEET] if REGISTER_SHEET in book.sheetnames else book.worksheets[0]
            estimate = sheet.max_row
        except _UNREADABLE as error:
            raise TableUnreadable(type(error).__name__) from error
        try:
            yield OpenTable(_guarded(_sheet_rows(sheet)), estimate)
        finally:
            book.close()


def _guarded(rows: Iterator[TableRow]) -> Iterator[TableRow]:
    try:
        yield from rows
    except _UNREADABLE as error:
        raise TableUnreadable(type(error).__name__) from error


def _sheet_rows(sheet: Any) -> Iterator[TableRow]:
    # What a program wrote down as the size of the sheet may be wrong, and would cut rows off.
    sheet.reset_dimensions()
    # Without a number of columns each row is as long as it is: asking for a hundred would make a hundred cells.
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield TableRow(number, tuple([_sheet_value(cell) for cell in cells[:MOST_COLUMNS]]))


def _sheet_value(cell: Any) -> Any:
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "f":
        return Formula(value if isinstance(value, str) else "=")
    if cell.data_type == "e":
        return CellError(value)
    return value


def _csv_rows(file: IO[bytes]) -> Iterator[TableRow]:
    encoding = _encoding_of(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    limit = csv.field_size_limit(_LONGEST_CSV_FIELD)
    try:
        sample = text.read(_SAMPLE)
        text.seek(0)
        reader = csv.reader(text, delimiter=_delimiter_of(sample))
        before = 0
        for values in reader:
            # People count lines of the file as their editor shows them.
            number, before = before + 1, reader.line_num
            yield TableRow(number, tuple(_csv_value(value) for value in values[:MOST_COLUMNS]))
    finally:
        csv.field_size_limit(limit)
        text.detach()


def _csv_value(value: str) -> str | None:
    if not value.strip():
        return None
    if value.startswith("'") and looks_like_formula(value[1:]):
        return value[1:]  # the apostrophe that our own exports put before such texts
    return Formula(value) if value.lstrip().startswith("=") else value


def _encoding_of(file: IO[bytes]) -> str:
    """Tell the encoding by trying: what is no UTF-8 is the Polish page of Windows."""
    file.seek(0)
    head = file.read(4)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    file.seek(0)
    decoder = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        while decoder.read(_SAMPLE):
            pass
    except UnicodeDecodeError:
        return "cp1250"
    finally:
        decoder.detach()
    return "utf-8-sig"


def _delimiter_of(sample: str) -> str:
    """Tell what separates cells: the sign that the first line with words has most of."""
    line = next((line for line in sample.splitlines() if line.strip(" ;,\t")), "")
    if line.lower().startswith("sep=") and len(line) == len("sep=") + 1:
        return line[-1]
    return max(";,\t", key=line.count)
