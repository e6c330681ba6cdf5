"""The main menu, quick links and links of the footer: domains register entries, pages show them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
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
        return reverse(self.url_name, args=self.url_args)


@dataclass(frozen=True)
class ShownEntry:
    """A menu entry as the page shows it."""

    label: str | Promise
    url: str
    icon: str
    is_active: bool
    description: str | Promise = ""


def _entry_registry() -> Registry[MenuEntry]:
    return Registry(key=lambda entry: entry.key, order=lambda entry: (entry.order, entry.key))


menu: Registry[MenuEntry] = _entry_registry()
quick_links: Registry[MenuEntry] = _entry_registry()
# In the foot of every page, sign-in included: strangers too must reach the accessibility statement.
footer_links: Registry[MenuEntry] = _entry_registry()


def shown_entries(registry: Registry[MenuEntry], request: HttpRequest) -> list[ShownEntry]:
    """Return the entries offered to the person, the one holding the current page marked active."""
    shown = []
    for entry in registry:
        if entry.is_offered(request.user):
            url = entry.url
            is_active = request.path == url if url == "/" else request.path.startswith(url)
            shown.append(ShownEntry(entry.label, url, entry.icon, is_active, entry.description))
    return shown
