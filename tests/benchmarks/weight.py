"""What a page weighs over the wire: with an empty browser cache, and when the browser knows the house.

Static files are taken as whitenoise serves them to a browser that takes gzip. Pages leave the application
uncompressed, because that is the reverse proxy's work: they are counted as nginx's gzip of its default level
sends them. Headers of answers count, those of requests do not.
"""

import gzip
import re
import urllib.parse
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from tests.benchmarks.client import Answer, Visitor, WrongAnswer

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
NGINX_LEVEL = 1
LIBRARY_OF_OTHERS = "/django_htmx/"
_GZIP_HEADER = len("Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n")
_URL = re.compile(r"""(?:url\(\s*|@import\s+|\bimport\s[^"';]*?)["']?(?P<address>[^"')\s;]+\.\w+)""")


@dataclass(frozen=True)
class Weight:
    """Bytes of the first visit and of the next page, and the number of files of the first."""

    cold: int
    warm: int
    requests: int


class _Files(HTMLParser):
    """Gathers the addresses that a browser fetches for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        wanted = {"link": "href", "script": "src", "img": "src", "source": "src"}.get(tag)
        if tag == "link" and values.get("rel") not in ("stylesheet", "icon", "preload", "modulepreload"):
            return
        address = values.get(wanted) if wanted else None
        if address and not address.startswith("data:"):
            self.addresses.append(address)


def weigh(visitor: Visitor, path: str) -> Weight:
    """Return the weight of a page with all it makes the browser fetch. Raises WrongAnswer."""
    page = _fetched(visitor, path)
    html = _page_bytes(page)
    reader = _Files()
    reader.feed(_content(page).decode())
    waiting, known = [urllib.parse.urljoin(path, address) for address in reader.addresses], set()
    cold = warm = html
    while waiting:
        address = waiting.pop()
        if address in known:
            continue
        known.add(address)
        answer = _fetched(visitor, address)
        cold += answer.header_bytes + len(answer.body)
        if "immutable" not in answer.headers.get("Cache-Control", ""):
            # The browser asks whether it has changed; „not modified” is headers alone.
            warm += answer.header_bytes
        if answer.headers.get_content_type() in ("text/css", "text/javascript"):
            found = _URL.finditer(_content(answer).decode())
            waiting += [urllib.parse.urljoin(address, each["address"]) for each in found if _is_file(each)]
    return Weight(cold, warm, len(known) + 1)


def of_kinds(visitor: Visitor, paths: Iterable[str]) -> dict[str, float]:
    """Return the kilobytes of all style sheets and of all our own scripts of the pages. Raises WrongAnswer."""
    named: set[str] = set()
    for path in paths:
        reader = _Files()
        reader.feed(_content(_fetched(visitor, path)).decode())
        named.update(reader.addresses)
    sizes = {"styles": 0, "scripts": 0}
    for address in named:
        kind = {".css": "styles", ".js": "scripts"}.get(address[address.rfind(".") :])
        if kind and LIBRARY_OF_OTHERS not in address:
            sizes[kind] += len(_fetched(visitor, address).body)
    return {kind: size / 1000 for kind, size in sizes.items()}


def _is_file(found: re.Match[str]) -> bool:
    return not found["address"].startswith("data:")


def _fetched(visitor: Visitor, path: str) -> Answer:
    answer = visitor.get(path, BROWSER)
    if answer.status != 200:
        raise WrongAnswer(f"{path} answered {answer.status}")
    return answer


def _content(answer: Answer) -> bytes:
    return gzip.decompress(answer.body) if answer.headers.get("Content-Encoding") == "gzip" else answer.body


def _page_bytes(page: Answer) -> int:
    if page.headers.get("Content-Encoding"):
        return page.header_bytes + len(page.body)
    return page.header_bytes + _GZIP_HEADER + len(gzip.compress(page.body, NGINX_LEVEL))
