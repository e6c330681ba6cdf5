"""Read the plain text of a legal document into headings, paragraphs, nested points and tables.

The text is what an editor types, one block a line. The line's first characters say what it is:

    ## Rozdział 1       heading
    § 1. Text           unit of an order: the sign becomes a heading, the text follows it
    1. Text             section (ust.)
    1) text             point (pkt), inside a section
    a) text             letter (lit.), inside a point
    - text, – text      indent (tiret), inside a letter
    | a | b |           row of a table; the first row of a run is its header
    anything else       paragraph

Nothing is an error: a line that fits no rule is a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_CHAPTER = re.compile(r"##\s+(?P<text>.+)")
_UNIT = re.compile(r"(?P<label>§\s*\d+[a-z]{0,2}\.)(?:\s+(?P<text>.*))?$")
# In the order of nesting: sections hold points, points hold letters, letters hold indents.
_ITEMS = (
    re.compile(r"(?P<label>\d{1,4}[a-z]?\.)\s+(?P<text>.+)"),
    re.compile(r"(?P<label>\d{1,4}[a-z]?\))\s+(?P<text>.+)"),
    re.compile(r"(?P<label>[a-z]{1,2}\))\s+(?P<text>.+)"),
    re.compile(r"(?P<label>[-–])\s+(?P<text>.+)"),
)
_ROW = re.compile(r"\|.*\|$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3; level 1 is the document's own."""

    level: int
    text: str
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    kind: str = field(default="paragraph", init=False)


@dataclass(slots=True)
class Item:
    """One labelled unit of text with the finer units inside it; ``rank`` is its depth in the law, 0 to 3."""

    label: str
    text: str
    rank: int
    children: list["Item"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ItemList:
    items: list[Item]
    kind: str = field(default="list", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as ``header``."""

    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    kind: str = field(default="table", init=False)


Block = Heading | Paragraph | ItemList | Table


def parse_blocks(text: str) -> list[Block]:
    """Return the blocks of ``text``; headings never skip a level, as PDF/UA-1 and WCAG 1.3.1 ask."""
    blocks: list[Block] = []
    has_chapter = False
    for line in _lines(text):
        if chapter := _CHAPTER.match(line):
            has_chapter = True
            blocks.append(Heading(level=2, text=chapter["text"]))
        elif unit := _UNIT.match(line):
            blocks.append(Heading(level=3 if has_chapter else 2, text=unit["label"]))
            if unit["text"]:
                _add_text(blocks, unit["text"])
        else:
            _add_text(blocks, line)
    return blocks


def _lines(text: str) -> Iterator[str]:
    return (line for line in map(str.strip, text.splitlines()) if line)


def _add_text(blocks: list[Block], line: str) -> None:
    last = blocks[-1] if blocks else None
    if _ROW.match(line):
        cells = tuple(cell.strip() for cell in line[1:-1].split("|"))
        if isinstance(last, Table):
            last.rows.append(_fitted(cells, len(last.header)))
        else:
            blocks.append(Table(header=cells, rows=[]))
    elif item := _item(line):
        if isinstance(last, ItemList):
            _nest(last.items, item)
        else:
            blocks.append(ItemList(items=[item]))
    else:
        blocks.append(Paragraph(text=line))


def _item(line: str) -> Item | None:
    for rank, pattern in enumerate(_ITEMS):
        if found := pattern.match(line):
            return Item(label=found["label"], text=found["text"], rank=rank)
    return None


def _nest(items: list[Item], item: Item) -> None:
    """Put ``item`` under the last one of a coarser rank, beside the last one of its own."""
    while items and items[-1].rank < item.rank:
        items = items[-1].children
    items.append(item)


def _fitted(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells[:width] + ("",) * (width - len(cells))
