"""One table for the screen, one file for whoever compares runs."""

import json
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.goals import Row

HEADINGS = ("figure", "value", "unit", "goal", "", "what it is")
COUNTED = ("queries", "files")
VERDICTS = {True: "met", False: "MISSED", None: ""}


def table(rows: Sequence[Row]) -> list[str]:
    """Return the lines of the table and, below it, what is missed."""
    cells = [HEADINGS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [_line(row, widths) for row in cells]
    judged = [row for row in rows if row.is_met is not None]
    missed = [row.goal.name for row in judged if not row.is_met]
    summary = f"{len(judged) - len(missed)} of {len(judged)} goals met."
    return [lines[0], "─" * max(map(len, lines)), *lines[1:], "", f"{summary}{_named(missed)}"]


def write(rows: Sequence[Row], path: Path) -> None:
    """Write the figures as JSON, all at once; a reader never sees half a file."""
    content = [
        {
            "name": row.goal.name,
            "value": round(row.value, 3),
            "unit": row.goal.unit,
            "goal": row.goal.limit,
            "ok": row.is_met,
        }
        for row in rows
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(path)


def _cells(row: Row) -> tuple[str, ...]:
    limit = "" if row.goal.limit is None else f"≤ {row.goal.limit:g}"
    return row.goal.name, _number(row), row.goal.unit, limit, VERDICTS[row.is_met], row.goal.says


def _number(row: Row) -> str:
    if row.goal.unit in COUNTED:
        return f"{row.value:.0f}"
    return f"{row.value:.2f}" if row.value < 10 else f"{row.value:.1f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, value, *others = (
        cell.rjust(width) if column == 1 else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([name, value, *others]).rstrip()


def _named(missed: Sequence[str]) -> str:
    return f" Missed: {', '.join(missed)}." if missed else ""
