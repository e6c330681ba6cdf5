from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from intranet.search.fulltext import Groups, HasKeys, Span


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def of_source(self, key: str) -> "SearchEntryQuerySet":
        """Entries of one registered source."""
        return self.filter(source=key)

    def having(self, groups: Groups, *, column: str = "keys") -> "SearchEntryQuerySet":
        """Entries with at least one key of every group."""
        return self.filter(HasKeys(column, groups))

    def newest(self, groups: Groups, *, column: str, span: Span, limit: int) -> "SearchEntryQuerySet":
        """Return at most ``limit`` entries `having` the groups within ``span``, newest first.

        As fast for a word of every document as for a rare one: SQLite reads its index from the newest end,
        PostgreSQL sorts only the narrow rows.
        """
        found = self.filter(HasKeys(column, groups, span=span, limit=limit), span.condition())
        return found.order_by("-day", "-pk")[:limit]


class SearchEntry(models.Model):
    """The keys of one object. The full-text indexes over it are made by the migration, per database.

    ``day`` is yyyymmdd, 0 for objects without a date. Both columns of keys begin with the mark of the source.
    """

    source = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    day = models.PositiveIntegerField(default=0)
    title_keys = models.TextField()
    keys = models.TextField()
    keys_version = models.PositiveSmallIntegerField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["source", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}"


def source_mark(key: str) -> str:
    """Return the key that every entry of a source has; no word of a text can look like it."""
    return f"@{key}"


def source_group(keys: Iterable[str]) -> frozenset[str]:
    """Return the group that narrows a question to the sources with these keys."""
    return frozenset(map(source_mark, keys))
