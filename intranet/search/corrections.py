"""„Czy chodziło o …”: what somebody who mistyped may have meant.

Words that the index does not have are compared with the vocabulary. Nothing leaks through it: a correction is offered
only when it finds something that the person may see.
"""

import re
from collections.abc import Iterator
from itertools import islice, product
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intranet.core.text import fold
from intranet.search.finding import find
from intranet.search.keys import Question, ask
from intranet.search.models import SearchEntry
from intranet.search.registry import sources
from intranet.search.synonyms import widen
from intranet.search.vocabulary import Word, Words, words
from intranet.search.words import asked_keys, is_in_dictionary, stem

if TYPE_CHECKING:
    from intranet.accounts.models import User

SHORTEST_CORRECTED = 4
SHORTEST_BY_TWO = 6
MOST_MISTYPED = 3
MOST_CANDIDATES = 3
MOST_TRIED = 4
# How many of the nearest words are judged by how people mistype.
MOST_NEAR = 12

_WORD = re.compile(r"(?<![\w/-])[^\W\d_]+(?![\w/])")
_WRONG_KEYBOARD = str.maketrans("yz", "zy")
# Letters that sound alike after folding: „rzeka” and „żeka”, „chumor”, „ktury”, „wziąść”.
_ALIKE = (
    ("rz", "z"),
    ("ch", "h"),
    ("u", "o"),
    ("sz", "s"),
    ("cz", "c"),
    ("dz", "z"),
    ("ii", "i"),
    ("ji", "i"),
)
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Mistyped(NamedTuple):
    """A word of the question that nothing has, where it stands, and what may have been meant."""

    start: int
    end: int
    candidates: tuple[str, ...]


def did_you_mean(question: Question, user: "User") -> str | None:
    """Return the corrected question with at least one hit that ``user`` may see, or None."""
    known = words()
    typed = [match for match in _WORD.finditer(question.text) if len(match[0]) >= SHORTEST_CORRECTED]
    strange = [match for match in typed if not _is_filed(match[0].lower())]
    # Less surely mistyped: a word that meets others only by what is left of it without its ending.
    strange = strange or [match for match in typed if _is_unknown(match[0].lower(), known)]
    mistyped = [
        Mistyped(*match.span(), _candidates(match[0], known)) for match in strange[: MOST_MISTYPED + 1]
    ]
    mistyped = [word for word in mistyped if word.candidates]
    if not mistyped or len(strange) > MOST_MISTYPED:
        return None
    keys = [source.key for source in sources]
    for corrected in islice(_corrected(question.text, mistyped), MOST_TRIED):
        if find(widen(ask(corrected)), user, source_keys=keys).hits:
            return corrected
    return None


def _is_filed(word: str) -> bool:
    """Tell whether anything is filed under ``word``; so it is with a word too common to be filed."""
    keys = asked_keys(word)
    return not keys or SearchEntry.objects.having([keys]).exists()


def _is_unknown(word: str, known: Words) -> bool:
    return bool(asked_keys(word)) and known.get(fold(word)) is None and not is_in_dictionary(word)


def _candidates(typed: str, known: Words) -> tuple[str, ...]:
    """Return the words that are nearest to ``typed``, the likeliest first, in its case."""
    word = fold(typed)
    judged: dict[Word, float] = {}
    if (swapped := known.get(word.translate(_WRONG_KEYBOARD))) is not None:
        judged[swapped] = 0.0
    for near, distance in _near(word, known):
        judged.setdefault(near, _cost(word, near.folded, distance))
    if not judged:
        # No text may have the form that was meant: the word without its ending is compared.
        for near, distance in _near_stem(stem(typed.lower()), known):
            judged[near] = distance + OSA.distance(word, near.folded) / 4
    likeliest = sorted(judged, key=lambda near: (judged[near] - log10(near.objects + 1) / 4, near.written))
    return tuple(dict.fromkeys(_in_case_of(typed, near.written) for near in likeliest))[:MOST_CANDIDATES]


def _near(word: str, known: Words) -> Iterator[tuple[Word, float]]:
    """Yield what differs from ``word`` by a letter, in long words by two, and begins or ends like it."""
    furthest = _furthest(word)
    beginning = [it for it in known.beginning_like(word) if abs(len(it.folded) - len(word)) <= furthest]
    for _folded, distance, at in _extract(word, [it.folded for it in beginning], furthest):
        yield beginning[at], distance
    ending = [it for it in known.ending_like(word) if abs(len(it) - len(word)) <= furthest]
    for folded, distance, _at in _extract(word, ending, furthest):
        if (found := known.get(folded)) is not None:
            yield found, distance


def _near_stem(word: str, known: Words) -> Iterator[tuple[Word, float]]:
    furthest = _furthest(word)
    beginning = [it for it in known.beginning_like(word) if abs(len(it.stem) - len(word)) <= furthest]
    for _stem, distance, at in _extract(word, [it.stem for it in beginning], furthest):
        yield beginning[at], distance


def _furthest(word: str) -> int:
    return 1 if len(word) < SHORTEST_BY_TWO else 2


def _extract(word: str, among: list[str], furthest: int) -> list[tuple[str, float, int]]:
    found: list[tuple[str, float, int]] = process.extract(  # type: ignore[call-overload]  # its own stub refuses it
        word, among, scorer=OSA.distance, score_cutoff=furthest, limit=MOST_NEAR
    )
    return found


def _cost(typed: str, meant: str, distance: float) -> float:
    """Return how unlikely ``typed`` is for ``meant``: slips of fingers and of spelling count half."""
    if not distance:
        return 0.0
    is_slip = (
        sorted(typed) == sorted(meant)
        or _without_doubles(typed) == _without_doubles(meant)
        or _by_sound(typed) == _by_sound(meant)
        or _is_neighbour_key(typed, meant)
    )
    first = 0.5 if typed[0] != meant[0] else 0.0
    return distance * (0.5 if is_slip else 1.0) + first


def _without_doubles(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


def _by_sound(word: str) -> str:
    for letters, sound in _ALIKE:
        word = word.replace(letters, sound)
    return word


def _is_neighbour_key(typed: str, meant: str) -> bool:
    """Tell whether they differ in one letter and its key lies beside the right one."""
    if len(typed) != len(meant):
        return False
    pairs = [(one, other) for one, other in zip(typed, meant, strict=True) if one != other]
    return len(pairs) == 1 and any(
        abs(row.find(pairs[0][0]) - row.find(pairs[0][1])) == 1
        for row in _KEYBOARD
        if pairs[0][0] in row and pairs[0][1] in row
    )


def _in_case_of(typed: str, meant: str) -> str:
    if typed.isupper():
        return meant.upper()
    return meant[:1].upper() + meant[1:] if typed[0].isupper() else meant


def _corrected(text: str, mistyped: list[Mistyped]) -> Iterator[str]:
    """Yield ``text`` with the candidates in place, the likeliest of each word first."""
    ranked = product(*(range(len(word.candidates)) for word in mistyped))
    for choice in sorted(ranked, key=lambda places: (sum(places), places)):
        corrected = text
        for word, place in reversed(list(zip(mistyped, choice, strict=True))):
            corrected = corrected[: word.start] + word.candidates[place] + corrected[word.end :]
        yield corrected
