"""Showing why something was found: the words asked for, in whatever form, marked in titles and excerpts."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from intranet.search.keys import Question, Token, clean, tokens

EXCERPT_LENGTH = 240
BEFORE_FIRST = 70
MOST_SCANNED = 20_000


class Highlighter:
    """Marks the words of one question; remembers its verdict on each word, so use one for a whole page."""

    def __init__(self, question: Question) -> None:
        keys = frozenset().union(*question.groups)
        self._keys = frozenset(key for key in keys if not key.endswith("*"))
        self._beginnings = tuple(key[:-1] for key in keys if key.endswith("*"))
        self._verdicts: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}

    def whole(self, text: str) -> SafeString:
        """Return all of ``text`` as HTML with the words marked."""
        return self._marked(clean(text))

    def excerpt(self, text: str) -> SafeString:
        """Return as HTML about 240 characters of ``text`` around its first marked word, or its start."""
        text = " ".join(clean(text[:MOST_SCANNED]).split())
        first = next(self._wanted(text), None)
        start = _word_start(text, first.start - BEFORE_FIRST) if first else 0
        end = _word_end(text, start + EXCERPT_LENGTH)
        before, after = "… " if start > 0 else "", " …" if end < len(text) else ""
        return mark_safe(before + self._marked(text[start:end]) + after)  # noqa: S308  (_marked escapes)

    def _wanted(self, text: str) -> Iterator[Token]:
        for token in tokens(text):
            identity = token.words, token.exact
            if (verdict := self._verdicts.get(identity)) is None:
                verdict = self._verdicts[identity] = self._is_wanted(token)
            if verdict:
                yield token

    def _is_wanted(self, token: Token) -> bool:
        keys = token.document_keys()
        if not self._keys.isdisjoint(keys):
            return True
        return bool(self._beginnings) and any(key.startswith(self._beginnings) for key in keys)

    def _marked(self, text: str) -> SafeString:
        parts, done = [], 0
        for token in self._wanted(text):
            word = escape(text[token.start : token.end])
            parts += [escape(text[done : token.start]), "<mark>", word, "</mark>"]
            done = token.end
        parts.append(escape(text[done:]))
        return mark_safe("".join(parts))  # noqa: S308  (every piece of the text is escaped above)


def _word_start(text: str, position: int) -> int:
    """Return the start of the first whole word at or after ``position``; 0 near the beginning."""
    if position <= 0:
        return 0
    space = text.find(" ", position - 1, position + BEFORE_FIRST)
    return position if space < 0 else space + 1


def _word_end(text: str, position: int) -> int:
    """Return the end of the last whole word before ``position``."""
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", position - BEFORE_FIRST, position + 1)
    return position if space < 0 else space
