"""Compare the database with the store, file by file: nothing lost, nothing changed, nothing left over."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.core.files.storage import Storage
from django.utils import timezone

from intranet.files.extraction.reading import CLAIM_LASTS
from intranet.files.kinds import CHUNK
from intranet.files.models import FileText, StoredFile
from intranet.files.sweeping import GRACE, kept_by_folder, unattached

# The periodic task looks every few minutes; what waits longer than this waits in vain.
WAITING_TOO_LONG = timedelta(hours=1) + CLAIM_LASTS


class Problem(StrEnum):
    """What may be wrong with a file or with bytes in the store."""

    BYTES_MISSING = "bytes_missing"
    WRONG_SIZE = "wrong_size"
    WRONG_HASH = "wrong_hash"
    NO_ROW = "no_row"
    ATTACHED_NOWHERE = "attached_nowhere"
    NOT_READ = "not_read"
    NO_TEXT_ROW = "no_text_row"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: ``key`` is the file's identifier, which is also its name in the store."""

    problem: Problem
    key: str
    detail: str = ""


def check_store(*, with_hashes: bool, progress: Callable[[int], None]) -> Iterator[Finding]:
    """Yield everything that is wrong; ``progress`` is told how many files have been looked at.

    ``with_hashes`` reads all bytes, a piece at a time. What is younger than a day may still be being attached.
    """
    storage = StoredFile._meta.get_field("content").storage
    now = timezone.now()
    for number, file in enumerate(StoredFile.objects.order_by("pk").iterator(chunk_size=500), start=1):
        yield from _check_bytes(storage, file, with_hashes=with_hashes)
        progress(number)
    yield from _without_row(storage, now - GRACE)
    for file in unattached(now - GRACE).order_by("pk").iterator():
        yield Finding(Problem.ATTACHED_NOWHERE, file.pk.hex)
    yield from _not_read(now)


def _check_bytes(storage: Storage, file: StoredFile, *, with_hashes: bool) -> Iterator[Finding]:
    name = file.content.name or ""
    try:
        size = storage.size(name)
    except FileNotFoundError:
        # Withdrawn since the rows were read is no loss.
        if StoredFile.objects.filter(pk=file.pk).exists():
            yield Finding(Problem.BYTES_MISSING, file.pk.hex)
        return
    if size != file.size:
        yield Finding(Problem.WRONG_SIZE, file.pk.hex, f"{size} instead of {file.size}")
    elif with_hashes and _sha256(storage, name) != file.sha256:
        yield Finding(Problem.WRONG_HASH, file.pk.hex)


def _sha256(storage: Storage, name: str) -> str:
    hashed = hashlib.sha256()
    with storage.open(name, "rb") as content:
        while chunk := content.read(CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()


def _without_row(storage: Storage, written_before: datetime) -> Iterator[Finding]:
    for names in kept_by_folder(storage):
        known = set(StoredFile.objects.filter(pk__in=names).values_list("pk", flat=True))
        for pk in sorted(names.keys() - known):
            if storage.get_modified_time(names[pk]) < written_before:
                yield Finding(Problem.NO_ROW, pk.hex)


def _not_read(now: datetime) -> Iterator[Finding]:
    late = FileText.objects.filter(
        status=FileText.Status.WAITING, file__stored_at__lt=now - WAITING_TOO_LONG
    ).order_by("pk")
    for pk in late.values_list("pk", flat=True).iterator():
        yield Finding(Problem.NOT_READ, pk.hex)
    for pk in StoredFile.objects.filter(reading=None).order_by("pk").values_list("pk", flat=True).iterator():
        yield Finding(Problem.NO_TEXT_ROW, pk.hex)
