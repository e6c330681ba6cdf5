"""What waits for a person: domains register sources, the home page and later the digest show them together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise

from intranet.core.collation import polish_key
from intranet.core.registry import Registry


@dataclass(frozen=True)
class TodoItem:
    """One thing that waits: what, where to do it and by when (None: no date)."""

    title: str | Promise
    url: str
    source_label: str | Promise
    due_on: date | None = None
    detail: str | Promise = ""


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
