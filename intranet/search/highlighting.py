"""Showing why something was found: the words asked for, in whatever form, marked in titles and excerpts."""

import re
from collections.abc import Iterable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from intranet.core.text import bind_short_words
from intranet.search.keys import Question, clean, stretches, token_of

EXCERPT_LENGTH = 240
BEFORE_FIRST = 70
# Texts of attachments are long: looked through for words that begin like those asked for, which nearly every form
# does; word by word, for forms such as „ludzie” of „człowiek”, only at their beginnings.
MOST_SCANNED = 200_000
MOST_READ = 3_000
OPENING = 4
_BLANK = re.compile(r"\s+")
# Keys of `references`: a day, „§5”, „art15”, „2/2017”, „du/2004/593”.
_REFERENCE = re.compile(r"\d{6}(?P<day>\d\d)\Z|(?P<start>§|art(?=\d)|[^/]+(?=/))")
_SPELLINGS = {"a": "aą", "c": "cć", "e": "eę", "l": "lł", "n": "nń", "o": "oó", "s": "sś", "z": "zźż"}


class Highlighter:
    """Marks the words of one question; remembers its verdict on each word, so use one for a whole page."""

    def __init__(self, question: Question) -> None:
        keys = frozenset().union(*question.groups)
        self._keys = frozenset(key for key in keys if not key.endswith("*"))
        self._beginnings = tuple(key[:-1] for key in keys if key.endswith("*"))
        self._verdicts: dict[str, bool] = {}
        self._has_words = any(map(str.isalpha, (*self._keys, *self._beginnings)))
        self._openings = _openings([*self._keys, *self._beginnings])

    def whole(self, text: str) -> SafeString:
        """Return all of ``text`` as HTML with the words marked."""
        return self._marked(bind_short_words(clean(text)))

    def excerpt(self, text: str) -> SafeString:
        """Return as HTML about 240 characters of ``text`` around its first marked word, or its start."""
        first = self._first(text)
        start = _word_start(text, first - BEFORE_FIRST)
        end = _word_end(text, start + EXCERPT_LENGTH)
        before, after = "… " if start > 0 else "", " …" if end < len(text) else ""
        # Cleaned after it is cut: the rest of a long text costs nothing.
        shown = bind_short_words(" ".join(clean(text[start:end]).split()))
        return mark_safe(before + self._marked(shown) + after)  # noqa: S308  (_marked escapes)

    def _first(self, text: str) -> int:
        """Return where the first wanted word starts, or 0."""
        if self._openings is not None:
            for opening in self._openings.finditer(text, 0, MOST_SCANNED):
                match = next(stretches(text[opening.start() : opening.start() + BEFORE_FIRST]), None)
                if match and self._verdict(match):
                    return opening.start()
        if not self._has_words:
            return 0
        return next((start for start, _end in self._wanted(text[:MOST_READ])), 0)

    def _wanted(self, text: str) -> Iterator[tuple[int, int]]:
        """Return where the wanted words start and end."""
        return (match.span() for match in stretches(text) if self._verdict(match))

    def _verdict(self, match: re.Match[str]) -> bool:
        word = match[0]
        verdict = self._verdicts.get(word)
        if verdict is None:
            verdict = self._verdicts[word] = self._is_wanted(token_of(match).document_keys())
        return verdict

    def _is_wanted(self, keys: frozenset[str]) -> bool:
        if not self._keys.isdisjoint(keys):
            return True
        return bool(self._beginnings) and any(key.startswith(self._beginnings) for key in keys)

    def _marked(self, text: str) -> SafeString:
        parts, done = [], 0
        for start, end in self._wanted(text):
            parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
            done = end
        parts.append(escape(text[done:]))
        return mark_safe("".join(parts))  # noqa: S308  (every piece of the text is escaped above)


def _word_start(text: str, position: int) -> int:
    """Return the start of the first whole word at or after ``position``; 0 near the beginning."""
    if position <= 0:
        return 0
    blank = _BLANK.search(text, position - 1, position + BEFORE_FIRST)
    return blank.end() if blank else position


def _word_end(text: str, position: int) -> int:
    """Return the end of the last whole word that ends at or before ``position``."""
    if position >= len(text):
        return len(text)
    blanks = list(_BLANK.finditer(text, position - BEFORE_FIRST, position + 1))
    return blanks[-1].start() if blanks else position


def _openings(keys: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for the beginnings of what may have one of ``keys``, in every spelling of them."""
    spelled = sorted({"".join(map(_spelled, _opening(key))) for key in keys})
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})", re.IGNORECASE) if spelled else None


def _opening(key: str) -> str:
    """Return what a text that is filed under ``key`` begins with where it says so."""
    kind, dash, _number = key.partition("-")
    if dash:
        return kind  # „zał. 3”, „PPS-1”, „I Wydział”
    number = _REFERENCE.match(key)
    if number is None:
        return key[:OPENING]
    if number["day"]:
        return str(int(number["day"]))
    return {"du": "dz", "mp": "m"}.get(number["start"], number["start"])


def _spelled(letter: str) -> str:
    return f"[{_SPELLINGS[letter]}]" if letter in _SPELLINGS else re.escape(letter)
