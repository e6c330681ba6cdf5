"""Compile a document with typst; the text travels as JSON, so no character of it can act as markup."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import typst

from intranet.core.legal_text import Block, Table, parse_blocks
from intranet.core.pdf.document import DocumentForPdf
from intranet.core.pdf.drawable import breakable, clean, drawable_only
from intranet.core.pdf.tables import Json, table_layout
from intranet.core.text import NBSP, bind_short_words

_TEMPLATE = Path(__file__).with_name("document.typ")
_LONGEST_WORD = 40  # letters of the widest kind that still fit a line


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
    return table_layout(block) if isinstance(block, Table) else asdict(block)


def _prepared(text: str) -> str:
    bound = bind_short_words(breakable(clean(text), _LONGEST_WORD))
    return bound.replace(" –", f"{NBSP}–")  # a dash may end a line, never begin one


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
