"""Results pinned to questions by editors, shown above what the index finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.cache import caches
from django.db.models import Model
from django.http import Http404
from django.urls import resolve
from wagtail.models import Page, Site

from intranet.search.finding import exact_hits, shown_hits
from intranet.search.keys import Question, ask, have_same_words
from intranet.search.models import PinnedResult
from intranet.search.narrowing import Hit
from intranet.search.registry import Result, SearchSource, sources

if TYPE_CHECKING:
    from intranet.accounts.models import User

CACHE_SECONDS = 30
CACHE_KEY = "search.pins"
LONGEST_ADDRESS = 2_000

Groups = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Target:
    """Something that an editor may pin."""

    hit: Hit
    result: Result
    kind: str


def pinned_hits(question: Question, user: "User") -> list[Hit]:
    """Return what is pinned to ``question`` and ``user`` may see, in the editors' order.

    The words must be those of a pinned question, no more and no less, in whatever form and order.
    """
    asked = ask(question.text).groups
    pinned = (
        [hit for hit, pins in _pins() if any(have_same_words(asked, words) for words in pins)]
        if asked
        else []
    )
    if not pinned:
        return []
    visible: set[Hit] = set()
    for source in sources:
        ids = [object_id for key, object_id in pinned if key == source.key]
        if ids:
            seen = source.visible_to(user).filter(pk__in=ids).order_by().values_list("pk", flat=True)
            visible.update((source.key, object_id) for object_id in seen)
    return [hit for hit in pinned if hit in visible]


def forget_pins() -> None:
    """Make this process read the pins again; the others do within half a minute."""
    caches["process"].delete(CACHE_KEY)


def targets_of(text: str, user: "User") -> list[Target]:
    """Return what ``user`` may see under the address or the number ``text``; none when it is neither."""
    text = text.strip()[:LONGEST_ADDRESS]
    if "://" in text or text.startswith("/"):
        try:
            return _under_address(urlsplit(text).path, user)
        except ValueError:  # no address of any kind, such as "http://["
            return []
    hits = exact_hits(ask(text), user, source_keys=[source.key for source in sources]) if text else []
    return _targets(hits, user)


def target_of(hit: Hit, user: "User") -> Target | None:
    """Return ``hit`` when ``user`` may see it."""
    return next(iter(_targets([hit], user)), None)


def existing(pins: Iterable[PinnedResult]) -> set[Hit]:
    """Return those of the pinned objects that still are there, whoever may see them."""
    hits: set[Hit] = set()
    wanted = [(pin.source, pin.object_id) for pin in pins]
    for source in sources:
        ids = [object_id for key, object_id in wanted if key == source.key]
        if ids:
            found = source.for_indexing().filter(pk__in=ids).order_by().values_list("pk", flat=True)
            hits.update((source.key, object_id) for object_id in found)
    return hits


def _pins() -> tuple[tuple[Hit, tuple[Groups, ...]], ...]:
    pins: tuple[tuple[Hit, tuple[Groups, ...]], ...] | None = caches["process"].get(CACHE_KEY)
    if pins is None:
        pins = tuple(
            ((pin.source, pin.object_id), tuple(ask(line).groups for line in pin.lines))
            for pin in PinnedResult.objects.order_by("position", "pk")
        )
        caches["process"].set(CACHE_KEY, pins, CACHE_SECONDS)
    return pins


def _under_address(path: str, user: "User") -> list[Target]:
    """Return the object whose own page is at ``path``."""
    ids = _possible_ids(path)
    hits = [(source.key, object_id) for source in sources for object_id in ids]
    return [target for target in _targets(hits, user) if urlsplit(target.result.url).path == path]


def _possible_ids(path: str) -> list[int]:
    try:
        match = resolve(path)
    except Http404:
        return []
    if match.url_name == "wagtail_serve":
        return _page_ids(str(match.args[0] if match.args else match.kwargs.get("path", "")))
    return [value for value in match.kwargs.values() if isinstance(value, int)]


def _page_ids(path: str) -> list[int]:
    root = Site.objects.filter(is_default_site=True).values_list("root_page__url_path", flat=True).first()
    pages = Page.objects.filter(url_path=f"{root}{path}".rstrip("/") + "/")
    return list(pages.values_list("pk", flat=True))


def _targets(hits: Iterable[Hit], user: "User") -> list[Target]:
    return [Target(hit, result, _kind(source)) for hit, (source, result) in shown_hits(hits, user).items()]


def _kind(source: SearchSource[Model]) -> str:
    return str(source.label)
