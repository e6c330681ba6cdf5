"""The places of the register and who is offered which: one row of links on each of its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intranet.orders import permissions

if TYPE_CHECKING:
    from intranet.accounts.models import User


def _everybody(user: "User") -> bool:
    return True


@dataclass(frozen=True)
class Section:
    """A place of the register under its key; ``url_name`` is its first page."""

    key: str
    label: str | Promise
    url_name: str
    is_offered: Callable[["User"], bool] = _everybody


SECTIONS = (
    Section("list", _("Register"), "orders:list"),
    Section("table", _("Table"), "orders:table"),
    Section("statistics", _("In numbers"), "orders:statistics"),
    Section("acts", _("Legal acts"), "legal:list"),
    Section("feed", _("Feed"), "orders:feed_address"),
    Section("drafts", _("Drafts"), "orders:drafts", permissions.sees_drafts),
    Section("numbers", _("Numbers"), "orders:numbers", permissions.sees_numbers),
    Section("withdrawals", _("Withdrawn files"), "orders:withdrawals", permissions.sees_withdrawals),
    Section("import", _("Import"), "orders:imports", permissions.imports_register),
    Section("settings", _("Settings"), "orders:settings", permissions.settles_register),
)


@dataclass(frozen=True)
class ShownSection:
    """A link of the row, plain values."""

    label: str
    url: str
    is_current: bool


def sections_for(user: "User", current: str) -> list[ShownSection]:
    """Return the sections offered to ``user``, the ``current`` one marked."""
    return [
        ShownSection(str(section.label), reverse(section.url_name), section.key == current)
        for section in SECTIONS
        if section.is_offered(user)
    ]
