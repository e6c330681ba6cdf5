"""Kinds of files that are taken in, and how content shows its kind."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

CHUNK = 64 * 1024
HEAD = 1024
UNKNOWN_TYPE = "application/octet-stream"

_OPENXML = "application/vnd.openxmlformats-officedocument"
_OPENDOCUMENT = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its short name as people say it, media type and endings of names, the usual one first."""

    label: str
    media_type: str
    extensions: tuple[str, ...]
    is_shown_inline: bool = False


PDF = Kind("PDF", "application/pdf", (".pdf",), is_shown_inline=True)
PNG = Kind("PNG", "image/png", (".png",), is_shown_inline=True)
JPEG = Kind("JPG", "image/jpeg", (".jpg", ".jpeg"), is_shown_inline=True)
DOCX = Kind("DOCX", f"{_OPENXML}.wordprocessingml.document", (".docx",))
XLSX = Kind("XLSX", f"{_OPENXML}.spreadsheetml.sheet", (".xlsx",))
PPTX = Kind("PPTX", f"{_OPENXML}.presentationml.presentation", (".pptx",))
ODT = Kind("ODT", f"{_OPENDOCUMENT}.text", (".odt",))
ODS = Kind("ODS", f"{_OPENDOCUMENT}.spreadsheet", (".ods",))
ODP = Kind("ODP", f"{_OPENDOCUMENT}.presentation", (".odp",))
RTF = Kind("RTF", "application/rtf", (".rtf",))
TXT = Kind("TXT", "text/plain", (".txt",))
CSV = Kind("CSV", "text/csv", (".csv",))

KINDS = (PDF, DOCX, ODT, XLSX, ODS, PPTX, ODP, RTF, TXT, CSV, PNG, JPEG)
PICTURES = frozenset({PNG.media_type, JPEG.media_type})
TEXTS = frozenset({TXT.media_type, CSV.media_type})
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
BY_EXTENSION = {extension: kind for kind in KINDS for extension in kind.extensions}
# Shown in the browser; everything else is offered for saving.
SHOWN_INLINE = frozenset(kind.media_type for kind in KINDS if kind.is_shown_inline)

PDF_MARK = b"%PDF-"
ZIP_MARK = b"PK\x03\x04"
# Documents of Word and Excel before 2007, and newer ones behind a password.
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = ((PDF_MARK, PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"{\\rtf", RTF))

# Only to name in words what is not taken.
FOREIGN_MARKS = (
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"PK", "ZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"\x1f\x8b", "GZ"),
    (b"ID3", "MP3"),
    (b"RIFF", "RIFF"),
    (b"\x00\x00\x00", "MP4"),
)
_MARKUP = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<svg",
    b"<iframe",
    b"<meta",
    b"<xsl:",
    b"<!entity",
    b"<?xml",
    b"<?php",
)
_TEXT_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\x0c")


def kind_by_mark(head: bytes) -> Kind | None:
    """Return the kind that the first bytes prove; None for packages, texts and all the rest."""
    return next((kind for mark, kind in _MARKS if head.startswith(mark)), None)


def is_markup(head: bytes) -> bool:
    """Tell whether a browser could take the beginning for a page, a drawing or a script to run."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    start = head.removeprefix(codecs.BOM_UTF8).lower()
    return any(mark in start for mark in _MARKUP)


def is_text(file: IO[bytes]) -> bool:
    """Tell whether ``file`` is text from end to end, in UTF-8, UTF-16 with its mark, or the Polish Windows page."""
    first = next(chunks_of(file), b"")
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decodes(file, "utf-16")
    if any(byte in _TEXT_CONTROLS for chunk in chunks_of(file) for byte in set(chunk)):
        return False
    return _decodes(file, "utf-8") or _decodes(file, "cp1250")


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    """Yield ``file`` from its beginning, a piece at a time: never whole in memory."""
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def _decodes(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks_of(file):
            if "\x00" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
