"""What can be found: domains above register a source each in their `search.py`."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from intranet.core.registry import Registry

if TYPE_CHECKING:
    from intranet.accounts.models import User

Found = TypeVar("Found", bound=Model)


@dataclass(frozen=True)
class IndexedText:
    """What an object is found by: its title, which weighs more, its text and its day (None: it has none)."""

    title: str
    body: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Result:
    """How a found object is shown.

    The excerpt is cut from ``text``; ``status_variant`` is one of pill.html's.
    """

    title: str
    url: str
    meta: str = ""
    status: str | Promise = ""
    status_variant: str = "neutral"
    text: str = ""
    icon: str = "document-text"


class SearchSource(ABC, Generic[Found]):
    """One kind of things that can be found; objects need integer primary keys.

    ``key`` also stands in addresses (?rodzaj=) and in the index: small letters, digits and hyphens.
    """

    key: ClassVar[str]
    label: ClassVar[str | Promise]
    model: type[Found]
    order: ClassVar[int] = 100
    precedence: ClassVar[int] = 0
    """Among objects with the words in their title, sources with a higher number come later."""
    statuses: ClassVar[Mapping[str, str | Promise]] = {}
    """Names of the statuses that `facets` tells, by keys for addresses (?status=); sources may share a key."""

    @abstractmethod
    def indexed_text(self, found: Found) -> IndexedText | None:
        """Return what ``found`` is found by, or None to keep it out of the index."""

    @abstractmethod
    def visible_to(self, user: "User") -> QuerySet[Found]:
        """Return what ``user`` may see; nothing else is shown or counted, whatever the index says."""

    @abstractmethod
    def result(self, found: Found) -> Result:
        """Return how ``found``, read by `for_display`, is shown; runs once per row and must not query."""

    def for_display(self, visible: QuerySet[Found]) -> QuerySet[Found]:
        """Return ``visible`` with everything that `result` needs (joins, computed status)."""
        return visible

    def facets(self, visible: QuerySet[Found]) -> Iterable[tuple[int, int | None, str]]:
        """Return the id, the unit's id and the key of the status of each of ``visible``, read by one query."""
        return ((object_id, None, "") for object_id in visible.order_by().values_list("pk", flat=True))

    def for_suggestions(self, visible: QuerySet[Found]) -> QuerySet[Found]:
        """Return ``visible`` with what `result` needs save its text: override it where texts are long."""
        return self.for_display(visible)

    def for_indexing(self) -> QuerySet[Found]:
        """Return everything that belongs to the index, with what `indexed_text` needs."""
        return self.model._default_manager.all()

    def order_exact(self, numbered: QuerySet[Found]) -> QuerySet[Found]:
        """Return the objects with the number that was typed, the likeliest one first."""
        return numbered

    def exact(self, text: str) -> Q | None:
        """Return the condition for objects whose number is ``text``; None when it is no number of theirs."""
        return None

    def typed(self, visible: QuerySet[Found], text: str) -> QuerySet[Found] | None:
        """Return those of ``visible`` that somebody who has typed ``text`` so far may mean, the likeliest first.

        None leaves it to the index, which knows the titles with words that begin so.
        """
        return None


sources: Registry[SearchSource[Model]] = Registry(
    key=lambda source: source.key, order=lambda source: (source.order, source.key)
)


def register(source: SearchSource[Found]) -> None:
    """Make the objects of ``source`` searchable."""
    sources.register(source)  # type: ignore[arg-type]


def status_labels() -> dict[str, str | Promise]:
    """Return the names of all statuses by key, in the order of the sources; the first to name a key is heard."""
    labels: dict[str, str | Promise] = {}
    for source in sources:
        for key, label in source.statuses.items():
            labels.setdefault(key, label)
    return labels


class NotSearchable(LookupError):
    """A model without a registered source was given to the index."""


def source_of(model: type[Model]) -> SearchSource[Model]:
    """Return the source of ``model``; raise NotSearchable when no domain registered one."""
    for source in sources:
        if source.model is model._meta.concrete_model:
            return source
    raise NotSearchable(model._meta.label)
