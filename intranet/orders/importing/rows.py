"""Reading one row: every cell looked at, every problem noted, nothing compared yet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intranet.core.dates import long_date, short_date
from intranet.core.text import fold
from intranet.orders.importing.cells import CellError, Formula, NotADate, many_lines, one_line, read_date
from intranet.orders.importing.columns import COLUMNS
from intranet.orders.importing.problems import Problems
from intranet.orders.importing.surroundings import Surroundings
from intranet.orders.importing.table import TableRow
from intranet.orders.importing.words import EVERYONE_WORDS, KIND_WORDS, read_kind, read_state
from intranet.orders.importing.written import WrittenFile, WrittenRelation, read_files, read_relations
from intranet.orders.models import HeldNumber, Order, OrderRelation
from intranet.orders.numbers import OrderNumber

Key = tuple[str, Any, Any, Any]

_LIMITED = ("subject", "issuer", "executor", "distribution", "original_place", "external_number")
_LIMITS: dict[str, int] = {
    field.name: field.max_length or 0 for field in Order._meta.fields if field.name in _LIMITED
}
_LIMITS |= {field.name: field.max_length or 0 for field in HeldNumber._meta.fields if field.name == "reason"}
_LONGEST_TEXT = 500_000
# As many characters fit in a cell of a spreadsheet; a longer text was cut by it.
_CELL_HOLDS = 32_767
_RELATIONS = {
    "amends": OrderRelation.Type.AMENDS,
    "repeals": OrderRelation.Type.REPEALS,
    "corrects": OrderRelation.Type.CORRECTS,
}
_OF_A_HELD_NUMBER = frozenset({"kind", "number", "state", "reason"})
# What has no day of its own is compared with the first day of all.
_NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class Tie:
    """What an act does to ``target``: an order of the register by its id, or another row of the table."""

    type: str
    target: "int | Row"
    fragment: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of an act where it was found."""

    path: str
    sha256: str
    number: int | None
    title: str
    role: str


@dataclass(slots=True, eq=False)
class Row:
    """A row as read: an act, or with ``state`` a number that no act bears. Defaults stand for what is not known."""

    row: int
    state: str = ""
    kind: str = ""
    number: OrderNumber | None = None
    external_number: str = ""
    subject: str = ""
    issuer: str = ""
    signed_on: date = _NO_DAY
    published_on: date = _NO_DAY
    effective_from: date = _NO_DAY
    effective_until: date | None = None
    owner_unit: int | None = None
    owner_unit_name: str = ""
    legal_basis: str = ""
    text: str = ""
    change_summary: str = ""
    executor: str = ""
    distribution: str = ""
    jrwa_class: int | None = None
    original_place: str = ""
    audience: frozenset[int] = frozenset()
    relations: list[WrittenRelation] = field(default_factory=list)
    files: list[WrittenFile] = field(default_factory=list)
    reason: str = ""
    # Found out when the whole table has been read.
    ties: list["Tie"] = field(default_factory=list)
    attached: list["Attached"] = field(default_factory=list)

    @property
    def key(self) -> Key | None:
        """What makes two acts one: kind, year and number, or an external number and its day; None while unread."""
        if self.number is not None and self.kind:
            return (self.kind, self.number.year, self.number.number, self.number.suffix)
        if self.external_number and self.signed_on is not _NO_DAY:
            return ("", self.external_number, self.signed_on, "")
        return None

    @property
    def full_number(self) -> str:
        """The number for people to read, in the usual way of writing."""
        if self.number is None:
            return self.external_number
        return f"{self.number.number}{self.number.suffix}/{self.number.year}"


class RowReader:
    """Reads rows of one table against what surrounds it."""

    def __init__(self, surroundings: Surroundings, problems: Problems) -> None:
        self._around = surroundings
        self._problems = problems
        self._places = [(column.key, problems.layout.places.get(column.key)) for column in COLUMNS]
        self._audiences: dict[str, frozenset[int]] = {}

    def read(self, table_row: TableRow) -> Row:
        """Return what ``table_row`` says; what cannot be read is noted and keeps its default."""
        cells = _Cells(table_row, self._places, self._problems)
        row = Row(table_row.number)
        state = read_state(cells.line("state"))
        if state is None:
            cells.problem("unknown_state", "state")
            return row
        row.state, row.kind = state, self._kind(cells)
        row.reason = cells.limited("reason", is_required=bool(state))
        if state:
            self._read_held(cells, row)
            return row
        if row.reason:
            cells.problem("reason_without_state", "reason")
        self._read_number(cells, row)
        self._read_days(cells, row)
        self._read_words(cells, row)
        self._read_unit(cells, row)
        row.jrwa_class = self._jrwa_class(cells)
        row.audience = self._audience(cells)
        for column, type in _RELATIONS.items():
            text = cells.lines(column)
            if text:
                row.relations += read_relations(
                    text, type=type, column=column, row=row.row, problems=self._problems
                )
        if text := cells.lines("files"):
            row.files = read_files(text, row=row.row, problems=self._problems)
        self._look_at_whole(cells, row)
        return row

    def _kind(self, cells: "_Cells") -> str:
        written = cells.line("kind", is_required=True)
        if not written:
            return ""
        kind = read_kind(written)
        if kind is None:
            kinds = ", ".join(words[0] for words in KIND_WORDS.values())
            cells.problem("unknown_kind", "kind", kinds=kinds)
        return kind or ""

    def _read_held(self, cells: "_Cells", row: Row) -> None:
        self._read_number(cells, row)
        if row.kind == Order.Kind.EXTERNAL_ACT:
            cells.problem("held_external", "state")
        if cells.filled() - _OF_A_HELD_NUMBER:
            cells.problem("held_with_more", "state")

    def _read_number(self, cells: "_Cells", row: Row) -> None:
        raw = cells.raw("number")
        if isinstance(raw, date):
            cells.problem("number_as_date", "number")
            return
        written = cells.line("number", is_required=True)
        if not written or not row.kind:
            return
        if row.kind == Order.Kind.EXTERNAL_ACT:
            row.external_number = cells.limited("number", limit=_LIMITS["external_number"])
            return
        number = self._around.numbers.read(written, row.kind)
        if number is None:
            cells.problem("not_a_number", "number")
        elif number.number == 0:
            cells.problem("number_zero", "number")
        else:
            row.number = number

    def _read_days(self, cells: "_Cells", row: Row) -> None:
        signed_on = cells.day("signed_on", is_required=True)
        published_on, starts = cells.day("published_on"), cells.day("effective_from")
        row.effective_until = cells.day("effective_until")
        row.signed_on = signed_on or _NO_DAY
        row.published_on = published_on or row.signed_on
        row.effective_from = starts or row.signed_on
        if signed_on and row.number and row.number.year != signed_on.year:
            cells.problem("year_of_another", "number", day=short_date(signed_on))
        if signed_on and signed_on > self._around.today:
            cells.problem("signed_in_future", "signed_on")
        if row.effective_until and row.effective_until < row.effective_from:
            cells.problem("ends_before_start", "effective_until", day=short_date(row.effective_from))
        first = self._around.established_on
        if first and _NO_DAY < row.effective_from < first and row.kind != Order.Kind.EXTERNAL_ACT:
            column = "effective_from" if starts else "signed_on"
            cells.problem("before_institution", column, day=long_date(first))

    def _read_words(self, cells: "_Cells", row: Row) -> None:
        row.subject = cells.limited("subject", is_required=True)
        row.issuer = cells.limited("issuer")
        if not row.issuer:
            if row.kind == Order.Kind.EXTERNAL_ACT:
                cells.problem("no_issuer", "issuer")
            row.issuer = self._around.issuer
        for name in ("executor", "distribution", "original_place"):
            setattr(row, name, cells.limited(name))
        for name in ("legal_basis", "text", "change_summary"):
            setattr(row, name, cells.long_text(name))

    def _read_unit(self, cells: "_Cells", row: Row) -> None:
        written = cells.line("owner_unit")
        if not written:
            return
        found = self._around.units.named(written, row.signed_on)
        if len(found) == 1:
            # The unit keeps the name that it had on the day of signing, when the table gives one.
            is_symbol = fold(written) == fold(found[0].symbol)
            row.owner_unit, row.owner_unit_name = found[0].pk, found[0].name if is_symbol else written
        elif found:
            symbols = ", ".join(unit.symbol for unit in found)
            cells.problem("ambiguous_unit", "owner_unit", symbols=symbols)
        else:
            self._unknown_unit(cells, "owner_unit", written)

    def _unknown_unit(self, cells: "_Cells", column: str, written: str) -> None:
        if near := self._around.units.near(written):
            cells.problem("unknown_unit_near", column, value=written, near=near)
        else:
            cells.problem("unknown_unit", column, value=written)

    def _jrwa_class(self, cells: "_Cells") -> int | None:
        written = cells.line("jrwa_class")
        if not written:
            return None
        found = self._around.classes.get(written)
        if found is None and isinstance(cells.raw("jrwa_class"), int | float):
            # A spreadsheet takes the leading zero of 0120 away.
            found = self._around.classes.get(f"0{written}")
        if found is None:
            cells.problem("unknown_class", "jrwa_class")
        return found

    def _audience(self, cells: "_Cells") -> frozenset[int]:
        """Return the ids of the units that may read; none means everyone."""
        written = cells.lines("audience")
        if not written or fold(written) in EVERYONE_WORDS:
            return frozenset()
        if written in self._audiences:
            return self._audiences[written]
        units: set[int] = set()
        is_understood = True
        for part in filter(None, (one.strip() for one in written.replace("\n", ";").split(";"))):
            found = self._around.units.named(part, self._around.today)
            if len(found) == 1:
                units.add(found[0].pk)
                continue
            is_understood = False
            if found:
                symbols = ", ".join(unit.symbol for unit in found)
                cells.problem("ambiguous_unit", "audience", value=part, symbols=symbols)
            else:
                self._unknown_unit(cells, "audience", part)
        if is_understood:
            self._audiences[written] = frozenset(units)
        return frozenset(units)

    def _look_at_whole(self, cells: "_Cells", row: Row) -> None:
        if not row.text and not cells.line("files"):
            cells.problem("nothing_to_read", "text")
        amends = any(relation.type == OrderRelation.Type.AMENDS for relation in row.relations)
        if amends and not row.change_summary:
            cells.problem("no_change_summary", "change_summary")


class _Cells:
    """The cells of one row by the keys of their columns, with places for problems."""

    def __init__(self, table_row: TableRow, places: list[tuple[str, int | None]], problems: Problems) -> None:
        self._row, self._problems = table_row.number, problems
        values = table_row.values
        self._values = {
            key: values[place] for key, place in places if place is not None and place < len(values)
        }
        # Said already what is wrong with them: that they are empty now is no second problem.
        self._spoilt = {key for key, value in self._values.items() if isinstance(value, Formula | CellError)}
        for key, value in self._values.items():
            if key in self._spoilt:
                problems.add(
                    "formula" if isinstance(value, Formula) else "cell_error",
                    row=self._row,
                    column=key,
                    value=value,
                )
                self._values[key] = None

    def problem(self, code: str, column: str, *, value: object = None, **params: Any) -> None:
        shown = one_line(self.raw(column)) if value is None else value
        self._problems.add(code, row=self._row, column=column, value=shown, **params)

    def raw(self, key: str) -> Any:
        return self._values.get(key)

    def filled(self) -> set[str]:
        return {key for key, value in self._values.items() if value is not None}

    def line(self, key: str, *, is_required: bool = False) -> str:
        return self._needed(key, one_line, is_required)

    def lines(self, key: str) -> str:
        return self._needed(key, many_lines, is_required=False)

    def limited(self, key: str, *, is_required: bool = False, limit: int = 0) -> str:
        text, limit = self.line(key, is_required=is_required), limit or _LIMITS[key]
        if len(text) > limit:
            self.problem("too_long", key, length=len(text), limit=limit)
            return text[:limit]
        return text

    def long_text(self, key: str) -> str:
        text = self.lines(key)
        if len(text) > _LONGEST_TEXT:
            self.problem("too_long", key, length=len(text), limit=_LONGEST_TEXT)
            return ""
        if isinstance(raw := self.raw(key), str) and len(raw) == _CELL_HOLDS:
            self.problem("maybe_cut", key)
        return text

    def day(self, key: str, *, is_required: bool = False) -> date | None:
        value = self.raw(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            self._needed(key, one_line, is_required)
            return None
        try:
            day, remark = read_date(value)
        except NotADate as error:
            self.problem(str(error), key)
            return None
        if remark:
            self.problem(remark, key, day=short_date(day))
        return day

    def _needed(self, key: str, read: Callable[[Any], str], is_required: bool) -> str:
        text = read(self.raw(key))
        if is_required and not text and key not in self._spoilt:
            self.problem("required", key)
        return text
