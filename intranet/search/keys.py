"""Polish search keys: how documents are filed and how a question is asked.

A document is a set of keys; a question is an AND of groups, each group an OR of keys. Both databases compare keys
byte by byte, so everything Polish happens here and the answers are the same on SQLite and PostgreSQL.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from intranet.search import references
from intranet.search.words import asked_keys, word_keys

# Raise it with every change that files a document under other keys; the index must then be rebuilt.
KEYS_VERSION = 1

LONGEST_QUESTION = 400
MOST_GROUPS = 12
# PostgreSQL refuses a tsvector above 1 MB.
MOST_KEY_BYTES = 700_000

# Endings that Polish adds to acronyms with a hyphen: „MOPS-ie”, „PIT-u”, „ZUS-em”.
_ENDING = r"(?:-(?:u|em|ie|owi|y|a|i|ów|ow|om|ami|ach|e|ą|ę|ą)\b)?"
_TOKEN = re.compile(
    references.PATTERN
    + rf"""
  | (?P<compound> \b[^\W\d_]{{2,40}}o(?:-[^\W\d_]{{2,40}}){{1,3}}\b )
  | (?P<word> [^\W_]+ ) {_ENDING}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PART = re.compile(r"[^\W_]+")

# A word broken at the end of a line of a PDF, and characters that show nothing but split words.
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[^\W\d_])")
_INVISIBLE = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of text and what it is filed under: ``exact`` as a whole, ``words`` for the words inside."""

    start: int
    end: int
    exact: tuple[str, ...]
    words: tuple[str, ...]
    is_compound: bool = False

    def document_keys(self) -> Iterator[str]:
        """Yield every key that a document containing the token gets."""
        yield from self.exact
        for word in self.words:
            yield from word_keys(word)
        if self.is_compound:
            yield from word_keys("".join(self.words))

    def asked_groups(self) -> Iterator[frozenset[str]]:
        """Yield the groups that somebody who typed the token asks for."""
        if self.exact:
            for key in self.exact:
                yield references.asked_number(key)
            return
        # „cywilno-prawnych” is also written together.
        joined = word_keys("".join(self.words)) if self.is_compound else frozenset()
        for word in self.words:
            if keys := asked_keys(word):
                yield keys | joined


@dataclass(frozen=True)
class Question:
    """What somebody typed, ready for the index; ``is_shortened`` when part of it was left out."""

    text: str
    groups: tuple[frozenset[str], ...]
    is_shortened: bool = False


def clean(text: str) -> str:
    """Return ``text`` in composed form, with words joined that a PDF had broken and invisible marks removed."""
    composed = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return _BROKEN_WORD.sub("", composed)


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and references of a cleaned ``text`` in order."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup == "word":
            yield Token(start, end, (), (match["word"].lower(),))
        else:
            words = tuple(part.lower() for part in _PART.findall(match[0]))
            yield Token(start, end, references.keys_of(match), words, match.lastgroup == "compound")


def document_keys(text: str) -> str:
    """Return the distinct keys of a document, separated by spaces.

    A text with more than 700 kB of distinct keys (no office document has them) is filed by its beginning.
    """
    found: dict[str, None] = {}
    seen: set[tuple[str, ...]] = set()
    size = 0
    for token in tokens(clean(text)):
        if token.words in seen and not token.exact:
            continue
        seen.add(token.words)
        for key in token.document_keys():
            if key not in found:
                found[key] = None
                size += len(key.encode()) + 1
        if size > MOST_KEY_BYTES:
            break
    return " ".join(found)


def ask(text: str) -> Question:
    """Return the question in ``text``: its first 12 different words and numbers, of its first 400 characters."""
    cleaned = " ".join(clean(text[:LONGEST_QUESTION]).replace("\0", " ").split())
    groups: dict[frozenset[str], None] = {}
    for token in tokens(cleaned):
        groups.update(dict.fromkeys(token.asked_groups()))
        if len(groups) > MOST_GROUPS:
            break
    is_shortened = len(text) > LONGEST_QUESTION or len(groups) > MOST_GROUPS
    return Question(cleaned, tuple(groups)[:MOST_GROUPS], is_shortened)


def query_groups(text: str) -> list[frozenset[str]]:
    """Return the groups of `ask`: a document answers when it has at least one key of every group."""
    return list(ask(text).groups)
