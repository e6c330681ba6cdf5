"""Finding what a person may see: the index says what has the words, `visible_to` what may be shown.

Objects with every word in their title come first, of those registers before pages, then those with the words in
their text; newest first among equals.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Model

from intranet.search.fulltext import Span
from intranet.search.keys import Question
from intranet.search.models import SearchEntry, source_group
from intranet.search.registry import Result, SearchSource, sources

if TYPE_CHECKING:
    from intranet.accounts.models import User

MOST_HITS = 100
MOST_EXACT = 5
# When little of what matches may be shown, later reads are longer, so that their number stays small.
GROWTH, LONGEST_READ = 4, 4_000


# An object that answers the question: the key of its source and its id. A plain tuple, because making some
# hundreds of anything else would be felt on every search.
Hit = tuple[str, int]


@dataclass(frozen=True)
class Findings:
    """Hits in the order to show them; not ``is_complete`` when there are more than 100."""

    hits: tuple[Hit, ...] = ()
    is_complete: bool = True

    def of_source(self, key: str) -> "Findings":
        """Return the hits of one source; exact only when the findings are complete."""
        return Findings(tuple(hit for hit in self.hits if hit[0] == key), self.is_complete)

    def counts(self) -> Counter[str]:
        """Return the number of hits by source."""
        return Counter(key for key, _object_id in self.hits)


def find(
    question: Question, user: "User", *, source_keys: Collection[str], year: int | None = None
) -> Findings:
    """Return what answers ``question`` among the sources, at most the first 100; nothing for no words."""
    if not question.groups or not source_keys:
        return Findings()
    groups = (source_group(source_keys), *question.groups)
    span = Span(year * 10_000, year * 10_000 + 1231) if year else Span()
    hits: dict[Hit, None] = {}
    for candidates in _candidates(groups, span):
        new = [hit for hit in candidates if hit not in hits]
        hits.update(dict.fromkeys(_visible(new, user)))
        if len(hits) > MOST_HITS:
            return Findings(tuple(hits)[:MOST_HITS], is_complete=False)
    return Findings(tuple(hits))


def _candidates(groups: tuple[frozenset[str], ...], span: Span) -> Iterator[list[Hit]]:
    """Yield what the index has, title matches first, in reads that between them end with the index.

    The first read fills a whole list of hits, so that most questions need one check of visibility.
    """
    read: list[Hit] = []
    for column in ("title_keys", "keys"):
        for entries in _reads(groups, column, span):
            read += entries
            if len(read) > MOST_HITS:
                yield read
                read = []
    yield read


def _reads(groups: tuple[frozenset[str], ...], column: str, span: Span) -> Iterator[list[Hit]]:
    # Twice what is shown: some of it is not for this person, and a second read costs a second check.
    limit = 2 * MOST_HITS
    while True:
        entries = SearchEntry.objects.newest(groups, column=column, span=span, limit=limit)
        rows = list(entries.values_list("source", "object_id", "day", "pk"))
        hits = [row[:2] for row in rows]
        if column == "title_keys":
            # Who looks for what binds must not meet a reminder about it first. The sort keeps the newest first.
            hits.sort(key=_precedence)
        yield hits
        if len(rows) < limit:
            return
        span = Span(span.first_day, span.last_day, after=(rows[-1][2], rows[-1][3]))
        limit = min(limit * GROWTH, LONGEST_READ)


def _precedence(hit: Hit) -> int:
    source = sources.get(hit[0])
    return source.precedence if source is not None else 0


def _visible(hits: Iterable[Hit], user: "User") -> list[Hit]:
    """Return the hits that ``user`` may see, in the same order."""
    hits = list(hits)
    visible: set[Hit] = set()
    for source, ids in _by_source(hits):
        seen = source.visible_to(user).filter(pk__in=ids).order_by().values_list("pk", flat=True)
        visible.update((source.key, object_id) for object_id in seen)
    return [hit for hit in hits if hit in visible]


def results_of(hits: Iterable[Hit], user: "User") -> list[tuple[SearchSource[Model], Result]]:
    """Return the hits ready to show, in the same order, each with its source."""
    hits = list(hits)
    shown: dict[Hit, tuple[SearchSource[Model], Result]] = {}
    for source, ids in _by_source(hits):
        for found in source.for_display(source.visible_to(user).filter(pk__in=ids)):
            shown[source.key, found.pk] = source, source.result(found)
    return [shown[hit] for hit in hits if hit in shown]


def exact_hits(question: Question, user: "User", *, source_keys: Collection[str]) -> list[Hit]:
    """Return the visible objects whose number was typed, alone or among words; at most five of each source."""
    texts = dict.fromkeys([question.text, *question.numbers])
    hits: list[Hit] = []
    for source in sources:
        conditions = [source.exact(text) for text in texts] if source.key in source_keys else []
        known = [condition for condition in conditions if condition is not None]
        if known:
            numbered = source.order_exact(source.visible_to(user).filter(reduce(or_, known)))
            ids = numbered.values_list("pk", flat=True)
            hits += [(source.key, object_id) for object_id in ids[:MOST_EXACT]]
    return hits


def _by_source(hits: Iterable[Hit]) -> Iterator[tuple[SearchSource[Model], list[int]]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for key, object_id in hits:
        ids[key].append(object_id)
    for key, object_ids in ids.items():
        # The index may still hold entries of an app that was taken away.
        if (source := sources.get(key)) is not None:
            yield source, object_ids
