"""Showing why something was found: the words asked for, in whatever form, marked in titles and excerpts."""

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from intranet.core.text import bind_short_words
from intranet.search.keys import Question, clean, stretches, token_of

EXCERPT_LENGTH = 240
BEFORE_FIRST = 70
MOST_SCANNED = 20_000
_BLANK = re.compile(r"\s+")


class Highlighter:
    """Marks the words of one question; remembers its verdict on each word, so use one for a whole page."""

    def __init__(self, question: Question) -> None:
        keys = frozenset().union(*question.groups)
        self._keys = frozenset(key for key in keys if not key.endswith("*"))
        self._beginnings = tuple(key[:-1] for key in keys if key.endswith("*"))
        self._verdicts: dict[str, bool] = {}

    def whole(self, text: str) -> SafeString:
        """Return all of ``text`` as HTML with the words marked."""
        return self._marked(bind_short_words(clean(text)))

    def excerpt(self, text: str) -> SafeString:
        """Return as HTML about 240 characters of ``text`` around its first marked word, or its start."""
        text = text[:MOST_SCANNED]
        first = next(self._wanted(text), None)
        start = _word_start(text, first[0] - BEFORE_FIRST) if first else 0
        end = _word_end(text, start + EXCERPT_LENGTH)
        before, after = "… " if start > 0 else "", " …" if end < len(text) else ""
        # Cleaned after it is cut: the rest of a long text costs nothing.
        shown = bind_short_words(" ".join(clean(text[start:end]).split()))
        return mark_safe(before + self._marked(shown) + after)  # noqa: S308  (_marked escapes)

    def _wanted(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the wanted words start and end."""
        verdicts = self._verdicts
        for match in stretches(text):
            if (verdict := verdicts.get(match[0])) is None:
                verdict = verdicts[match[0]] = self._is_wanted(token_of(match).document_keys())
            if verdict:
                yield match.span()

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
