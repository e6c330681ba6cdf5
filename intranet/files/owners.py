"""Where a file belongs: domains say which page to go back to, and what became of a file that was withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intranet.accounts.models import User
from intranet.core.registry import Registry
from intranet.files.models import StoredFile


@dataclass(frozen=True)
class OwnerPage:
    """A page that carries a file: its name, address, and what the file is called there."""

    title: str
    url: str
    file_title: str = ""


@dataclass(frozen=True)
class OwnerRule:
    """``page_of`` names the page of a file that its domain attached, None for all other files.

    The person may read the file; whether they may open the page is for the rule to know.
    """

    key: str
    page_of: Callable[[User, StoredFile], OwnerPage | None]


@dataclass(frozen=True)
class Withdrawn:
    """What readers are told about a file that is no longer there: never the file's content or its bytes."""

    title: str
    reason: str
    withdrawn_at: datetime
    owner: OwnerPage | None = None


@dataclass(frozen=True)
class WithdrawnRule:
    """``withdrawn`` tells what became of the file with this identifier, to a person who may know; else None.

    It is asked before the file is looked for, so it can hide a file that is still kept.
    """

    key: str
    withdrawn: Callable[[User, UUID], Withdrawn | None]


owner_rules: Registry[OwnerRule] = Registry(key=lambda rule: rule.key, order=lambda rule: (0, rule.key))
withdrawn_rules: Registry[WithdrawnRule] = Registry(
    key=lambda rule: rule.key, order=lambda rule: (0, rule.key)
)


def owner_page(user: User, file: StoredFile) -> OwnerPage | None:
    """Return the page that carries ``file``, or None when no domain names one."""
    return next((page for rule in owner_rules if (page := rule.page_of(user, file))), None)


def withdrawal(user: User, file_id: UUID) -> Withdrawn | None:
    """Return what ``user`` may know about the withdrawal of a file, or None when none is known."""
    return next((told for rule in withdrawn_rules if (told := rule.withdrawn(user, file_id))), None)
