"""What somebody who is still typing may mean: the number or symbol itself, then titles with words that begin so."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial, reduce
from itertools import chain, islice, zip_longest
from operator import or_
from typing import TYPE_CHECKING, cast

from django.db.models import Model, QuerySet
from django.utils.functional import SimpleLazyObject

from intranet.core.text import fold
from intranet.search.finding import conditions_of
from intranet.search.fulltext import Span
from intranet.search.keys import MOST_GROUPS, Question, Token, ask, stretches, token_of
from intranet.search.models import SearchEntry, source_group
from intranet.search.registry import Result, SearchSource, sources

if TYPE_CHECKING:
    from intranet.accounts.models import User

MOST_SUGGESTED = 8
MOST_EXACT = 3
SHORTEST = 2
# Some of what is read is not for this person; one source with many titles must not hide the others.
READ, MOST_READS = 40, 3
# A title this short is a name: any of its words may open it.
WORDS_OF_A_NAME = 4

Suggested = tuple[SearchSource[Model], Result]


def suggest(text: str, user: "User") -> list[Suggested]:
    """Return at most eight things that ``user`` may see, kind by kind; nothing for less than two characters."""
    question = ask(text)
    if len(question.text) < SHORTEST:
        return []
    exact = list(_exact(question, user))
    seen = {result.url for _source, result in exact}
    opening = fold(question.text)
    groups = [[found for found in group if found[1].url not in seen] for group in _begun(question, user)]
    groups.sort(key=lambda group: not any(_opens(result.title, opening) for _source, result in group))
    fair = list(islice(filter(None, chain.from_iterable(zip_longest(*groups))), MOST_SUGGESTED - len(exact)))
    return [*exact, *(found for group in groups for found in group if found in fair)]


def _opens(title: str, opening: str) -> bool:
    words = fold(title).split()
    is_name = len(words) <= WORDS_OF_A_NAME
    return any(" ".join(words[start:]).startswith(opening) for start in range(len(words) if is_name else 1))


def _exact(question: Question, user: "User") -> Iterator[Suggested]:
    for source in sources:
        if conditions := conditions_of(source, question):
            numbered = source.for_suggestions(source.visible_to(user).filter(reduce(or_, conditions)))
            for found in source.order_exact(numbered)[:MOST_EXACT]:
                yield source, source.result(found)


def _begun(question: Question, user: "User") -> Iterator[list[Suggested]]:
    """Yield what each source has, in the order of the sources."""
    # Most sources leave it to the index, and what they show to whom is then not worked out twice.
    typed = {
        source.key: source.typed(
            cast(QuerySet[Model], SimpleLazyObject(partial(source.visible_to, user))), question.text
        )
        for source in sources
    }
    ids = _ids_by_titles(unfinished(question), [key for key, found in typed.items() if found is None])
    for source in sources:
        likely = typed[source.key]
        if likely is not None:
            rows = list(source.for_suggestions(likely)[:MOST_SUGGESTED])
        elif places := {object_id: place for place, object_id in enumerate(ids.get(source.key, ()))}:
            rows = list(source.for_suggestions(source.visible_to(user).filter(pk__in=places)))
            rows = sorted(rows, key=lambda found: places[found.pk])[:MOST_SUGGESTED]
        else:
            continue
        yield [(source, source.result(found)) for found in rows]


def _ids_by_titles(question: Question, source_keys: list[str]) -> dict[str, list[int]]:
    """Return the newest objects of each source with words in their titles that begin like those of ``question``."""
    ids: dict[str, list[int]] = defaultdict(list)
    for _turn in range(MOST_READS if question.groups else 0):
        unread = [key for key in source_keys if key not in ids]
        if not unread:
            break
        entries = SearchEntry.objects.newest(
            (source_group(unread), *question.groups), column="title_keys", span=Span(), limit=READ
        )
        rows = list(entries.values_list("source", "object_id"))
        for key, object_id in rows:
            ids[key].append(object_id)
        if len(rows) < READ:
            break
    return ids


def unfinished(question: Question) -> Question:
    """Return ``question`` as far as it is typed: each of its words stands for all words that begin with it."""
    tokens = [token_of(match) for match in stretches(question.text)]
    groups = [group for token in tokens[:-1] for group in _beginnings(token)]
    # The last word is not finished, so it may look like a stop word; but then it only counts alone.
    last = [group for token in tokens[-1:] for group in _beginnings(token, is_last=not groups)]
    return replace(question, groups=tuple(dict.fromkeys([*groups, *last]))[:MOST_GROUPS])


def _beginnings(token: Token, *, is_last: bool = False) -> list[frozenset[str]]:
    groups = token.asked_groups()
    if token.exact or token.numeral:
        return groups
    if not groups and not is_last:
        return []
    return [
        frozenset().union(*groups[position : position + 1], [f"{fold(word)}*"])
        for position, word in enumerate(token.words)
        if len(word) >= SHORTEST
    ]
