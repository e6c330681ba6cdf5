"""Sample content: each domain registers a loader, `load_demo` runs them from the lowest layer up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from intranet.core.registry import Registry


@dataclass(frozen=True)
class DemoLoader:
    """``load`` gets the day of loading, makes what is missing and returns one line about it.

    Loaders run in ``order`` and can run again without making anything twice.
    """

    key: str
    order: int
    load: Callable[[date], str]


demo_loaders: Registry[DemoLoader] = Registry(
    key=lambda loader: loader.key, order=lambda loader: (loader.order, loader.key)
)
