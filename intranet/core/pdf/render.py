"""Compile a document with typst; the text travels as JSON, so no character of it can act as markup."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import typst

from intranet.core.pdf.blocks import Block, Table, parse_blocks
from intranet.core.pdf.document import DocumentForPdf
from intranet.core.pdf.drawable import breakable, clean, drawable_only
from intranet.core.text import bind_short_words

_TEMPLATE = Path(__file__).with_name("document.typ")
# Lengths in characters: a line of a table, a word that still fits a line of text, a column's shares.
_CHARACTERS_IN_LINE = 80
_LONGEST_WORD = 40
_NARROWEST, _WIDEST = 5, 40

Json = str | int | None | list["Json"] | dict[str, "Json"]


class PdfError(RuntimeError):
    """The document cannot be made into a PDF; the message says what typst objected to."""


def render_document(document: DocumentForPdf) -> bytes:
    """Return ``document`` as a tagged PDF (PDF/UA-1, A4) with embedded fonts.

    Characters without a glyph in the embedded fonts are shown as □. Raises PdfError.
    """
    content = _content(document)
    try:
        return _compile(content)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise PdfError(str(error)) from error
    try:
        return _compile(_mapped(content, drawable_only))
    except typst.TypstError as error:
        raise PdfError(str(error)) from error


def _content(document: DocumentForPdf) -> Json:
    fields: dict[str, Json] = asdict(document)
    dated = document.dated
    fields["dated"] = [dated.year, dated.month, dated.day] if dated else None
    fields["body"] = [_block_content(block) for block in parse_blocks(document.body)]
    # The metadata is read by programs: no spaces or breaks of typography there.
    metadata = {"title": clean(document.title), "author": clean(document.author)}
    return {key: _mapped(value, _prepared) for key, value in fields.items()} | metadata


def _block_content(block: Block) -> Json:
    if not isinstance(block, Table):
        return asdict(block)
    widths = _column_widths([block.header, *block.rows])
    line = max(sum(widths), _CHARACTERS_IN_LINE)
    longest = [max(1, _CHARACTERS_IN_LINE * width // line - 1) for width in widths]
    header, *rows = (_fitted(row, longest) for row in [block.header, *block.rows])
    return {"kind": block.kind, "header": header, "rows": list[Json](rows), "widths": list[Json](widths)}


def _fitted(row: tuple[str, ...], longest: list[int]) -> Json:
    return [breakable(cell, limit) for cell, limit in zip(row, longest, strict=True)]


def _column_widths(rows: list[tuple[str, ...]]) -> list[int]:
    """Return the columns' shares of the line by their longest cell, none starved and none greedy."""
    return [min(max(_NARROWEST, *map(len, column)), _WIDEST) for column in zip(*rows, strict=True)]


def _prepared(text: str) -> str:
    return bind_short_words(breakable(clean(text), _LONGEST_WORD))


def _mapped(value: Json, change: Callable[[str], str]) -> Json:
    match value:
        case str():
            return change(value)
        case dict():
            return {key: _mapped(inner, change) for key, inner in value.items()}
        case list() | tuple():
            return [_mapped(inner, change) for inner in value]
        case _:
            return value


def _compile(content: Json) -> bytes:
    # A compiler serves one thread at a time and takes 2 ms to make: one for each call is the safe choice.
    compiler = typst.Compiler(str(_TEMPLATE), root=str(_TEMPLATE.parent), ignore_system_fonts=True)
    text = json.dumps(content)
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", sys_inputs={"document": text})
    if not isinstance(pdf, bytes):
        raise PdfError("typst gave pages instead of one document")
    return pdf
