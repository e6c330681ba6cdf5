"""The main menu, quick links and links of the footer: domains register entries, pages show them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise

from intranet.core.registry import Registry


def everybody(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Show the entry to each signed-in person."""
    return True


@dataclass(frozen=True)
class MenuEntry:
    """One place in the product: where it leads, its icon (heroicons name) and who is offered it."""

    key: str
    label: str | Promise
    url_name: str
    icon: str
    order: int
    description: str | Promise = ""
    url_args: tuple[str, ...] = ()
    is_offered: Callable[[AbstractBaseUser | AnonymousUser], bool] = everybody

    @property
    def url(self) -> str:
        return _address(self.url_name, self.url_args, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=256)
def _address(url_name: str, url_args: tuple[str, ...], urlconf: str | None, prefix: str) -> str:
    return reverse(url_name, args=url_args)


@dataclass(frozen=True)
class ShownEntry:
    """A menu entry as the page shows it, in words of its language: plain values, so that it may be remembered.

    ``current`` is its aria-current: "page" on the page itself, "true" on one below it, or nothing.
    """

    label: str
    url: str
    icon: str
    current: str = ""
    description: str = ""


def _entry_registry() -> Registry[MenuEntry]:
    return Registry(key=lambda entry: entry.key, order=lambda entry: (entry.order, entry.key))


menu: Registry[MenuEntry] = _entry_registry()
quick_links: Registry[MenuEntry] = _entry_registry()
# In the foot of every page, sign-in included: strangers too must reach the accessibility statement.
footer_links: Registry[MenuEntry] = _entry_registry()


def shown_entries(registry: Registry[MenuEntry], request: HttpRequest) -> tuple[ShownEntry, ...]:
    """Return the entries offered to the person, the one holding the current page marked."""
    return tuple(
        ShownEntry(
            str(entry.label), entry.url, entry.icon, _current(entry.url, request.path), str(entry.description)
        )
        for entry in registry
        if entry.is_offered(request.user)
    )


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
