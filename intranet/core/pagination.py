"""Pages of long lists, whose end nobody reads and whose exact length costs a scan."""

from functools import cached_property
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST_COUNTED = 1000


class CappedPaginator(Paginator[Any]):
    """Counts exactly up to a thousand; past that ``is_capped`` tells that there are more, and filters narrow."""

    @cached_property
    def _found(self) -> int:
        rows = cast(QuerySet[Any], self.object_list)
        return rows.order_by()[: MOST_COUNTED + 1].count()

    @property
    def count(self) -> int:
        return min(self._found, MOST_COUNTED)

    @property
    def is_capped(self) -> bool:
        return self._found > MOST_COUNTED
