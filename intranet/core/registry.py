"""The registry every layer uses to be told things from above without importing upwards.

The lower layer owns a ``Registry``; a domain adds its items in a module that ``CoreConfig.ready`` imports.
"""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class DuplicateKey(ValueError):
    """Two items were registered under one key."""


class Registry(Generic[Item]):
    """Items under unique keys, iterated in their declared order."""

    def __init__(self, *, key: Callable[[Item], str], order: Callable[[Item], tuple[int, str]]) -> None:
        self._key = key
        self._order = order
        self._items: dict[str, Item] = {}

    def register(self, item: Item) -> Item:
        """Add ``item`` and return it; raise DuplicateKey when its key is taken by another one."""
        key = self._key(item)
        if key in self._items and self._items[key] != item:
            raise DuplicateKey(key)
        self._items[key] = item
        return item

    def unregister(self, key: str) -> None:
        """Forget the item under ``key``; raise KeyError if there is none."""
        del self._items[key]

    def get(self, key: str) -> Item | None:
        """Return the item under ``key``, or None."""
        return self._items.get(key)

    def __iter__(self) -> Iterator[Item]:
        return iter(sorted(self._items.values(), key=self._order))

    def __len__(self) -> int:
        return len(self._items)
