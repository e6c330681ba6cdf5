"""Who may read a file: domains that attach files register a rule, one „yes” is enough."""

from collections.abc import Callable
from dataclasses import dataclass

from intranet.accounts.models import User
from intranet.core.registry import Registry
from intranet.files.models import StoredFile


@dataclass(frozen=True)
class ReaderRule:
    """``may_read`` answers for the files its domain attached, with one query, and False for all others."""

    key: str
    may_read: Callable[[User, StoredFile], bool]


reader_rules: Registry[ReaderRule] = Registry(key=lambda rule: rule.key, order=lambda rule: (0, rule.key))


def may_read(user: User, file: StoredFile) -> bool:
    """Tell whether some domain lets ``user`` read ``file``; a file attached nowhere is for nobody."""
    return any(rule.may_read(user, file) for rule in reader_rules)
