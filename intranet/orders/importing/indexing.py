"""Search after an import: what was written and is in no index yet, so that an interrupted run goes on."""

from typing import cast

from django.db.models import Exists, Model, OuterRef, QuerySet

from intranet.orders.importing.progress import Progress
from intranet.orders.models import Order, OrderAttachment
from intranet.search.indexing import BATCH, batches, index_objects
from intranet.search.models import SearchEntry
from intranet.search.registry import SearchSource, sources

_OURS = (Order, OrderAttachment)


def index_imported(progress: Progress) -> int:
    """File orders and attachments that were never filed and return how many; a second run finds none."""
    waiting: list[tuple[SearchSource[Model], list[int]]] = [
        (source, list(_unfiled(source).values_list("pk", flat=True)))
        for source in sources
        if source.model in _OURS
    ]
    progress.begin("INDEXING", sum(len(ids) for _, ids in waiting))
    filed = 0
    for source, ids in waiting:
        for batch in batches(ids, BATCH):
            filed += index_objects(source.for_indexing().filter(pk__in=batch))
            progress.step(len(batch))
    return filed


def _unfiled(source: SearchSource[Model]) -> QuerySet[Model]:
    filed = SearchEntry.objects.of_source(source.key).filter(object_id=OuterRef("pk"))
    return cast(QuerySet[Model], source.for_indexing().filter(~Exists(filed)).order_by("pk"))
