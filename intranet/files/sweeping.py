"""Clearing the private store: rows that nothing points to, bytes that no row knows.

Bytes are written while the caller's transaction is open, and no disk rolls back with it.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.db.models import Exists, ManyToOneRel, OuterRef, QuerySet
from django.utils import timezone

from intranet.files.models import FileText, StoredFile

logger = logging.getLogger(__name__)

# Longer than any form stays open and any transaction lasts: nothing that is still being attached is swept.
GRACE = timedelta(days=1)
# More strays than this, and more than half of the store, is the sign of a wrong or half restored database.
MOST_STRAYS_UNDOUBTED = 20


class StoreDoubted(RuntimeError):
    """Most of the kept bytes have no row: the database and the store do not belong together."""


@dataclass(frozen=True)
class Swept:
    """How many rows attached nowhere and how many files on the disk without a row were removed."""

    rows: int
    strays: int


def sweep() -> Swept:
    """Remove what is older than a day and belongs to nobody; a second run removes nothing.

    Raises StoreDoubted, having removed nothing, when most of the store looks ownerless.
    """
    written_before = timezone.now() - GRACE
    storage = StoredFile._meta.get_field("content").storage
    strays = _strays(storage, written_before)
    # A transaction for each: one file attached at this moment must not keep the others.
    rows = sum(_remove(pk, written_before) for pk in unattached(written_before).values_list("pk", flat=True))
    for name in strays:
        storage.delete(name)
    if rows or strays:
        logger.info("private files swept: %d rows, %d strays", rows, len(strays))
    return Swept(rows=rows, strays=len(strays))


def unattached(stored_before: datetime) -> QuerySet[StoredFile]:
    """Return files that no row of any domain points to.

    Read from the relations of the models, so that no domain can forget to name its files and lose them.
    Whoever attaches a file must therefore do it by a foreign key, never by an identifier inside a text.
    """
    found = StoredFile.objects.filter(stored_at__lt=stored_before)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        # One-to-one too; many-to-many has its rows in between. A file's own text goes with the file.
        if isinstance(relation, ManyToOneRel) and relation.related_model is not FileText:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            found = found.exclude(Exists(rows))
    return found


def _remove(pk: UUID, stored_before: datetime) -> int:
    try:
        with transaction.atomic():
            # Read again under a lock: somebody may have attached it since.
            file = unattached(stored_before).select_for_update().filter(pk=pk).first()
            if file is None:
                return 0
            file.delete()
            transaction.on_commit(partial(file.content.storage.delete, file.content.name or ""))
    except IntegrityError:
        return 0
    return 1


def _strays(storage: Storage, written_before: datetime) -> list[str]:
    """Return the names of old bytes without a row, in the order of the folders."""
    kept, strays = 0, []
    for names in kept_by_folder(storage):
        kept += len(names)
        known = set(StoredFile.objects.filter(pk__in=names).values_list("pk", flat=True))
        lost = [name for pk, name in names.items() if pk not in known]
        strays += [name for name in lost if storage.get_modified_time(name) < written_before]
    if len(strays) > MOST_STRAYS_UNDOUBTED and len(strays) * 2 > kept:
        raise StoreDoubted(f"{len(strays)} of {kept} files have no row")
    return strays


def kept_by_folder(storage: Storage) -> Iterator[dict[UUID, str]]:
    """Yield, folder by folder, what `stored_path` could have written; anything else is not ours to judge."""
    if not storage.exists(""):
        return
    for folder in sorted(storage.listdir("")[0]):
        found = (_identifier(name) for name in storage.listdir(folder)[1])
        yield {pk: f"{folder}/{pk.hex}" for pk in found if pk is not None and pk.hex[:2] == folder}


def _identifier(name: str) -> UUID | None:
    try:
        identifier = UUID(hex=name)
    except ValueError:
        return None
    return identifier if identifier.hex == name else None
