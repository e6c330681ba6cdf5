"""Storing private files: type by content, hash, safe name; and taking them away for good."""

import hashlib
import logging
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from io import BytesIO
from typing import IO

from django.core.files.base import File
from django.db import transaction

from intranet.accounts.models import User
from intranet.core import audit
from intranet.files import limits
from intranet.files.acceptance import examine, recognise
from intranet.files.kinds import BY_EXTENSION, KINDS, TEXTS, UNKNOWN_TYPE, Kind, chunks_of
from intranet.files.models import FileText, StoredFile, stored_path
from intranet.files.refusals import FileRefused
from intranet.files.waking import wake_reader

logger = logging.getLogger(__name__)


class FileTooLarge(ValueError):
    """The file is larger than the limit of one file."""


class EmptyFile(ValueError):
    """The file holds no bytes."""


@transaction.atomic
def store_file(*, data: bytes, name: str) -> StoredFile:
    """Store ``data`` that the intranet itself has made and return its record; raise EmptyFile or FileTooLarge.

    What people give goes through `store_upload`, which looks into it. A caller that rolls back later leaves the
    bytes behind; ``sweeping`` finds them.
    """
    if not data:
        raise EmptyFile(name)
    if len(data) > limits.most_bytes():
        raise FileTooLarge(name)
    return _store(BytesIO(data), name=name, media_type=sniff_type(data, name))


@transaction.atomic
def store_upload(
    *, upload: "File[bytes]", name: str | None = None, kinds: Sequence[Kind] = KINDS
) -> StoredFile:
    """Look into ``upload``, store it and return its record; raise FileRefused with a sentence for the person.

    ``name`` replaces the upload's own. Nothing is ever whole in memory. Its text is read after commit, by a task.
    """
    name = name or upload.name or ""
    kind = examine(upload, name=name, size=upload.size, kinds=kinds)
    return _store(upload, name=name, media_type=kind.media_type)


@transaction.atomic
def withdraw_file(*, file: StoredFile, by: User | None) -> None:
    """Take ``file`` away for good: its record and text now, its bytes once this transaction is committed.

    The caller has let go of the file before: a row that still points to it makes the database refuse. What must be
    remembered of it (name, SHA-256, why) the domain keeps. Recorded; ``by`` is None for the system itself.
    """
    audit.record(
        actor=by, action="files.withdraw", obj=file, details={"sha256": file.sha256, "size": file.size}
    )
    storage, kept_as = file.content.storage, file.content.name or ""
    file.delete()
    transaction.on_commit(partial(_delete_bytes, storage.delete, kept_as))


def sniff_type(data: bytes, name: str) -> str:
    """Return the media type that the content shows; the name decides only between kinds of text."""
    try:
        kind = recognise(BytesIO(data), len(data))
    except FileRefused:
        return UNKNOWN_TYPE
    if kind is None:
        return UNKNOWN_TYPE
    named = BY_EXTENSION.get(f".{name.rpartition('.')[2].lower()}")
    if kind.media_type in TEXTS:
        return named.media_type if named and named.media_type in TEXTS else UNKNOWN_TYPE
    return kind.media_type


def safe_name(name: str) -> str:
    """Return ``name`` without folders, control and direction-changing characters, at most 200 long."""
    last = re.split(r"[\\/]", name)[-1]
    kept = "".join(char for char in last if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    kept = re.sub(r"\s+", " ", kept).strip(" .")
    stem, dot, extension = kept.rpartition(".")
    if dot and len(kept) > 200:
        kept = f"{stem[: 199 - len(extension)]}.{extension}"
    return kept[:200] or "plik"


class _Measured(File):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file that counts and hashes its bytes while the storage writes them down."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        super().__init__(file, name)
        self.source = file
        self.hash = hashlib.sha256()
        self.written = 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for chunk in chunks_of(self.source):
            self.hash.update(chunk)
            self.written += len(chunk)
            yield chunk


def _store(source: IO[bytes], *, name: str, media_type: str) -> StoredFile:
    file = StoredFile(name=safe_name(name), media_type=media_type)
    content = _Measured(source, file.name)
    with ExitStack() as undoing:
        undoing.callback(file.content.storage.delete, stored_path(file, file.name))
        file.content.save(file.name, content, save=False)
        file.size, file.sha256 = content.written, content.hash.hexdigest()
        file.save(force_insert=True)
        FileText.objects.create(file=file)
        undoing.pop_all()
    wake_reader(file.pk)
    return file


def _delete_bytes(delete: Callable[[str], None], name: str) -> None:
    try:
        delete(name)
    except OSError:
        # The record is gone, so nobody can open it any more; the nightly sweep takes the bytes.
        logger.exception("bytes of a withdrawn file could not be deleted: %s", name)
