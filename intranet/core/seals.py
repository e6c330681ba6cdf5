"""Seals on tables: rows that triggers keep as they are unless the one piece of code with the key is at work.

A trigger asks ``seal_is_open('name')`` on SQLite, a function of the connection, and the setting
``intranet.seal_name`` of the transaction on PostgreSQL. It is a guard against mistakes and against code that forgot
the rule; whoever may set the setting by hand in PostgreSQL can pass it, so the application's role should not be lent
to people.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_open: ContextVar[frozenset[str]] = ContextVar("open_seals", default=frozenset())


class Seal:
    """The key to the rows that the triggers made by `seal_statements` keep under ``name``."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def is_open(self) -> bool:
        """Tell whether this thread of work holds the key."""
        return is_open(self.name)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Let the enclosed transaction write what the seal keeps, and shut it again."""
        if self.is_open:
            yield
            return
        token = _open.set(_open.get() | {self.name})
        try:
            with transaction.atomic():
                self._tell_database("on")
                yield
                # The transaction around this one goes on without the key.
                self._tell_database("off")
        finally:
            _open.reset(token)

    def _tell_database(self, value: str) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config(%s, %s, true)", [f"intranet.seal_{self.name}", value])


def is_open(name: str) -> bool:
    """Tell whether the key of the seal ``name`` is held; SQLite's triggers ask."""
    return name in _open.get()


def seal(
    schema_editor: BaseDatabaseSchemaEditor, *, table: str, name: str, operations: Sequence[str], message: str
) -> None:
    """Make the triggers that refuse ``operations`` (UPDATE, DELETE, INSERT) on ``table`` without the key."""
    for operation in operations:
        trigger = f"{table}_{operation.lower()}_sealed"
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {trigger} BEFORE {operation} ON {table} WHEN NOT seal_is_open('{name}') "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            continue
        schema_editor.execute(
            f"""
            CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF current_setting('intranet.seal_{name}', true) = 'on' THEN
                    RETURN {"OLD" if operation == "DELETE" else "NEW"};
                END IF;
                RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
            END $$
            """
        )
        schema_editor.execute(
            f"CREATE TRIGGER {trigger} BEFORE {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()"
        )


def unseal(schema_editor: BaseDatabaseSchemaEditor, *, table: str, operations: Sequence[str]) -> None:
    """Take away the triggers that `seal` made."""
    for operation in operations:
        trigger = f"{table}_{operation.lower()}_sealed"
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {trigger}()")
