"""Addresses of pages as browsers send them: anybody can write anything there."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST_PATH = 500


@dataclass(frozen=True)
class NotedPage:
    """A page of the intranet that a note is about: its path without the query, and the view that answers there."""

    path: str
    match: ResolverMatch = field(compare=False)

    @property
    def view_name(self) -> str:
        return self.match.view_name


def clean_path(sent: str) -> str:
    """Return ``sent`` as one printable line that fits the column; a long query is cut off whole."""
    path = "".join(char for char in sent if char.isprintable()).strip()
    if len(path) > LONGEST_PATH:
        path = without_query(path)
    return path[:LONGEST_PATH]


def without_query(path: str) -> str:
    """Return ``path`` up to its query: people search for names, and those do not belong in a note."""
    return path.partition("?")[0]


def is_local(path: str) -> bool:
    """Tell whether ``path`` leads to a page of this site, so that a link or a redirect may go there."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def page_at(path: str) -> NotedPage | None:
    """Return the page at ``path``, or None for another host's address and for one that leads nowhere."""
    if not is_local(path):
        return None
    # Decoding may bring back what cannot be printed ("%00"), which databases refuse.
    page_path = unquote(urlsplit(path).path)
    if not page_path.isprintable():
        return None
    try:
        return NotedPage(page_path, resolve(page_path))
    except Resolver404:
        return None
