"""Answering searches: what is in scope, what fits the filter, which attributes are shown, page by page."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from deploy.demo.directory import dn as names
from deploy.demo.directory.entries import HIDDEN, OPERATIONAL, Directory, Entry
from deploy.demo.directory.filters import UnsupportedFilter, compile_filter
from deploy.demo.directory.protocol import (
    PAGED_RESULTS,
    START_TLS,
    Code,
    Page,
    Refusal,
    Scope,
    SearchRequest,
)

ALL_USER, ALL_OPERATIONAL = "*", "+"


@dataclass(frozen=True)
class Found:
    """Some of the entries found, how the search ended, and the cookie of the next page if there is one."""

    entries: Sequence[Entry]
    code: Code = Code.SUCCESS
    cookie: bytes = b""


@dataclass
class Searches:
    """The searches of one connection: new ones, and those waiting for their next page.

    No search finds more than size_limit entries unless it asks page by page, as in Active Directory.
    """

    directory: Directory
    size_limit: int
    _waiting: dict[bytes, Found] = field(default_factory=dict)

    def answer(self, request: SearchRequest, page: Page | None) -> Found:
        """Return the first or the next page; raises BerError and Refusal."""
        if page and page.cookie:
            whole = self._waiting.pop(page.cookie, None)
            if whole is None:
                raise Refusal(Code.UNWILLING_TO_PERFORM, "unknown paging cookie")
            if page.size == 0:  # the client wants no more (RFC 2696 section 3)
                return Found(())
        else:
            whole = self._find(request, request.size_limit if page else self._limit(request))
        return self._page(whole, page.size) if page and page.size else whole

    def _limit(self, request: SearchRequest) -> int:
        return min(request.size_limit or self.size_limit, self.size_limit)

    def _find(self, request: SearchRequest, limit: int) -> Found:
        try:
            matches = compile_filter(request.filter, self.directory)
            base = names.key(request.base)
        except UnsupportedFilter as error:
            raise Refusal(Code.INAPPROPRIATE_MATCHING, str(error)) from error
        except names.InvalidName as error:
            raise Refusal(Code.INVALID_NAME, "the base is not a distinguished name") from error
        found = [entry for entry in self._in_scope(base, request.scope) if matches(entry)]
        if limit and len(found) > limit:
            return Found(found[:limit], Code.SIZE_LIMIT_EXCEEDED)
        return Found(found)

    def _in_scope(self, base: names.Key, scope: Scope) -> Iterator[Entry]:
        if not base and scope == Scope.BASE:
            yield root_dse(self.directory)
            return
        start = self.directory.get(base)
        if start is None:
            raise Refusal(Code.NO_SUCH_OBJECT, "there is no such entry")
        if scope == Scope.BASE:
            yield start
        elif scope == Scope.ONE_LEVEL:
            yield from (entry for entry in self.directory if entry.key[1:] == base)
        else:
            yield from (entry for entry in self.directory if entry.key[-len(base) :] == base)

    def _page(self, whole: Found, size: int) -> Found:
        if len(whole.entries) <= size:
            return whole
        cookie = secrets.token_bytes(8)
        self._waiting[cookie] = Found(whole.entries[size:], whole.code)
        return Found(whole.entries[:size], cookie=cookie)


def root_dse(directory: Directory) -> Entry:
    """Return the entry without a name that says what the server can do (RFC 4512 section 5.1)."""
    return (
        Entry("")
        .add("objectClass", "top")
        .add("namingContexts", directory.root.dn)
        .add("supportedLDAPVersion", "3")
        .add("supportedControl", PAGED_RESULTS)
        .add("supportedExtension", START_TLS)
        .add("vendorName", "demo directory")
    )


def shown(entry: Entry, request: SearchRequest) -> Iterator[tuple[str, Sequence[bytes]]]:
    """Give the attributes the search asked for, with their values unless it wants names only.

    Never the password; memberOf and entryUUID only by name or with "+".
    """
    asked = set(request.attributes)
    all_user = not asked or ALL_USER in asked
    for name, attribute in entry.attributes.items():
        wanted = name in asked or (ALL_OPERATIONAL in asked if name in OPERATIONAL else all_user)
        if wanted and name != HIDDEN:
            yield attribute.name, () if request.types_only else attribute.values
