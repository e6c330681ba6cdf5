"""Columns that domains above add to the register, such as the day of the next review; none, and they do not show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from intranet.core.exports import ColumnKind, Value
from intranet.core.registry import Registry


@dataclass(frozen=True)
class ExtraColumn:
    """A column of the register before its attachments.

    ``values`` gets keys of orders and returns what stands in the column for those that have it, with one query.
    """

    key: str
    label: str | Promise
    order: int
    values: Callable[[Sequence[int]], Mapping[int, Value]]
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 12


extra_columns: Registry[ExtraColumn] = Registry(
    key=lambda column: column.key, order=lambda column: (column.order, column.key)
)
