"""Polish search keys: how documents are filed and how a question is asked.

A document is a set of keys; a question is an AND of groups, each group an OR of keys. Both databases compare
keys byte by byte: everything Polish happens here and the answers are the same on SQLite and PostgreSQL.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from intranet.core.text import fold
from intranet.search import references
from intranet.search.words import LEAD, asked_keys, is_question_word, word_keys

# Raise it with every change that files a document under other keys; the index must then be rebuilt.
KEYS_VERSION = 3

LONGEST_QUESTION = 400
MOST_GROUPS = 12
SHORTEST_BEGINNING = 4
LONGEST_TEXT = 1_000_000
# PostgreSQL refuses a tsvector above 1 MB.
MOST_KEY_BYTES = 700_000

# Endings that Polish adds to acronyms with a hyphen: „MOPS-ie”, „PIT-u”, „ZUS-em”.
_ENDING = r"(?:-(?:u|em|ie|owi|y|a|i|ów|ow|om|ami|ach|e|ą|ę)\b)?"
# „I WPŚ” is one unit of several, while „i” joins words: a small numeral counts only where a question begins.
_NUMERAL = r"(?:I{1,3}|IV|VI{0,3}|IX|X)"
_NUMBERED = r"(?:wydzia[łl]|dzia[łl]|oddzia[łl]|sekcj|zesp[oó][łl]|fili)\w{0,5}"
# Most words of a text are plain: they come first, so that the references are not tried at each of them.
_TOKEN = re.compile(
    rf"""
    (?P<numbered> (?: (?-i:\b{_NUMERAL})[ \u00a0](?:{_NUMBERED} | (?-i:[A-ZĄĆĘŁŃÓŚŹŻ]{{2,6}}))
        | \A{_NUMERAL}[ ](?:{_NUMBERED} | [^\W\d_]{{2,6}}) ) \b )
  | (?P<annex> \bza[łl](?:[ąa]cznik\w{{0,4}}|\.)\s?(?:nr\s?)?(?P<annex_number>\d{{1,3}})\b(?!/) )
  | (?P<plain> (?!{references.OPENING}) [^\W\d_]++ (?![\d/-]|\s/) )
  | {references.PATTERN}
  | (?P<symbol> \b[^\W\d_]{{2,8}}-\d{{1,4}}\b (?![/-]) )
  | (?P<compound> \b[^\W\d_]{{2,40}}o(?:-[^\W\d_]{{2,40}}){{1,3}}\b )
  | (?P<word> [^\W_]++ ) {_ENDING}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PART = re.compile(r"[^\W_]+")

# A word broken at the end of a line of a PDF, and characters that show nothing but split words.
_BROKEN_WORD = re.compile(r"-(?<=[^\W\d_]-)[ \t]*\n[ \t]*(?=[^\W\d_])")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})[ \u00a0]?tys\b\.?", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Token(NamedTuple):
    """A stretch of text: ``exact`` keys of the whole, and the lower-case ``words`` inside."""

    words: tuple[str, ...]
    exact: tuple[str, ...] = ()
    is_compound: bool = False
    numeral: str = ""

    def document_keys(self) -> frozenset[str]:
        """Return every key that a document with this token is filed under."""
        if not self.exact and not self.numeral and len(self.words) == 1:
            return word_keys(self.words[0])
        keys = frozenset(self.exact).union(*map(word_keys, self.words), self._numbered_keys())
        return keys | word_keys("".join(self.words)) if self.is_compound else keys

    def asked_groups(self) -> list[frozenset[str]]:
        """Return the groups that somebody who typed this token asks for; none for stop words."""
        if self.exact:
            return [references.asked_number(key) for key in self.exact]
        if self.numeral:
            return [self._numbered_keys(), *(asked_keys(word) for word in self.words)]
        # „cywilno-prawnych” is also written in one word.
        joined = word_keys("".join(self.words)) if self.is_compound else frozenset()
        return [keys | joined for word in self.words if (keys := asked_keys(word))]

    def _numbered_keys(self) -> frozenset[str]:
        if not self.numeral:
            return frozenset()
        return frozenset(f"{self.numeral}-{key}" for word in self.words for key in word_keys(word))


@dataclass(frozen=True)
class Question:
    """What somebody typed, ready for the index; ``is_shortened`` when part of it was left out.

    In a group "abc*" stands for every key that begins with abc. ``numbers`` are those with a stroke, such as
    "2/2017", in one spelling. ``also`` are the synonyms it asks for besides, as their editors wrote them.
    """

    text: str
    groups: tuple[frozenset[str], ...]
    numbers: tuple[str, ...] = ()
    is_shortened: bool = False
    also: tuple[str, ...] = ()

    def by_beginnings(self) -> "Question":
        """Return the question that also takes words for beginnings of words, of four letters at least."""
        return replace(self, groups=tuple(group | _beginnings(group) for group in self.groups))


def _beginnings(group: frozenset[str]) -> frozenset[str]:
    """Return the shortest of a word's keys that is long enough, as the beginning of other words."""
    long_enough = [key for key in group if key.isalpha() and len(key) >= SHORTEST_BEGINNING]
    return frozenset(f"{key}*" for key in sorted(long_enough, key=lambda key: (len(key), key))[:1])


def clean(text: str) -> str:
    """Return ``text`` in composed form, without invisible marks and with words joined that a PDF broke."""
    return _BROKEN_WORD.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def stretches(text: str) -> Iterator[re.Match[str]]:
    """Yield the words and references of a cleaned ``text`` in order, for `token_of`."""
    return _TOKEN.finditer(text)


def token_of(match: re.Match[str]) -> Token:
    """Return what one of the `stretches` stands for."""
    kind = match.lastgroup
    if kind == "plain" or kind == "word":
        return Token((match[kind].lower(),))
    words = tuple(part.lower() for part in _PART.findall(match[0]))
    if kind == "numbered":
        return Token(words[1:], numeral=words[0])
    if kind == "annex":
        return Token(words, (f"zal-{int(match['annex_number'])}",))
    if kind == "symbol":
        return Token(words, ("-".join(map(fold, words)),))
    return Token(words, references.keys_of(match), kind == "compound")


def document_keys(text: str) -> str:
    """Return the distinct keys of a document, separated by spaces.

    A text of more than a million characters or 700 kB of distinct keys is filed by its beginning.
    """
    keys: dict[str, None] = {}
    seen: set[str] = set()
    for match in stretches(_THOUSANDS.sub(r"\1.000", clean(text[:LONGEST_TEXT]))):
        # Most tokens are a word met before.
        if (written := match[0]) not in seen:
            seen.add(written)
            keys.update(dict.fromkeys(token_of(match).document_keys()))
    return _cut(" ".join(keys))


def _cut(keys: str) -> str:
    encoded = keys.encode()
    if len(encoded) <= MOST_KEY_BYTES:
        return keys
    return encoded[:MOST_KEY_BYTES].rpartition(b" ")[0].decode()


def ask(text: str) -> Question:
    """Return the question in ``text``: the first 12 different words and numbers of 400 characters.

    Words of asking, such as „gdzie” or „telefon do”, are left out when something else remains.
    """
    cleaned = " ".join(clean(text[:LONGEST_QUESTION]).replace("\0", " ").split())
    tokens = [
        token_of(match) for match in stretches(LEAD.sub("", _THOUSANDS.sub(r"\1.000", cleaned), count=1))
    ]
    telling = [token for token in tokens if not _is_of_asking(token)]
    groups: dict[frozenset[str], None] = {}
    numbers: dict[str, None] = {}
    for token in telling if any(token.asked_groups() for token in telling) else tokens:
        groups.update(dict.fromkeys(token.asked_groups()))
        numbers.update(dict.fromkeys(key for key in token.exact if "/" in key))
        if len(groups) > MOST_GROUPS:
            break
    is_shortened = len(text) > LONGEST_QUESTION or len(groups) > MOST_GROUPS
    return Question(cleaned, tuple(groups)[:MOST_GROUPS], tuple(numbers), is_shortened)


def _is_of_asking(token: Token) -> bool:
    return not token.exact and len(token.words) == 1 and is_question_word(token.words[0])


def query_groups(text: str) -> list[frozenset[str]]:
    """Return the groups of `ask`: a document answers when it has at least one key of every group."""
    return list(ask(text).groups)


def have_same_words(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    """Tell whether two questions have the same words, in whatever form and order: each meets one of its own."""
    if len(one) != len(other):
        return False
    free = list(one)
    for word in other:
        met = next((group for group in free if group & word), None)
        if met is None:
            return False
        free.remove(met)
    return True
