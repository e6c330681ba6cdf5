"""Keeping the index: services call these in the transaction that changes the object."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from intranet.search.keys import KEYS_VERSION, ask, document_keys
from intranet.search.models import SearchEntry, source_group, source_mark
from intranet.search.registry import SearchSource, source_of

BATCH = 200
KEPT = ["day", "title_keys", "keys", "keys_version"]

Item = TypeVar("Item")


def index_object(found: Model) -> None:
    """File ``found`` under its present text. Raises NotSearchable when its model has no source."""
    index_objects([found])


def index_objects(objects: Iterable[Model]) -> int:
    """File ``objects`` of any searchable models under their present text and return how many were filed.

    Those whose source gives no text leave the index. Raises NotSearchable.
    """
    return sum(_index_batch(batch) for batch in batches(objects, BATCH))


def remove_object(found: Model) -> None:
    """Take ``found`` out of the index; call it before deleting, while the object still has its id."""
    SearchEntry.objects.of_source(source_of(type(found)).key).filter(object_id=found.pk).delete()


def matching_ids(model: type[Model], text: str) -> QuerySet[SearchEntry, int]:
    """Return the ids of the model's objects with every word of ``text``, for use in ``pk__in``.

    Nothing is found by a text without a word that counts. Visibility is the caller's: filter visible_to().
    """
    source = source_of(model)
    groups = ask(text).groups
    if not groups:
        return SearchEntry.objects.none().values_list("object_id", flat=True)
    entries = SearchEntry.objects.having((source_group([source.key]), *groups))
    return entries.values_list("object_id", flat=True)


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield ``items`` in lists of at most ``size``."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


@transaction.atomic
def _index_batch(objects: list[Model]) -> int:
    by_model: dict[type[Model], dict[int, Model]] = defaultdict(dict)
    for found in objects:
        by_model[type(found)][found.pk] = found
    return sum(_index_model(source_of(model), found_by_id) for model, found_by_id in by_model.items())


def _index_model(source: SearchSource[Model], found_by_id: dict[int, Model]) -> int:
    entries = [entry for found in found_by_id.values() if (entry := _entry(source, found)) is not None]
    filed = SearchEntry.objects.of_source(source.key).filter(object_id__in=list(found_by_id))
    before = {row[0]: row[1:] for row in filed.values_list("object_id", *KEPT)}
    # Whoever files what has not changed, such as the refresh of the staff list, writes nothing.
    changed = [entry for entry in entries if before.get(entry.object_id) != _kept(entry)]
    SearchEntry.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["source", "object_id"], update_fields=KEPT
    )
    silent = before.keys() - {entry.object_id for entry in entries}
    if silent:
        SearchEntry.objects.of_source(source.key).filter(object_id__in=silent).delete()
    return len(entries)


def _kept(entry: SearchEntry) -> tuple[object, ...]:
    return tuple(getattr(entry, field) for field in KEPT)


def _entry(source: SearchSource[Model], found: Model) -> SearchEntry | None:
    text = source.indexed_text(found)
    if text is None:
        return None
    mark = source_mark(source.key)
    whole = f"{text.title} \n{text.body}"
    return SearchEntry(
        source=source.key,
        object_id=found.pk,
        day=int(f"{text.day:%Y%m%d}") if text.day else 0,
        title_keys=f"{mark} {document_keys(text.title)}".rstrip(),
        keys=f"{mark} {document_keys(whole)}".rstrip(),
        keys_version=KEYS_VERSION,
    )
