"""What layers above do when people or units change: they register here, the directory knows none of them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from intranet.core.registry import Registry


def do_nothing(ids: Collection[int]) -> None:
    """Ignore the change."""


@dataclass(frozen=True)
class ChangeHook:
    """``people`` and ``units`` get the ids of rows just created, changed or retired, in the transaction."""

    key: str
    people: Callable[[Collection[int]], None] = do_nothing
    units: Callable[[Collection[int]], None] = do_nothing


change_hooks: Registry[ChangeHook] = Registry(key=lambda hook: hook.key, order=lambda hook: (0, hook.key))


@dataclass
class Changes:
    """Ids of what one write changed, gathered to tell every hook once."""

    people: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)

    def announce(self) -> None:
        """Tell every hook; call it in the transaction of the write."""
        for hook in change_hooks:
            if self.people:
                hook.people(self.people)
            if self.units:
                hook.units(self.units)
