"""Polish text: comparison without diacritics and the spaces that must not break."""

import re
import unicodedata

NBSP = "\u00a0"

# „ł” has no decomposition in Unicode, so no normalisation folds it.
_STROKES = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ß": "ss"})
_SHORT_WORD = re.compile(
    r"(?<!\S)([^\W\d_]|§§?|art\.|nr|poz\.|ust\.|pkt|lit\.|Nr)[ \t]+(?=\S)", re.IGNORECASE
)
_BEFORE_YEAR_MARK = re.compile(r"(?<=\d)[ \t]+(?=r\.)")


def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics: „Źdźbło Łąki” becomes "zdzblo laki"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKES).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def bind_short_words(text: str) -> str:
    """Put non-breaking spaces where Polish typography forbids a line break.

    After one-letter words and after §, art., ust., pkt, lit., nr and poz.; before „r.” that follows a number.
    """
    bound = _SHORT_WORD.sub(lambda match: match[1] + NBSP, text)
    # One pass leaves the second of two neighbouring short words („a w domu”) unbound.
    bound = _SHORT_WORD.sub(lambda match: match[1] + NBSP, bound)
    return _BEFORE_YEAR_MARK.sub(NBSP, bound)
