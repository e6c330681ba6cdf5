"""Storing private files: type by content, hash, safe name."""

import hashlib
import re
import unicodedata
from contextlib import ExitStack

import puremagic
from django.core.files.base import ContentFile
from django.db import transaction

from intranet.files.models import StoredFile, stored_path

MOST_BYTES = 50 * 1024 * 1024
UNKNOWN_TYPE = "application/octet-stream"
# Shown in the browser; everything else is offered for saving.
SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg"})

_OFFICE_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


class FileTooLarge(ValueError):
    """The file is larger than 50 MiB."""


class EmptyFile(ValueError):
    """The file holds no bytes."""


@transaction.atomic
def store_file(*, data: bytes, name: str) -> StoredFile:
    """Store ``data`` privately and return its record; raise EmptyFile or FileTooLarge.

    A caller that rolls back later leaves the bytes behind; ``sweeping`` finds them.
    """
    if not data:
        raise EmptyFile(name)
    if len(data) > MOST_BYTES:
        raise FileTooLarge(name)
    file = StoredFile(
        name=safe_name(name),
        media_type=sniff_type(data, name),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    with ExitStack() as undoing:
        undoing.callback(file.content.storage.delete, stored_path(file, file.name))
        file.content.save(file.name, ContentFile(data), save=False)
        file.save(force_insert=True)
        undoing.pop_all()
    return file


def sniff_type(data: bytes, name: str) -> str:
    """Return the media type that the content shows; the name decides only between kinds of ZIP."""
    try:
        found = puremagic.from_string(data, mime=True)
    except (puremagic.PureError, ValueError):
        return UNKNOWN_TYPE
    if data[:4] == b"PK\x03\x04":
        return _OFFICE_TYPES.get(name.rpartition(".")[2].lower(), "application/zip")
    return found or UNKNOWN_TYPE


def safe_name(name: str) -> str:
    """Return ``name`` without folders, control and direction-changing characters, at most 200 long."""
    last = re.split(r"[\\/]", name)[-1]
    kept = "".join(char for char in last if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    kept = re.sub(r"\s+", " ", kept).strip(" .")
    stem, dot, extension = kept.rpartition(".")
    if dot and len(kept) > 200:
        kept = f"{stem[: 199 - len(extension)]}.{extension}"
    return kept[:200] or "plik"
