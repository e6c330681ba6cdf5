"""A type of page: how to get there and as whom."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class PageType:
    """A page, who looks at it (None for a stranger) and the refusal it is, if it is one."""

    name: str
    open: Callable[[Page], object]
    account: str | None = "pracownik"
    refusal: tuple[int, str] | None = None

    def __str__(self) -> str:
        return self.name


def at(path: str) -> Callable[[Page], object]:
    return lambda page: page.goto(path)
