"""How much is unread: domains register counters, the header of every page shows them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from intranet.core.registry import Registry


@dataclass(frozen=True)
class UnreadCounter:
    """A counter in the header: ``count`` runs on every page, so it may cost one cheap query at most."""

    key: str
    label: str | Promise
    url_name: str
    icon: str
    count: Callable[[AbstractBaseUser | AnonymousUser], int]
    order: int = 100


@dataclass(frozen=True)
class ShownCounter:
    """A counter as the header shows it, in words of its language."""

    label: str
    url: str
    icon: str
    count: int


unread_counters: Registry[UnreadCounter] = Registry(
    key=lambda counter: counter.key, order=lambda counter: (counter.order, counter.key)
)


def shown_counters(request: HttpRequest) -> list[ShownCounter]:
    """Return the counters of whoever is signed in."""
    return [
        ShownCounter(str(counter.label), reverse(counter.url_name), counter.icon, counter.count(request.user))
        for counter in unread_counters
    ]
