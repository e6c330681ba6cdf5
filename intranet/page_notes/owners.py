"""Whose is a page? Domains above register their rules in `page_owners.py`; the first that knows answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intranet.accounts.models import Role
from intranet.core.menu import footer_links, menu
from intranet.core.registry import Registry
from intranet.directory.models import Person
from intranet.page_notes.addresses import NotedPage, page_at

if TYPE_CHECKING:
    from intranet.accounts.models import User


@dataclass(frozen=True)
class Owner:
    """Who answers for a page: one person, or everybody with one role."""

    person: Person | None = None
    role: Role | None = None

    def __post_init__(self) -> None:
        if (self.person is None) == (self.role is None):
            raise ValueError("An owner is one person or one role.")

    def __str__(self) -> str:
        return self.person.full_name if self.person else str(self.role.label if self.role else "")


@dataclass(frozen=True)
class OwnedPage:
    """A page with its owner and the title that the author of a note may know; empty when there is none."""

    owner: Owner
    title: str = ""


@dataclass(frozen=True)
class OwnerRule:
    """``find`` gets the page and who asks; None passes to the next rule.

    The title and the person it gives must come from what the asking user may open: a path can be written by hand.
    """

    key: str
    find: Callable[[NotedPage, "User"], OwnedPage | None]
    order: int = 100


owner_rules: Registry[OwnerRule] = Registry(
    key=lambda rule: rule.key, order=lambda rule: (rule.order, rule.key)
)
# Whoever answers for pages that nobody claims, and for addresses that lead nowhere.
FALLBACK = Owner(role=Role.IT_SUPPORT)


def owned_page(*, path: str, user: "User") -> OwnedPage:
    """Return whose the page at ``path`` is, with its title as ``user`` may know it."""
    page = page_at(path)
    if page is None:
        return OwnedPage(FALLBACK)
    for rule in owner_rules:
        if (found := rule.find(page, user)) is not None:
            return found if found.title else replace(found, title=_menu_label(page, user))
    return OwnedPage(FALLBACK, _menu_label(page, user))


def _menu_label(page: NotedPage, user: "User") -> str:
    for entry in (*menu, *footer_links):
        if entry.is_offered(user) and entry.url == page.path:
            return str(entry.label)
    return ""
