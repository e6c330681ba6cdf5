"""Distinguished names: comparing them and walking up (RFC 4514)."""

import re

_RDN = re.compile(r"(?:\\.|[^\\,])+", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-9a-fA-F]{2}|.)", re.DOTALL)
_SPACES = re.compile(r"\s+")


def dn_key(dn: str) -> str:
    """Return a form equal for two spellings of one name: letter case, spaces, escapes.

    Servers write a name one way in the entry and another way in `manager` or `member`. The key is for
    comparing only; it is not a valid name.
    """
    return ",".join(_rdn_key(rdn) for rdn in _RDN.findall(dn))


def parent_dn(dn: str) -> str:
    """Return the name one level up, empty at the top."""
    first = _RDN.match(dn)
    return dn[first.end() + 1 :].strip() if first else ""


def _rdn_key(rdn: str) -> str:
    name, _, value = rdn.partition("=")
    if "\\" in value:
        value = _ESCAPED.sub(_unescape, value.encode()).decode(errors="replace").replace(",", "\\,")
    return f"{name.strip().casefold()}={_SPACES.sub(' ', value.strip()).casefold()}"


def _unescape(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    return bytes.fromhex(escaped.decode()) if len(escaped) == 2 else escaped
