"""Making the whole index again: after a change of the key function, a bulk load or a restore."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Exists, Model, OuterRef

from intranet.search.indexing import BATCH, batches, index_objects
from intranet.search.keys import KEYS_VERSION
from intranet.search.models import SearchEntry
from intranet.search.registry import SearchSource, sources


def is_outdated() -> bool:
    """Tell whether entries were filed by another version of the key function or something was never filed."""
    if SearchEntry.objects.exclude(keys_version=KEYS_VERSION).exists():
        return True
    return any(_has_unfiled(source) for source in sources)


def _has_unfiled(source: SearchSource[Model]) -> bool:
    """Tell whether an object has no entry: pages written by a migration, rows of a bulk load."""
    filed = SearchEntry.objects.of_source(source.key).filter(object_id=OuterRef("pk"))
    return source.for_indexing().filter(~Exists(filed)).exists()


def rebuild_source(source: SearchSource[Model], progress: Callable[[int], None] = lambda filed: None) -> int:
    """File every object of ``source`` again, forget the ones that are gone, return how many were filed.

    Searching goes on meanwhile. Each batch is locked while it is read and filed: a service that changes one
    of its objects waits and its newer text stays. ``progress`` gets the running total.
    """
    filed = 0
    ids = list(source.for_indexing().order_by("pk").values_list("pk", flat=True))
    for batch in batches(ids, BATCH):
        with transaction.atomic():
            filed += index_objects(source.for_indexing().filter(pk__in=batch).select_for_update(of=("self",)))
        progress(filed)
    gone = SearchEntry.objects.of_source(source.key).exclude(
        object_id__in=source.for_indexing().order_by().values("pk")
    )
    gone.delete()
    return filed


def forget_unknown_sources() -> int:
    """Delete the entries of sources that no domain registers any more and return their number."""
    unknown = SearchEntry.objects.exclude(source__in=[source.key for source in sources])
    return unknown.delete()[0]
