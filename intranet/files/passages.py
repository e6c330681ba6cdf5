"""Plain text of a file as passages to set on a page: paragraphs, and tables where cells are told apart."""

import csv
from dataclasses import dataclass
from io import StringIO

from intranet.files.kinds import CSV

_SEPARATORS = ";\t,"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or with ``rows`` a table; every row has as many cells as ``header``."""

    text: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def passages_of(text: str, media_type: str) -> list[Passage]:
    """Return the passages of ``text``; a run of lines with tabs is a table, and so is a whole CSV."""
    if media_type == CSV.media_type:
        return [_csv_passage(text)] if text.strip() else []
    return [
        _table(tuple(tuple(line.split("\t")) for line in part.split("\n"))) if "\t" in part else Passage(part)
        for part in text.split("\n\n")
        if part.strip()
    ]


def _csv_passage(text: str) -> Passage:
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = tuple(tuple(row) for row in csv.reader(StringIO(text), delimiter=separator) if row)
    except csv.Error:
        return Passage(text)
    return _table(rows) if any(len(row) > 1 for row in rows) else Passage(text)


def _table(rows: tuple[tuple[str, ...], ...]) -> Passage:
    width = max(len(row) for row in rows)
    header, *others = (row + ("",) * (width - len(row)) for row in rows)
    if not others:
        return Passage("\n".join(" ".join(row).strip() for row in rows))
    return Passage(header=header, rows=tuple(others))
