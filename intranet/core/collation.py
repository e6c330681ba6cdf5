"""The Polish alphabet as a sort key, for SQLite and for sorting in Python.

PostgreSQL sorts with ICU's ``pl``; the rule here follows it for the names and titles an office has: signs before
digits before letters, ą after a … ż after ź, case and foreign accents only break ties.
"""

import unicodedata
from functools import lru_cache

ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_RANK = {letter: rank for rank, letter in enumerate(ALPHABET)}
_SIGN, _DIGIT, _LETTER, _OTHER = 0, 1, 2, 3

SortKey = tuple[tuple[tuple[int, int], ...], str, str]


def _weight(char: str) -> tuple[int, int]:
    if char in _RANK:
        return _LETTER, _RANK[char]
    if char.isdigit():
        return _DIGIT, ord(char)
    if char.isalpha():
        return _OTHER, ord(char)
    return _SIGN, ord(char)


@lru_cache(maxsize=20_000)
def polish_key(text: str) -> SortKey:
    """Return a key that sorts ``text`` in Polish alphabetical order: Lis, Łąka, Mazur."""
    lowered = text.lower()
    base = []
    for char in lowered:
        if char in _RANK or char.isascii():
            base.append(_weight(char))
        else:
            base.extend(
                _weight(part)
                for part in unicodedata.normalize("NFD", char)
                if not unicodedata.combining(part)
            )
    # ICU puts lower case before upper case when nothing else differs.
    return tuple(base), lowered, text.swapcase()


def compare_polish(left: str, right: str) -> int:
    """Compare two texts for SQLite's collation callback: negative, zero or positive."""
    left_key, right_key = polish_key(left), polish_key(right)
    return (left_key > right_key) - (left_key < right_key)
