"""Where the two databases differ: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

The indexes and what keeps them up to date are in migration 0001; see docs/adr/0008-search-index.md.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q
from django.db.models.sql.compiler import SQLCompiler

Groups = Collection[frozenset[str]]

# SQLite's indexes: a table per column. Their rowid is the day and the entry's id in one number, so that
# reading them backwards gives the newest first.
FTS_TABLES = {"title_keys": "search_title_fts", "keys": "search_keys_fts"}
ID_BITS = 32
ID_MASK = (1 << ID_BITS) - 1
LAST_DAY = 9999_12_31


@dataclass(frozen=True)
class Span:
    """Days (yyyymmdd, inclusive) to look at, and optionally the entry after which to go on."""

    first_day: int = 0
    last_day: int = LAST_DAY
    after: tuple[int, int] | None = None  # day and id of the last entry seen

    def condition(self) -> Q:
        """Return the span as a condition on entries."""
        within = Q()
        if self.first_day > 0:
            within &= Q(day__gte=self.first_day)
        if self.last_day < LAST_DAY:
            within &= Q(day__lte=self.last_day)
        if self.after is not None:
            day, entry_id = self.after
            within &= Q(day__lt=day) | Q(day=day, pk__lt=entry_id)
        return within

    def rowids(self) -> tuple[int, int]:
        """Return the first rowid of the span and the first one beyond it."""
        beyond = (self.last_day + 1) << ID_BITS
        if self.after is not None:
            day, entry_id = self.after
            beyond = min(beyond, day << ID_BITS | entry_id)
        return self.first_day << ID_BITS, beyond


class HasKeys(Func):
    """True for entries whose ``column`` holds at least one key of every group.

    With ``limit`` SQLite looks only for the newest that many within ``span``; PostgreSQL takes both from the
    query around it.
    """

    output_field = BooleanField()

    def __init__(
        self, column: str, groups: Groups, *, span: Span | None = None, limit: int | None = None
    ) -> None:
        super().__init__(F("pk"), F(column))
        self.column = column
        self.groups = groups
        self.span = span or Span()
        self.limit = limit

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        entry_id, params = compiler.compile(self.source_expressions[0])
        table = FTS_TABLES[self.column]
        found = f"SELECT rowid & {ID_MASK} FROM {table} WHERE {table} MATCH %s"  # noqa: S608  (our own names)
        params = (*params, fts5_query(self.groups))
        if self.limit is not None:
            found += " AND rowid >= %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
            params = (*params, *self.span.rowids(), self.limit)
        return f"{entry_id} IN ({found})", params

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        keys, params = compiler.compile(self.source_expressions[1])
        return f"search_keys_vector({keys}) @@ %s::tsquery", (*params, tsquery(self.groups))


# Keys hold no quotes, backslashes or asterisks (see `keys`): to quote them is all that either language needs.


def fts5_query(groups: Groups) -> str:
    """Return the question in the language of FTS5."""
    return _query(groups, " AND ", " OR ", '"{}"', '"{}"*')


def tsquery(groups: Groups) -> str:
    """Return the question as a literal of PostgreSQL's tsquery."""
    return _query(groups, " & ", " | ", "'{}'", "'{}':*")


def _query(groups: Groups, and_: str, or_: str, whole: str, beginning: str) -> str:
    def written(key: str) -> str:
        return beginning.format(key[:-1]) if key.endswith("*") else whole.format(key)

    return and_.join("(" + or_.join(written(key) for key in sorted(group)) + ")" for group in groups)
