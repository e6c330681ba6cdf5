"""What SQLite must be taught on each connection to treat Polish text as PostgreSQL does.

Its own LIKE, LOWER and UPPER change the case of ASCII letters only, so „ŻŁOBEK” would not find „Żłobek”.
"""

import re
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from intranet.core.audit_lock import is_unlocked
from intranet.core.collation import compare_polish
from intranet.core.seals import is_open


@lru_cache(maxsize=500)
def _like_pattern(pattern: str, escape: str | None) -> re.Pattern[str]:
    parts: list[str] = []
    chars = iter(pattern)
    for char in chars:
        if char == escape:
            parts.append(re.escape(next(chars, "")))
        elif char == "%":
            parts.append(".*")
        elif char == "_":
            parts.append(".")
        else:
            parts.append(re.escape(char))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def _like(pattern: object, value: object, escape: str | None = None) -> bool | None:
    if pattern is None or value is None:
        return None
    return _like_pattern(str(pattern), escape).fullmatch(str(value)) is not None


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def teach_polish(sender: type[BaseDatabaseWrapper], connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Register the ``polish`` collation, Polish case-insensitive look-ups, the audit lock and the seals."""
    if connection.vendor != "sqlite":
        return
    database = connection.connection
    database.create_collation("polish", compare_polish)
    database.create_function("like", 2, _like, deterministic=True)
    database.create_function("like", 3, _like, deterministic=True)
    database.create_function("lower", 1, _lower, deterministic=True)
    database.create_function("upper", 1, _upper, deterministic=True)
    database.create_function("audit_is_unlocked", 0, lambda: int(is_unlocked()))
    database.create_function("seal_is_open", 1, lambda name: int(is_open(name)))
