"""Lists as tagged PDF (PDF/UA-1) on A4 across; the header row stands on every page."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import IO

from django.utils.translation import gettext as _

from intranet.core.exports import typesetting
from intranet.core.exports.table import Column, ColumnKind, Table
from intranet.core.exports.values import shown
from intranet.core.pdf import PdfError
from intranet.core.pdf.drawable import breakable, clean, drawable_only
from intranet.core.text import bind_short_words

# Some 400 pages of a wide list. Nobody reads more on paper.
MOST_ROWS = 5_000
LONGEST_SECONDS = 120
# Characters of the table's letters in a line across the page, and those that the space round a cell takes.
_LINE, _PADDING = 190, 2
# Even a narrow column holds so many letters of a word whole.
_SHORTEST = 4


class TooLongForPaper(ValueError):
    """The list has more than MOST_ROWS rows."""


def write_pdf(table: Table, target: IO[bytes], *, dated: date | None = None) -> None:
    """Write ``table`` to ``target``; ``dated`` is the day in the metadata.

    Characters without a glyph in the embedded fonts are shown as □. Raises TooLongForPaper and PdfError.
    """
    rows = [[shown(value) for value in row] for row in islice(table.rows, MOST_ROWS + 1)]
    if len(rows) > MOST_ROWS:
        raise TooLongForPaper(table.title)
    target.write(_typeset(table, rows, dated))


def _typeset(table: Table, rows: list[list[str]], dated: date | None) -> bytes:
    try:
        return _compiled(_content(table, rows, dated))
    except PdfError as error:
        if "could not be displayed" not in str(error):
            raise
    return _compiled(
        _content(table, [[drawable_only(cell) for cell in row] for row in rows], dated, strict=True)
    )


def _content(
    table: Table, rows: Iterable[Sequence[str]], dated: date | None, *, strict: bool = False
) -> dict[str, object]:
    """Return what the template needs; ``strict`` leaves only characters that the fonts surely have."""
    keep = drawable_only if strict else str
    longest = _longest_words(table.columns)
    foot = " · ".join(filter(None, (table.title, table.author)))
    return {
        "title": clean(table.title),
        "heading": _prepared(keep(table.title), _LINE // 3),
        "author": clean(table.author),
        "language": table.language,
        "dated": [dated.year, dated.month, dated.day] if dated else None,
        "notes": [_prepared(keep(note), _LINE // 2) for note in table.notes],
        "foot": _prepared(keep(foot), _LINE // 2),
        "page_label": _("page {page} of {pages}"),
        "numbers": [column.kind is ColumnKind.NUMBER for column in table.columns],
        "widths": [column.width for column in table.columns],
        "header": _row([keep(column.label) for column in table.columns], longest),
        "rows": [_row(row, longest) for row in rows],
    }


def _row(cells: Sequence[str], longest: Sequence[int]) -> list[str]:
    return [_prepared(cell, limit) for cell, limit in zip(cells, longest, strict=True)]


def _prepared(text: str, longest: int) -> str:
    return bind_short_words(breakable(clean(text), longest)) if text else text


def _longest_words(columns: Sequence[Column]) -> list[int]:
    widths = [column.width for column in columns]
    return [max(_SHORTEST, _LINE * width // sum(widths) - _PADDING) for width in widths]


def _compiled(content: dict[str, object]) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  (our own file, run by our own interpreter; the text comes on its input)
            [sys.executable, "-I", typesetting.__file__],
            input=json.dumps(content).encode(),
            capture_output=True,
            timeout=LONGEST_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfError(f"typst took longer than {LONGEST_SECONDS} s") from error
    if done.returncode:
        raise PdfError(done.stderr.decode(errors="replace") or f"typst ended with {done.returncode}")
    return done.stdout
