"""Distinguished names: writing, taking apart and comparing them (RFC 4514)."""

import re
from functools import lru_cache

from deploy.demo.directory.matching import fold, text_of

# What a name is compared by: one "type=value" per level, from the entry up to the root.
Key = tuple[str, ...]

_SPECIAL = re.compile(r'[\\",+<>;=]|^[ #]| $')
_ESCAPED = re.compile(rb"\\([0-9A-Fa-f]{2}|.)", re.DOTALL)
_LEVEL = re.compile(r"(?:[^\\,]|\\.)+", re.DOTALL)


class InvalidName(ValueError):
    """Text that is not a distinguished name."""


def child(parent: str, attribute: str, value: str) -> str:
    """Return the name of an entry below the parent, with its value escaped."""
    escaped = _SPECIAL.sub(lambda found: "\\" + found[0], value)
    return f"{attribute}={escaped},{parent}"


def split(dn: str) -> list[str]:
    """Return the levels of a name as written, from the entry up; raises InvalidName."""
    if not dn.strip():
        return []
    levels = _LEVEL.findall(dn)
    if len(",".join(levels)) != len(dn):
        raise InvalidName(dn)
    return [level.strip() for level in levels]


@lru_cache(maxsize=8192)
def key(dn: str) -> Key:
    """Return what the name is compared by; raises InvalidName.

    Levels of several attributes ("cn=a+uid=b") are compared as written.
    """
    return tuple(_level_key(level) for level in split(dn))


def _level_key(level: str) -> str:
    attribute, equals, value = level.partition("=")
    if not equals or not attribute.strip():
        raise InvalidName(level)
    plain = _ESCAPED.sub(_unescape, value.strip().encode("utf-8", "surrogateescape"))
    return f"{attribute.strip().casefold()}={fold(text_of(plain))}"


def _unescape(found: re.Match[bytes]) -> bytes:
    escaped = found[1]
    return bytes.fromhex(escaped.decode()) if len(escaped) == 2 else escaped
