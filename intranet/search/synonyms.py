"""Words that mean the same: what editors taught the search, joined to a question when it is asked.

A question is an AND of groups of keys, a synonym may be a phrase of several words. „bhp” OR („bezpieczeństwo” AND
„higiena” AND „praca”) is the same as („bhp” OR „bezpieczeństwo”) AND („bhp” OR „higiena”) AND („bhp” OR „praca”):
so a phrase is joined without any change to what the databases are asked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from django.core.cache import caches

from intranet.search.keys import MOST_GROUPS, Question, ask
from intranet.search.models import SynonymGroup
from intranet.search.usual_synonyms import USUAL_SYNONYMS

CACHE_SECONDS = 30
CACHE_KEY = "search.synonyms"
# More clauses would only make the question slow.
MOST_CLAUSES = 16

Groups = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Phrase:
    """A word or phrase as its editors wrote it, with the groups of keys that it asks for."""

    text: str
    groups: Groups


@dataclass(frozen=True)
class Rule:
    """Whoever asks for ``asked`` asks for ``also`` besides."""

    asked: Phrase
    also: tuple[Phrase, ...]


def widen(question: Question) -> Question:
    """Return ``question`` that also asks for the synonyms of its words; itself when it has none.

    ``also`` of the widened question names them.
    """
    free = list(range(len(question.groups)))
    clauses: list[frozenset[str]] = []
    also: list[str] = []
    for rule, places in _fitting(question.groups):
        if not set(places) <= set(free):
            continue
        widened, used = _joined(tuple(question.groups[place] for place in places), rule.also)
        if not used:
            continue
        clauses += widened
        also += (phrase.text for phrase in used)
        free = [place for place in free if place not in places]
    if not also:
        return question
    groups = dict.fromkeys([*(question.groups[place] for place in free), *clauses])
    if len(groups) > MOST_GROUPS + MOST_CLAUSES:
        return question
    return replace(question, groups=tuple(groups), also=tuple(dict.fromkeys(also)))


def forget_synonyms() -> None:
    """Make this process read the synonyms again; the others do within half a minute."""
    caches["process"].delete(CACHE_KEY)


def usual_groups() -> list[list[str]]:
    """Return the phrases of each group that comes with the product."""
    return [[phrase.strip() for phrase in line.split(";")] for line in USUAL_SYNONYMS.strip().splitlines()]


def _fitting(groups: Groups) -> list[tuple[Rule, tuple[int, ...]]]:
    """Return the rules whose phrase is in the question and where, the longest phrases first."""
    rules = _rules()
    every = frozenset[str]().union(*groups)
    near = {rule for key in every for rule in rules.get(key, ())}
    found = [(rule, places) for rule in near if (places := _places(rule.asked.groups, groups)) is not None]
    return sorted(found, key=lambda fit: (-len(fit[1]), fit[1], fit[0].asked.text))


def _places(phrase: Groups, groups: Groups) -> tuple[int, ...] | None:
    """Return where each word of ``phrase`` stands among ``groups``; None unless all do."""
    places: list[int] = []
    for word in phrase:
        place = next((at for at, group in enumerate(groups) if at not in places and word & group), None)
        if place is None:
            return None
        places.append(place)
    return tuple(sorted(places))


def _joined(asked: Groups, also: Iterable[Phrase]) -> tuple[list[frozenset[str]], list[Phrase]]:
    """Return the clauses of ``asked`` OR each phrase that fits in, and those phrases."""
    clauses, used = list(asked), []
    for phrase in sorted(also, key=lambda phrase: len(phrase.groups)):
        groups = [_as_asked(group, asked) for group in phrase.groups]
        widened = _fewest(clause | group for clause, group in product(clauses, groups))
        if len(widened) <= MOST_CLAUSES:
            clauses = widened
            used.append(phrase)
    return clauses, used


def _as_asked(group: frozenset[str], asked: Groups) -> frozenset[str]:
    """Return the group of the question with the same word in another form, or ``group`` itself."""
    return next((other for other in asked if other & group), group)


def _fewest(clauses: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Leave out the clauses that follow from another one: „hasło” AND („hasło” OR „reset”) is „hasło”."""
    kept: list[frozenset[str]] = []
    for clause in sorted(set(clauses), key=lambda clause: (len(clause), sorted(clause))):
        if not any(other <= clause for other in kept):
            kept.append(clause)
    return kept


def _rules() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by each key that the first word of their phrase may have."""
    rows = caches["process"].get(CACHE_KEY)
    if rows is None:
        rows = tuple(SynonymGroup.objects.order_by("pk").values_list("direction", "phrases"))
        caches["process"].set(CACHE_KEY, rows, CACHE_SECONDS)
    return _compiled(rows)


_last: dict[object, dict[str, tuple[Rule, ...]]] = {}


def _compiled(rows: tuple[tuple[str, str], ...]) -> dict[str, tuple[Rule, ...]]:
    if rows not in _last:
        # Only the newest is kept: whatever was taught before is asked no more.
        _last.clear()
        _last[rows] = _by_first_key(_all_rules(rows))
    return _last[rows]


def _all_rules(rows: tuple[tuple[str, str], ...]) -> Iterator[Rule]:
    merged: dict[Groups, tuple[Phrase, dict[str, Phrase]]] = {}
    for asked, also in _pairs(rows):
        # A phrase of several groups of synonyms asks for all of them at once.
        _phrase, others = merged.setdefault(asked.groups, (asked, {}))
        others.update((phrase.text, phrase) for phrase in also if phrase.groups != asked.groups)
    return (Rule(asked, tuple(others.values())) for asked, others in merged.values() if others)


def _pairs(rows: tuple[tuple[str, str], ...]) -> Iterator[tuple[Phrase, list[Phrase]]]:
    groups: list[tuple[str, list[str]]] = [(SynonymGroup.Direction.BOTH, it) for it in usual_groups()]
    groups += [(direction, text.splitlines()) for direction, text in rows]
    for direction, texts in groups:
        phrases = [phrase for text in texts if (phrase := _phrase(text)).groups]
        for phrase in phrases if direction == SynonymGroup.Direction.BOTH else phrases[:1]:
            yield phrase, [other for other in phrases if other is not phrase]


def _phrase(text: str) -> Phrase:
    return Phrase(text, ask(text).groups)


def _by_first_key(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    by_key: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for key in rule.asked.groups[0]:
            by_key[key] = (*by_key.get(key, ()), rule)
    return by_key
