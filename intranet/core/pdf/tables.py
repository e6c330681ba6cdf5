"""Share a line among the columns of a table so that words stay whole where they can."""

from intranet.core.legal_text import Table
from intranet.core.pdf.drawable import breakable

Json = str | int | None | list["Json"] | dict[str, "Json"]

# In characters: a line of a table, the frame and space around a cell, the words and cells worth room.
_LINE = 84
_PADDING = 2
_LONGEST_WORD = 20
_LONGEST_CELL = 50
_HANDWRITING = 8


def table_layout(table: Table) -> Json:
    """Return what the template needs: cells with places to break, and the columns' widths as shares."""
    rows = [table.header, *table.rows]
    widths = _column_widths(rows)
    header, *body = (_breakable_row(row, widths) for row in rows)
    return {"kind": table.kind, "header": header, "rows": list[Json](body), "widths": list[Json](widths)}


def _column_widths(rows: list[tuple[str, ...]]) -> list[int]:
    """Return a width for each column: its longest word first, then what is left by the longest cell."""
    columns = list(zip(*rows, strict=True))
    narrowest = [min(_longest_word(column), _LONGEST_WORD) + _PADDING for column in columns]
    wished = [_longest_cell(column) + _PADDING for column in columns]
    missing = [max(wish - least, 0) for wish, least in zip(wished, narrowest, strict=True)]
    room = max(_LINE - sum(narrowest), 0)
    return [
        least + room * lack // max(sum(missing), 1) for least, lack in zip(narrowest, missing, strict=True)
    ]


def _longest_word(cells: tuple[str, ...]) -> int:
    return max((len(word) for cell in cells for word in cell.split()), default=1)


def _longest_cell(cells: tuple[str, ...]) -> int:
    """Return the length that deserves room, in characters.

    A column left empty under its header is for writing by hand: eight times the header, so that "Wpis" gets a
    line and the "1" to "5" of a questionnaire get boxes.
    """
    header, *body = cells
    length = max(map(len, cells)) if any(body) else _HANDWRITING * len(header)
    return min(length, _LONGEST_CELL)


def _breakable_row(row: tuple[str, ...], widths: list[int]) -> Json:
    line = max(sum(widths), _LINE)
    longest = [max(1, _LINE * width // line - _PADDING) for width in widths]
    return [breakable(cell, limit) for cell, limit in zip(row, longest, strict=True)]
