"""Reads of many entries that are complete or raise.

ldap3's own paged search hides errors in the middle, and an unpaged search is cut without an exception.
"""

import re
from collections.abc import Callable

import ldap3

from intranet.ldap.connection import DirectoryConnection
from intranet.ldap.entries import RawEntry
from intranet.ldap.errors import DirectoryUnavailable, IncompleteRead
from intranet.ldap.result_codes import SUCCESS

# Ask the entry of a DN for one attribute with a range option; returns the entries that came.
RangeReader = Callable[[str, str], list[RawEntry]]

_RANGE = re.compile(r"(?P<name>[^;]+);range=(?P<first>\d+)-(?P<last>\d+|\*)")


def read_all(
    connection: DirectoryConnection, base: str, filter_text: str, attributes: list[str], page_size: int
) -> list[RawEntry]:
    """Return every entry under `base`, read in pages, each with all its values.

    Raises IncompleteRead unless every page ended with success.
    """

    def read_range(dn: str, attribute: str) -> list[RawEntry]:
        return connection.search(dn, "(objectClass=*)", [attribute], scope=ldap3.BASE).entries

    found: list[RawEntry] = []
    cookie: bytes | None = b""
    try:
        while cookie is not None:
            entries, cookie = _page(connection, base, filter_text, attributes, (page_size, cookie))
            found.extend(with_all_values(entry, read_range) for entry in entries)
    except DirectoryUnavailable as error:
        raise IncompleteRead(str(error)) from error
    return found


def with_all_values(entry: RawEntry, read_range: RangeReader) -> RawEntry:
    """Return `entry` with the values Active Directory left out of long attributes ([MS-ADTS] 3.1.1.3.1.3.3).

    Such an attribute comes as `member;range=0-1499`; the rest is asked for range by range, the last one ends
    with `*`. Raises IncompleteRead when a range is missing.
    """
    attributes = dict(entry.attributes)
    for key in [key for key in attributes if ";range=" in key]:
        part = _RANGE.fullmatch(key)
        if part is None:
            raise IncompleteRead(f"Unknown range option {key!r}.")
        values = list(attributes.pop(key))
        while part["last"] != "*":
            part, more = _next_range(read_range, entry.dn, part["name"], int(part["last"]) + 1)
            values.extend(more)
        attributes[part["name"]] = tuple(values)
    return RawEntry(entry.dn, attributes)


def _page(
    connection: DirectoryConnection,
    base: str,
    filter_text: str,
    attributes: list[str],
    page: tuple[int, bytes],
) -> tuple[list[RawEntry], bytes | None]:
    """Return the entries of one page and the cookie of the next, None after the last."""
    found = connection.search(base, filter_text, attributes, page=page)
    if found.answer.code != SUCCESS:
        raise IncompleteRead(f"Reading {base} ended with {found.answer.description}.")
    cookie = found.answer.page_cookie
    if cookie is None:
        raise IncompleteRead(f"Reading {base}: the server did not page, so its answer may be cut.")
    return found.entries, cookie or None


def _next_range(read_range: RangeReader, dn: str, name: str, first: int) -> tuple[re.Match[str], list[bytes]]:
    for entry in read_range(dn, f"{name};range={first}-*"):
        for key, values in entry.attributes.items():
            part = _RANGE.fullmatch(key)
            if part and part["name"] == name and int(part["first"]) == first:
                return part, list(values)
    raise IncompleteRead(f"Values of {name} from {first} on are missing.")
