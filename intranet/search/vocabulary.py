"""The words of everything that can be found, as they are written: what a mistyped word is compared with.

They stand in one row, made anew by a task, and each process reads it whole (see docs/adr/0008-search-index.md).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from django.db.models import Model
from django.utils import timezone

from intranet.core.text import fold
from intranet.search.indexing import BATCH, batches
from intranet.search.keys import LONGEST_TEXT, clean
from intranet.search.models import Vocabulary
from intranet.search.registry import SearchSource, sources
from intranet.search.words import is_name, stem

MOST_WORDS = 100_000
SHORTEST_WORD, LONGEST_WORD = 3, 30
CHECK_SECONDS = 60

_MAIL_ADDRESS = re.compile(r"\S+@\S+")
_WORD = re.compile(rf"(?<![\w])[^\W\d_]{{{SHORTEST_WORD},{LONGEST_WORD}}}(?![\w])")


Column = tuple[list[str], list[int]]


@dataclass(frozen=True)
class Words:
    """The vocabulary in memory: what is compared stands by length, with its places in ``written`` and ``counts``."""

    folded: dict[int, Column]
    stems: dict[int, Column]
    written: list[str]
    counts: list[int]
    places: dict[str, int]


NO_WORDS = Words({}, {}, [], [], {})


def make_vocabulary() -> int:
    """Count the words of every object anew and return how many different ones there are."""
    counts: Counter[str] = Counter()
    small: set[str] = set()
    capital: set[str] = set()
    for source in sources:
        for text in _texts(source):
            found = set(_WORD.findall(_MAIL_ADDRESS.sub(" ", clean(text[:LONGEST_TEXT]))))
            counts.update({word.lower() for word in found})
            small.update(word for word in found if word.islower())
            capital.update(word.lower() for word in found if not word.islower() and not word.isupper())
    lines = [
        f"{fold(word)}\t{stem(word)}\t{_written(word, small, capital)}\t{count}"
        for word, count in counts.most_common(MOST_WORDS)
    ]
    Vocabulary.objects.update_or_create(
        pk=1, defaults={"lines": "\n".join(lines), "size": len(lines), "made_at": timezone.now()}
    )
    forget_words()
    return len(lines)


def _written(word: str, small: set[str], capital: set[str]) -> str:
    """Return ``word`` as it is written: names, which are never written small, with a capital letter."""
    if word in small:
        return word
    if word not in capital:
        return word.upper()
    return word.capitalize() if is_name(word.capitalize()) else word


def _texts(source: SearchSource[Model]) -> Iterator[str]:
    ids = source.for_indexing().order_by("pk").values_list("pk", flat=True)
    for batch in batches(list(ids), BATCH):
        for found in source.for_indexing().filter(pk__in=batch):
            if (text := source.indexed_text(found)) is not None:
                yield f"{text.title}\n{text.body}"


_held: tuple[object, Words] = (None, NO_WORDS)
_checked_at = -CHECK_SECONDS


def words() -> Words:
    """Return the vocabulary; whether there is a newer one is looked at once a minute."""
    global _held, _checked_at
    if monotonic() - _checked_at < CHECK_SECONDS:
        return _held[1]
    made_at = Vocabulary.objects.filter(pk=1).values_list("made_at", flat=True).first()
    if made_at != _held[0]:
        row = Vocabulary.objects.filter(pk=1).first()
        _held = (row.made_at, _read(row.lines)) if row is not None else (None, NO_WORDS)
    _checked_at = monotonic()
    return _held[1]


def forget_words() -> None:
    """Make this process look for a newer vocabulary at the next question."""
    global _checked_at
    _checked_at = -CHECK_SECONDS


def _read(lines: str) -> Words:
    known = Words({}, {}, [], [], {})
    for place, line in enumerate(lines.split("\n") if lines else ()):
        folded, stem_, word, count = line.split("\t")
        known.written.append(word)
        known.counts.append(int(count))
        known.places.setdefault(folded, place)
        for columns, compared in ((known.folded, folded), (known.stems, stem_)):
            column = columns.setdefault(len(compared), ([], []))
            column[0].append(compared)
            column[1].append(place)
    return known
