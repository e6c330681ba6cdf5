"""The lock that keeps the audit append-only in the database, and the one key to it.

Triggers refuse UPDATE always and DELETE unless the connection says it is unlocked: on PostgreSQL by a setting
of the transaction, on SQLite by a function of the connection. It is a guard against mistakes and against code
that forgot the rule; whoever may set the setting by hand in PostgreSQL can pass it, so the application's role
should not be lent to people.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

_unlocked: ContextVar[bool] = ContextVar("audit_unlocked", default=False)


def is_unlocked() -> bool:
    """Tell whether this thread of work may delete audit entries."""
    return _unlocked.get()


@contextmanager
def unlocked_for_retention() -> Iterator[None]:
    """Let the enclosed transaction delete entries past their retention; nothing lets it change them."""
    token = _unlocked.set(True)
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT set_config('intranet.audit_unlocked', 'on', true)")
            yield
    finally:
        _unlocked.reset(token)
