"""How values are compared: whatever their case, composition or runs of spaces (RFC 4518 in short)."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return a whole value as it is compared."""
    return fold_part(text).strip()


def fold_part(text: str) -> str:
    """Return a piece of a value as it is compared: spaces at its ends count."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).casefold())


def text_of(value: bytes) -> str:
    """Return a stored value as text; bytes that are not UTF-8 stay apart from all letters."""
    return value.decode("utf-8", "surrogateescape")
