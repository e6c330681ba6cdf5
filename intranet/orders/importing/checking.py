"""The dry run: everything read, every row checked, nothing written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import IO

from openpyxl.utils import get_column_letter

from intranet.core.dates import short_date
from intranet.core.text import fold
from intranet.orders.importing import register_now
from intranet.orders.importing.attaching import attach_found
from intranet.orders.importing.cells import one_line
from intranet.orders.importing.columns import BY_KEY, EXAMPLE_MARK, LAST_HEADER_ROW, Layout, read_headings
from intranet.orders.importing.problems import Problems
from intranet.orders.importing.progress import Progress
from intranet.orders.importing.register_now import RegisterNow
from intranet.orders.importing.relations import Resolver, note_circles, note_dead_targets
from intranet.orders.importing.rows import Key, Row, RowReader
from intranet.orders.importing.sources import FileSource
from intranet.orders.importing.surroundings import Surroundings
from intranet.orders.importing.table import TableRow, TableUnreadable, open_table
from intranet.orders.models import HeldNumber, Order

MOST_ROWS = 20_000
PREVIEWED = 10


@dataclass
class Plan:
    """What a checked table brings: acts and held numbers that are new, and how much is there already."""

    orders: list[Row] = field(default_factory=list)
    held: list[Row] = field(default_factory=list)
    same_orders: int = 0
    same_numbers: int = 0
    rows: list[Row] = field(default_factory=list)

    def counts(self, problems: Problems) -> dict[str, int]:
        """Return everything that is told of an import in numbers."""
        return {
            "rows": len(self.rows),
            "new_orders": len(self.orders),
            "new_numbers": len(self.held),
            "same_orders": self.same_orders,
            "same_numbers": self.same_numbers,
            "problems": problems.errors,
            "remarks": problems.remarks,
            "bad_rows": len(problems.bad_rows),
            "files": sum(len(row.attached) for row in self.orders),
            "relations": sum(len(row.ties) for row in self.orders),
        }

    def preview(self) -> list[dict[str, str]]:
        """Return the first rows in words, for a person to see that the columns were understood."""
        return [_in_words(row) for row in self.rows[:PREVIEWED]]


def check_table(
    *, table: IO[bytes], table_format: str, files: FileSource | None, problems: Problems, progress: Progress
) -> Plan:
    """Read and check the whole table, noting ``problems``, and return what it would bring into the register."""
    plan = Plan()
    around = Surroundings.load()
    progress.begin("READING", None)
    try:
        with open_table(table, table_format) as opened:
            progress.begin("READING", min(opened.estimate, MOST_ROWS) if opened.estimate else None)
            _read_rows(opened.rows, plan, around, problems, progress)
    except TableUnreadable as error:
        problems.add("table_unreadable", why=str(error))
        return plan
    acts = [row for row in plan.rows if not row.state]
    attach_found(acts, files, problems, progress)
    _compare(plan, acts, around, problems, progress)
    return plan


def _read_rows(
    rows: Iterator[TableRow], plan: Plan, around: Surroundings, problems: Problems, progress: Progress
) -> None:
    reader: RowReader | None = None
    for table_row in rows:
        if table_row.is_empty:
            progress.step(0)
            continue
        if reader is None:
            layout = read_headings(table_row.values)
            if layout is not None:
                _note_headings(layout, problems)
                if layout.missing:
                    return
                reader = RowReader(around, problems)
            elif table_row.number >= LAST_HEADER_ROW:
                break
            continue
        if _is_example(table_row, problems.layout):
            problems.add("example_left_out", row=table_row.number)
            continue
        if len(plan.rows) >= MOST_ROWS:
            problems.add("too_many_rows", row=table_row.number, limit=MOST_ROWS)
            return
        plan.rows.append(reader.read(table_row))
        progress.step()
    if reader is None:
        problems.add("no_headings")
    elif not plan.rows:
        problems.add("no_rows")


def _note_headings(layout: Layout, problems: Problems) -> None:
    problems.layout = layout
    for key in layout.missing:
        header = BY_KEY[key].header
        problems.add_at("column_missing", header=header, name=header)
    for place, name in layout.doubled:
        problems.add_at(
            "column_doubled", letter=get_column_letter(place + 1), header=name, value=name, name=name
        )
    for place, name in layout.unknown:
        problems.add_at("column_unknown", letter=get_column_letter(place + 1), value=name)


def _is_example(table_row: TableRow, layout: Layout) -> bool:
    place = layout.places["kind"]
    kind = table_row.values[place] if place < len(table_row.values) else None
    return isinstance(kind, str) and fold(kind).strip().startswith(EXAMPLE_MARK)


def _compare(
    plan: Plan, acts: list[Row], around: Surroundings, problems: Problems, progress: Progress
) -> None:
    progress.begin("COMPARING", len(plan.rows))
    register = RegisterNow()
    unique = _without_doubles(plan.rows, problems)
    acts_by_key = {key: row for key, row in unique.items() if not row.state}
    resolver = Resolver(acts_by_key, register, around, problems)
    for row in acts:
        resolver.resolve(row)
    note_circles(acts, problems)
    note_dead_targets(acts, register, problems)
    matched: dict[int, Row] = {}
    for key, row in unique.items():
        if row.state:
            _compare_held(plan, key, row, register, problems)
        elif (pk := register.ids.get(key)) is not None:
            matched[pk] = row
        else:
            _compare_number(plan, key, row, register, problems)
        progress.step()
    for pk, registered in register_now.contents_of(matched):
        row = matched[pk]
        if row.row in problems.bad_rows:
            continue
        written = register_now.contents_in(row)
        differing = [name for name in register_now.COMPARED if written[name] != registered[name]]
        if differing:
            columns = ", ".join(BY_KEY[name].header for name in differing)
            problems.add(
                "other_content", row=row.row, column="number", value=row.full_number, columns=columns
            )
        else:
            plan.same_orders += 1
        progress.step(0)


def _without_doubles(rows: list[Row], problems: Problems) -> dict[Key, Row]:
    unique: dict[Key, Row] = {}
    for row in rows:
        key = row.key
        if key is None:
            continue
        if (first := unique.setdefault(key, row)) is not row:
            problems.add("doubled", row=row.row, column="number", value=row.full_number, first=first.row)
    return unique


def _compare_number(plan: Plan, key: Key, row: Row, register: RegisterNow, problems: Problems) -> None:
    held = register.held.get(key)
    if held is not None:
        code = "number_annulled" if held.state == HeldNumber.State.ANNULLED else "number_reserved"
        problems.add(code, row=row.row, column="number", value=row.full_number, reason=held.reason[:120])
    elif row.row not in problems.bad_rows:
        plan.orders.append(row)


def _compare_held(plan: Plan, key: Key, row: Row, register: RegisterNow, problems: Problems) -> None:
    held = register.held.get(key)
    if key in register.ids:
        problems.add("number_taken", row=row.row, column="number", value=row.full_number)
    elif held is not None:
        if (held.state, held.reason) == (row.state, row.reason):
            plan.same_numbers += 1
        else:
            problems.add("held_otherwise", row=row.row, column="state", value=row.full_number)
    elif row.row not in problems.bad_rows:
        plan.held.append(row)


def _in_words(row: Row) -> dict[str, str]:
    return {
        "row": str(row.row),
        "kind": str(Order.Kind(row.kind).label) if row.kind else "",
        "number": row.full_number,
        "signed_on": _known(row.signed_on),
        "effective_from": _known(row.effective_from),
        "subject": one_line(row.subject or row.reason)[:200],
        "owner_unit": row.owner_unit_name,
        "relations": str(len(row.ties)),
        "files": str(len(row.attached)),
        "state": str(HeldNumber.State(row.state).label) if row.state else "",
    }


def _known(day: date) -> str:
    return short_date(day) if day > date.min else ""
