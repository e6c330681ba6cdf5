"""Turn any string into one the fonts inside the typst wheel can draw.

PDF/UA-1 forbids text without a glyph (ISO 14289-1, 7.21.8), so typst refuses a document with one emoji.
"""

import re
import unicodedata

REPLACEMENT = "□"

# Unicode ranges in which the wheel's text fonts have every assigned character; a test draws them all.
DRAWABLE_RANGES = (
    (0x20, 0x4FF),  # Latin, Greek, Cyrillic
    (0x531, 0x5F4),  # Armenian, Hebrew
    (0x621, 0x63A),  # Arabic letters
    (0x640, 0x652),
    (0x1E00, 0x203F),  # Latin and Greek with marks, punctuation
    (0x2070, 0x20CF),  # superscripts, currencies
    (0x2100, 0x211E),
    (0x2153, 0x2184),  # fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2260, 0x2265),  # comparisons
    (0x2500, 0x25FF),  # frames, boxes
)
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_BREAK = "\u200b"
# Controls, lone surrogates, and the formatting characters that reverse or hide what a reader sees.
_INVISIBLE = {"Cc", "Cf"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), in one line, without invisible characters."""
    composed = unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip())
    return "".join(map(_visible, composed))


def breakable(text: str, longest: int) -> str:
    """Return ``text`` with an invisible place to break after every ``longest`` characters of a word."""
    return re.sub(rf"\S{{{longest}}}(?=\S)", lambda match: match[0] + _BREAK, text)


def drawable_only(text: str) -> str:
    """Return ``text`` with a white square for each character the fonts may lack, without stray accents.

    An accent that found no letter to compose with fails wherever one font lacks the pair.
    """
    kept = (char for char in text if not unicodedata.category(char).startswith("M"))
    return "".join(char if _is_drawable(char) else REPLACEMENT for char in kept)


def _visible(char: str) -> str:
    if char == _BREAK:
        return char
    category = unicodedata.category(char)
    if category in _INVISIBLE or ord(char) in _VARIATION_SELECTORS:
        return ""
    return REPLACEMENT if category == "Cs" else char


def _is_drawable(char: str) -> bool:
    if char == _BREAK:
        return True
    code = ord(char)
    return unicodedata.category(char) != "Cn" and any(low <= code <= high for low, high in DRAWABLE_RANGES)
