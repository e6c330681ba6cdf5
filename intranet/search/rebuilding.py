"""Making the whole index again: after a change of the key function, a bulk load or a restore.

Entries are replaced where they stand, batch by batch, so searching goes on and nothing is missing meanwhile.
"""

from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import Exists, Model, OuterRef

from intranet.search.indexing import BATCH, index_objects
from intranet.search.keys import KEYS_VERSION
from intranet.search.models import RebuildProgress, SearchEntry
from intranet.search.registry import SearchSource, sources

# Ids are read in runs: a list of all of them would grow with the register.
RUN = 5_000


def is_outdated() -> bool:
    """Tell whether entries were filed by another version of the key function or something was never filed."""
    if SearchEntry.objects.exclude(keys_version=KEYS_VERSION).exists():
        return True
    return any(_has_unfiled(source) for source in sources)


def _has_unfiled(source: SearchSource[Model]) -> bool:
    """Tell whether an object has no entry: pages written by a migration, rows of a bulk load."""
    filed = SearchEntry.objects.of_source(source.key).filter(object_id=OuterRef("pk"))
    return source.for_indexing().filter(~Exists(filed)).exists()


def rebuild_source(
    source: SearchSource[Model],
    progress: Callable[[int], None] = lambda filed: None,
    *,
    is_resumed: bool = False,
) -> int:
    """File every object of ``source`` again, forget the ones that are gone, return how many were filed.

    Each batch is locked while it is read and filed: a service that changes one of its objects waits and its newer
    text stays. ``progress`` gets the running total. What was done stays done when it is interrupted, and
    ``is_resumed`` goes on from there.
    """
    done = _unfinished(source) if is_resumed else None
    last_id, filed = (done.last_id, done.filed) if done else (None, 0)
    for batch in _batches(source, last_id):
        with transaction.atomic():
            filed += index_objects(source.for_indexing().filter(pk__in=batch).select_for_update(of=("self",)))
            RebuildProgress.objects.update_or_create(
                source=source.key,
                defaults={"keys_version": KEYS_VERSION, "last_id": batch[-1], "filed": filed},
            )
        progress(filed)
    _forget_gone(source)
    RebuildProgress.objects.filter(source=source.key).delete()
    return filed


def number_to_file(source: SearchSource[Model]) -> int:
    """Return how many objects of ``source`` belong to the index."""
    return source.for_indexing().order_by().count()


def _unfinished(source: SearchSource[Model]) -> RebuildProgress | None:
    """Return how far the last rebuild came, unless the keys have changed since."""
    return RebuildProgress.objects.filter(source=source.key, keys_version=KEYS_VERSION).first()


def _batches(source: SearchSource[Model], last_id: int | None) -> Iterator[list[int]]:
    while True:
        ids = source.for_indexing().order_by("pk").values_list("pk", flat=True)
        run = list(ids.filter(pk__gt=last_id)[:RUN] if last_id is not None else ids[:RUN])
        for start in range(0, len(run), BATCH):
            yield run[start : start + BATCH]
        if len(run) < RUN:
            return
        last_id = run[-1]


def _forget_gone(source: SearchSource[Model]) -> None:
    present = source.for_indexing().order_by().filter(pk=OuterRef("object_id"))
    SearchEntry.objects.of_source(source.key).filter(~Exists(present)).delete()


def forget_unknown_sources() -> int:
    """Delete the entries of sources that no domain registers any more and return their number."""
    unknown = SearchEntry.objects.exclude(source__in=[source.key for source in sources])
    return unknown.delete()[0]
