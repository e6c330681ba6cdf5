"""Search keys of one Polish word: what makes „zamówień”, „zamówienia” and "zamowien" meet.

A word has three kinds of keys, all folded to ASCII: its lemmas by the dictionary (Morfeusz, SGJP), its stem
(Snowball; joins what the dictionary does not know) and itself. `ł` is folded by `core.text.fold`.
"""

import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import morfeusz2
import snowballstemmer

from intranet.core.text import fold
from intranet.search.related_words import QUESTION_WORDS, RELATED, STOP_WORDS

LONGEST_WORD = 64
MOST_VARIANTS = 5_000

# „Telefon do informatyków” asks for the informatics, whose telephone stands beside their name.
LEAD = re.compile(
    r"\A\s*(?:(?:numer|nr)\s+)?(?:tel\b\.?|telefon\w*|kontakt\w*|e-?mail|adres)\s+(?:do|z|ze)\s+(?=\S)",
    re.IGNORECASE,
)

_VOWELS = frozenset("aąeęioóuy")
_ACCENTED = {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "źż"}

# Neither library may be used by two threads at once; the lock is taken only for words not in the cache.
_lock = threading.Lock()


@cache
def _morfeusz() -> Any:
    # `composite` keeps „zrobiłem” one word instead of „zrobił” + „em”.
    return morfeusz2.Morfeusz(generate=False, praet="composite")


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("polish")


def warm_up() -> None:
    """Load the dictionary now (0.2 s, about 70 MB), so that forked workers share its memory."""
    with _lock:
        _morfeusz().analyse("start")
        _stemmer().stemWord("start")


def _lemmas(word: str) -> set[str]:
    # Morfeusz tells homonyms apart as "świątek:Sm2"; the label after the colon is no part of the lemma.
    return {
        fold(lemma.partition(":")[0])
        for _start, _end, (_form, lemma, tag, *_rest) in _morfeusz().analyse(word)
        if tag != "ign"
    }


def _lemmas_or_first_part(word: str) -> set[str]:
    """Return the lemmas; „organizacyjno” of a compound is known to the dictionary only as „organizacyjny”."""
    found = _lemmas(word)
    if not found and word.endswith("o"):
        found = _lemmas(word[:-1] + "y") or _lemmas(word[:-1] + "i")
    return found


def _variants(word: str) -> Iterator[str]:
    """Yield ``word`` with diacritics wherever Polish spelling allows them; nothing when they are too many.

    The letters ć ń ś ź never stand before a vowel, ą and ę never begin a word or precede a vowel, ł never
    precedes i: these rules leave 256 variants of "niepelnosprawnosciami" instead of 8,192.
    """
    choices = []
    count = 1
    for position, letter in enumerate(word):
        following = word[position + 1 : position + 2]
        before_vowel = following in _VOWELS
        choice = letter
        for accented in _ACCENTED.get(letter, ""):
            if accented in "ćńśź" and before_vowel:
                continue
            if accented in "ąę" and (position == 0 or before_vowel):
                continue
            if accented == "ł" and following == "i":
                continue
            choice += accented
        choices.append(choice)
        count *= len(choice)
        if count > MOST_VARIANTS:
            return
    yield from _spelled(choices)


def _spelled(choices: list[str]) -> Iterator[str]:
    spelled = [""]
    for choice in choices:
        spelled = [start + letter for start in spelled for letter in choice]
    yield from spelled


def _with_related(keys: set[str]) -> set[str]:
    return keys | {RELATED[key] for key in keys if key in RELATED}


@lru_cache(maxsize=32_768)
def word_keys(word: str) -> frozenset[str]:
    """Return the keys under which a document with the lower-case ``word`` is filed; none for a stop word."""
    word = word[:LONGEST_WORD]
    folded = fold(word)
    if folded in STOP_WORDS:
        return frozenset()
    if not word.isalpha():
        # 007 and 7 are one number.
        return frozenset({folded.lstrip("0") or "0"} if folded.isdigit() else {folded})
    with _lock:
        keys = _lemmas_or_first_part(word) | {fold(_stemmer().stemWord(word)), folded}
    return frozenset(_with_related(keys))


@lru_cache(maxsize=4_096)
def asked_keys(word: str) -> frozenset[str]:
    """Return the keys of a word that somebody typed: those of `word_keys` and, for a word the dictionary does
    not know, those of every known word it may be with its diacritics.
    """
    keys = word_keys(word)
    word = word[:LONGEST_WORD]
    if not keys or not word.isalpha():
        return keys
    with _lock:
        if _lemmas_or_first_part(word):
            return keys
        restored: set[str] = set()
        for variant in _variants(word):
            restored |= _lemmas_or_first_part(variant)
    return keys | _with_related(restored)


def is_question_word(word: str) -> bool:
    """Tell whether the lower-case ``word`` belongs to the asking, not to what is asked for: „gdzie”, „ile”."""
    return fold(word) in QUESTION_WORDS


def is_in_dictionary(word: str) -> bool:
    """Tell whether the lower-case ``word`` is Polish, with the diacritics it has or with some others."""
    with _lock:
        return bool(_lemmas_or_first_part(word)) or any(_lemmas_or_first_part(it) for it in _variants(word))


def is_name(word: str) -> bool:
    """Tell whether ``word``, as it is written, can only be a name, so that it keeps its capital letter."""
    with _lock:
        readings = [reading for _start, _end, reading in _morfeusz().analyse(word)]
    return all(
        tag == "ign" or (names and "nazwa_pospolita" not in names)
        for _form, _lemma, tag, names, _labels in readings
    )


def stem(word: str) -> str:
    """Return what is left of a lower-case ``word`` without its ending, folded."""
    with _lock:
        return fold(_stemmer().stemWord(word))
