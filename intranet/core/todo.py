"""What waits for a person: domains register sources, the home page and later the digest show them together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intranet.core.collation import polish_key
from intranet.core.registry import Registry

NEXT_DAYS = timedelta(days=7)


class Urgency(StrEnum):
    """How soon a thing must be done, the most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"

    @property
    def label(self) -> str | Promise:
        return _URGENCY_LABELS[self]


_URGENCY_LABELS = {
    Urgency.OVERDUE: _("Overdue"),
    Urgency.TODAY: _("Due today"),
    Urgency.SOON: _("Due within a week"),
    Urgency.LATER: _("Due later"),
    Urgency.UNDATED: _("Without a due date"),
}


@dataclass(frozen=True)
class TodoItem:
    """One thing that waits: what, where to do it and by when (None: no date)."""

    title: str | Promise
    url: str
    source_label: str | Promise
    due_on: date | None = None
    detail: str | Promise = ""

    def urgency_on(self, day: date) -> Urgency:
        """Tell how soon it must be done, seen from ``day``; what is due on a day may be done that day."""
        if self.due_on is None:
            return Urgency.UNDATED
        if self.due_on <= day:
            return Urgency.TODAY if self.due_on == day else Urgency.OVERDUE
        return Urgency.SOON if self.due_on <= day + NEXT_DAYS else Urgency.LATER


@dataclass(frozen=True)
class UrgencyGroup:
    """The things of one urgency, never none."""

    urgency: Urgency
    items: list[TodoItem]


@dataclass(frozen=True)
class TodoSource:
    """Where waiting things come from; ``items`` gets the user and returns only what is theirs to do."""

    key: str
    items: Callable[[AbstractBaseUser | AnonymousUser], Iterable[TodoItem]]
    order: int = 100


todo_sources: Registry[TodoSource] = Registry(
    key=lambda source: source.key, order=lambda source: (source.order, source.key)
)


def waiting_for(user: AbstractBaseUser | AnonymousUser) -> list[TodoItem]:
    """Return everything that waits for ``user``: dated first, soonest first, then undated."""
    items = [item for source in todo_sources for item in source.items(user)]
    return sorted(
        items, key=lambda item: (item.due_on is None, item.due_on or date.max, polish_key(str(item.title)))
    )


def by_urgency(items: Iterable[TodoItem], *, on: date) -> list[UrgencyGroup]:
    """Return ``items`` of `waiting_for` in groups, the most urgent first; their order stays."""
    return [
        UrgencyGroup(urgency, list(own)) for urgency, own in groupby(items, lambda item: item.urgency_on(on))
    ]
