"""Finding what a person may see: the index says what has the words, `visible_to` what may be shown.

Objects with every word in their title come first, of those registers before pages, then those with the words in
their text; newest first among equals.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Model, Q, QuerySet

from intranet.search.fulltext import Span
from intranet.search.keys import Question
from intranet.search.models import SearchEntry, source_group
from intranet.search.narrowing import EVERYTHING, Facts, Hit, Narrowing
from intranet.search.registry import Result, SearchSource, sources

if TYPE_CHECKING:
    from intranet.accounts.models import User

MOST_HITS = 100
MOST_EXACT = 5
# When little of what matches may be shown, later reads are longer, so that their number stays small.
GROWTH, LONGEST_READ = 4, 4_000


@dataclass(frozen=True)
class Findings:
    """Hits in the order to show them, with the facts of each; not ``is_complete`` when there are more."""

    facts: Mapping[Hit, Facts] = field(default_factory=dict)
    is_complete: bool = True

    @property
    def hits(self) -> tuple[Hit, ...]:
        return tuple(self.facts)

    def fitting(self, narrowing: Narrowing) -> "Findings":
        """Return the hits that fit; exact only when the findings are complete."""
        kept = {hit: facts for hit, facts in self.facts.items() if narrowing.fits(hit, facts)}
        return Findings(kept, self.is_complete)

    def counts(self) -> Counter[str]:
        """Return the number of hits by source."""
        return Counter(key for key, _object_id in self.facts)


def find(
    question: Question,
    user: "User",
    *,
    source_keys: Collection[str],
    narrowing: Narrowing = EVERYTHING,
    is_capped: bool = True,
) -> Findings:
    """Return what answers ``question`` among the sources and fits; nothing for no words.

    At most the first 100, unless it is not to be capped, which costs a read of everything that has the words.
    """
    if not question.groups or not source_keys:
        return Findings()
    groups = (source_group(source_keys), *question.groups)
    found: dict[Hit, Facts] = {}
    for candidates in _candidates(groups, narrowing.span, is_capped=is_capped):
        new = {hit: day for hit, day in candidates.items() if hit not in found}
        visible = _visible_facts(new, user)
        found.update(
            (hit, visible[hit]) for hit in new if hit in visible and narrowing.fits(hit, visible[hit])
        )
        if is_capped and len(found) > MOST_HITS:
            return Findings(dict(islice(found.items(), MOST_HITS)), is_complete=False)
    return Findings(found)


def _candidates(
    groups: tuple[frozenset[str], ...], span: Span, *, is_capped: bool
) -> Iterator[dict[Hit, int]]:
    """Yield what the index has with its day, title matches first, in reads that between them end with the index.

    The first read fills a whole list of hits, so that most questions need one check of visibility.
    """
    read: dict[Hit, int] = {}
    for column in ("title_keys", "keys"):
        for entries in _reads(groups, column, span, is_capped=is_capped):
            for hit, day in entries:
                read.setdefault(hit, day)
            if len(read) > MOST_HITS:
                yield read
                read = {}
    yield read


def _reads(
    groups: tuple[frozenset[str], ...], column: str, span: Span, *, is_capped: bool
) -> Iterator[list[tuple[Hit, int]]]:
    # Twice what is shown: some of it is not for this person, and a second read costs a second check.
    limit = 2 * MOST_HITS if is_capped else LONGEST_READ
    while True:
        entries = SearchEntry.objects.newest(groups, column=column, span=span, limit=limit)
        rows = list(entries.values_list("source", "object_id", "day", "pk"))
        hits = [(row[:2], row[2]) for row in rows]
        if column == "title_keys":
            # Who looks for what binds must not meet a reminder about it first. The sort keeps the newest first.
            hits.sort(key=lambda hit: _precedence(hit[0]))
        yield hits
        if len(rows) < limit:
            return
        span = Span(span.first_day, span.last_day, after=(rows[-1][2], rows[-1][3]))
        limit = min(limit * GROWTH, LONGEST_READ)


def _precedence(hit: Hit) -> int:
    source = sources.get(hit[0])
    return source.precedence if source is not None else 0


def _visible_facts(days: Mapping[Hit, int], user: "User") -> dict[Hit, Facts]:
    """Return the facts of those that ``user`` may see, in no order."""
    return {
        (source.key, object_id): (days[source.key, object_id], unit_id, status)
        for source, ids in _by_source(days)
        for object_id, unit_id, status in source.facets(source.visible_to(user).filter(pk__in=ids))
    }


def facts_of(hits: Iterable[Hit], user: "User") -> dict[Hit, Facts]:
    """Return the facts of the hits that ``user`` may see, in the same order."""
    days = dict.fromkeys(hits, 0)
    if not days:
        return {}
    known = reduce(
        or_, (Q(source=source.key, object_id__in=ids) for source, ids in _by_source(days)), Q(pk=None)
    )
    for key, object_id, day in SearchEntry.objects.filter(known).values_list("source", "object_id", "day"):
        days[key, object_id] = day
    visible = _visible_facts(days, user)
    return {hit: visible[hit] for hit in days if hit in visible}


def shown_hits(hits: Iterable[Hit], user: "User") -> dict[Hit, tuple[SearchSource[Model], Result]]:
    """Return the hits that ``user`` may see ready to show, each with its source, in the same order."""
    return _shown(hits, lambda source: source.visible_to(user))


def shown_findings(hits: Iterable[Hit]) -> dict[Hit, tuple[SearchSource[Model], Result]]:
    """Return hits ready to show that `find` or `facts_of` has just given for whoever sees them: the check costs more
    than the reading, and once in a request is enough.
    """
    return _shown(hits, lambda source: source.model._default_manager.all())


def _shown(
    hits: Iterable[Hit], readable: Callable[[SearchSource[Model]], QuerySet[Model]]
) -> dict[Hit, tuple[SearchSource[Model], Result]]:
    hits = list(hits)
    ready: dict[Hit, tuple[SearchSource[Model], Result]] = {}
    for source, ids in _by_source(hits):
        for found in source.for_display(readable(source).filter(pk__in=ids)):
            ready[source.key, found.pk] = source, source.result(found)
    return {hit: ready[hit] for hit in hits if hit in ready}


def results_of(hits: Iterable[Hit], user: "User") -> list[tuple[SearchSource[Model], Result]]:
    """Return the hits ready to show, in the same order, each with its source."""
    return list(shown_hits(hits, user).values())


def exact_hits(question: Question, user: "User", *, source_keys: Collection[str]) -> list[Hit]:
    """Return the visible objects whose number was typed, alone or among words; at most five of each source."""
    hits: list[Hit] = []
    for source in sources:
        if source.key in source_keys and (conditions := conditions_of(source, question)):
            numbered = source.order_exact(source.visible_to(user).filter(reduce(or_, conditions)))
            ids = numbered.values_list("pk", flat=True)
            hits += [(source.key, object_id) for object_id in ids[:MOST_EXACT]]
    return hits


def conditions_of(source: SearchSource[Model], question: Question) -> list[Q]:
    """Return the conditions for objects of ``source`` whose numbers stand in ``question``; [] when none does."""
    texts = dict.fromkeys([question.text, *question.numbers])
    return [condition for text in texts if (condition := source.exact(text)) is not None]


def _by_source(hits: Iterable[Hit]) -> Iterator[tuple[SearchSource[Model], list[int]]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for key, object_id in hits:
        ids[key].append(object_id)
    for key, object_ids in ids.items():
        # The index may still hold entries of an app that was taken away.
        if (source := sources.get(key)) is not None:
            yield source, object_ids
