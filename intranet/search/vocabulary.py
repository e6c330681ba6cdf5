"""The words of everything that can be found, as they are written: what a mistyped word is compared with.

They stand in one row, made anew by a task, and each process reads it whole (see docs/adr/0008-search-index.md).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.core.cache import caches
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
CACHE_SECONDS = 60
CACHE_KEY = "search.words"
EDGE = 2
BLOCKS, PARTS = "\n\n", "\f"

_MAIL_ADDRESS = re.compile(r"\S+@\S+")
_WORD = re.compile(rf"(?<![\w])[^\W\d_]{{{SHORTEST_WORD},{LONGEST_WORD}}}(?![\w])")


class Word(NamedTuple):
    """A word: folded, without its ending, as it is written, and in how many objects."""

    folded: str
    stem: str
    written: str
    objects: int


class Words:
    """The vocabulary in memory, kept as text: what is looked at is taken apart only then.

    A word is found by how it begins and by how it ends: a slip seldom touches both.
    """

    def __init__(self, lines: str) -> None:
        beginnings, _, ends = lines.partition(PARTS)
        self._by_beginning = {block[:EDGE]: block for block in beginnings.split(BLOCKS)}
        self._by_end = {block.partition(" ")[0][-EDGE:]: block for block in ends.split(BLOCKS)}

    def get(self, folded: str) -> Word | None:
        """Return the most frequent word with this folded form."""
        block = self._by_beginning.get(folded[:EDGE], "")
        start = f"\n{block}".find(f"\n{folded}\t")
        return _word(block[start:].partition("\n")[0]) if start >= 0 else None

    def beginning_like(self, folded: str) -> list[Word]:
        """Return the words with the same first letters."""
        block = self._by_beginning.get(folded[:EDGE], "")
        return [_word(line) for line in block.split("\n")] if block else []

    def ending_like(self, folded: str) -> list[str]:
        """Return the folded words with the same last letters."""
        return self._by_end.get(folded[-EDGE:], "").split()


def _word(line: str) -> Word:
    folded, stem_, written, count = line.split("\t")
    return Word(folded, stem_, written, int(count))


NO_WORDS = Words("")


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
    known = [
        Word(fold(word), stem(word), _written(word, small, capital), count)
        for word, count in counts.most_common(MOST_WORDS)
    ]
    Vocabulary.objects.update_or_create(
        pk=1, defaults={"lines": lines_of(known), "size": len(known), "made_at": timezone.now()}
    )
    forget_words()
    return len(known)


def lines_of(known: Iterable[Word]) -> str:
    """Return what `Words` is made from: the words by how they begin, then by how they end, the frequent first."""
    beginnings: dict[str, list[str]] = defaultdict(list)
    ends: dict[str, dict[str, None]] = defaultdict(dict)
    for word in known:
        beginnings[word.folded[:EDGE]].append("\t".join(map(str, word)))
        ends[word.folded[-EDGE:]][word.folded] = None
    by_beginning = BLOCKS.join("\n".join(block) for block in beginnings.values())
    return by_beginning + PARTS + BLOCKS.join(" ".join(block) for block in ends.values())


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


# What this process has read last, and of which day; the cache says when to look for a newer one.
_held: tuple[object, Words] = (None, NO_WORDS)


def words() -> Words:
    """Return the vocabulary; whether there is a newer one is looked at once a minute."""
    global _held
    if caches["process"].get(CACHE_KEY):
        return _held[1]
    made_at = Vocabulary.objects.filter(pk=1).values_list("made_at", flat=True).first()
    if made_at != _held[0]:
        row = Vocabulary.objects.filter(pk=1).first()
        _held = (row.made_at, Words(row.lines)) if row is not None else (None, NO_WORDS)
    caches["process"].set(CACHE_KEY, True, CACHE_SECONDS)
    return _held[1]


def forget_words() -> None:
    """Make this process look for a newer vocabulary at the next question."""
    caches["process"].delete(CACHE_KEY)
