"""Plain text of a file as passages to set on a page: paragraphs, and tables where cells are told apart."""

import csv
from dataclasses import dataclass
from io import StringIO

from intranet.files.kinds import CSV

_SEPARATORS = ";\t,"
# About what fits into the text that is shown. Short rows are filled up to the longest one, so without a limit one
# long row among many short ones would make millions of cells.
MOST_CELLS = 20_000

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or with ``rows`` a table; every row has as many cells as ``header``."""

    text: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def passages_of(text: str, media_type: str) -> list[Passage]:
    """Return the passages of ``text``; a run of lines with tabs is a table, and so is a whole CSV.

    Tables with more than MOST_CELLS together are left as lines of text.
    """
    is_csv = media_type == CSV.media_type
    passages, left = [], MOST_CELLS
    for part in [text] if is_csv else text.split("\n\n"):
        if not part.strip():
            continue
        rows = _csv_rows(part) if is_csv else _tabbed_rows(part)
        cells = len(rows) * max((len(row) for row in rows), default=0)
        if rows and cells <= left:
            left -= cells
            passages.append(_table(rows))
        else:
            passages.append(Passage(part))
    return passages


def _tabbed_rows(text: str) -> Rows:
    """Return the cells of lines with tabs; nothing when there are none."""
    return tuple(tuple(line.split("\t")) for line in text.split("\n")) if "\t" in text else ()


def _csv_rows(text: str) -> Rows:
    """Return the cells of a CSV; nothing when it cannot be read or has one column alone."""
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = tuple(tuple(row) for row in csv.reader(StringIO(text), delimiter=separator) if row)
    except csv.Error:
        return ()
    return rows if any(len(row) > 1 for row in rows) else ()


def _table(rows: Rows) -> Passage:
    width = max(len(row) for row in rows)
    header, *others = (row + ("",) * (width - len(row)) for row in rows)
    if not others:
        return Passage("\n".join(" ".join(row).strip() for row in rows))
    return Passage(header=header, rows=tuple(others))
