"""Orders tied by relations, however long the chain: read with one query, whatever its length."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection

from intranet.accounts.models import User
from intranet.orders.models import Order

# Both databases walk such a query breadth first and stop when enough rows are there, so the nearest come first.
_FAMILY = """
    WITH RECURSIVE family(id) AS (
        SELECT CAST(%s AS bigint)
        UNION
        SELECT CASE WHEN tie.source_id = family.id THEN tie.target_id ELSE tie.source_id END
        FROM family
        JOIN orders_orderrelation tie ON tie.source_id = family.id OR tie.target_id = family.id
        WHERE family.id IN ({readable})
    )
    SELECT id FROM family LIMIT %s
"""
_BELOW = """
    WITH RECURSIVE below(id) AS (
        SELECT id FROM orders_order WHERE id IN ({starts})
        UNION
        SELECT tie.target_id FROM below JOIN orders_orderrelation tie ON tie.source_id = below.id
    )
    SELECT tie.source_id, tie.target_id FROM below JOIN orders_orderrelation tie ON tie.source_id = below.id
"""


@dataclass(frozen=True)
class Family:
    """Ids of an order and of those tied to it, the nearest first; ``is_cut`` when there are more of them."""

    ids: list[int]
    is_cut: bool


def family_of(order: Order, *, user: User, most: int) -> Family:
    """Return the orders that relations tie to ``order`` in either direction, through any number of others.

    An order that ``user`` may not read is in the family of the ones it touches, but leads nowhere: what it does
    beyond them is not for the reader to know.
    """
    readable = Order.objects.visible_to(user).order_by().values("pk")
    try:
        readable_sql, readable_values = readable.query.sql_with_params()
    except EmptyResultSet:
        return Family([order.pk], is_cut=False)
    with connection.cursor() as cursor:
        cursor.execute(_FAMILY.format(readable=readable_sql), [order.pk, *readable_values, most + 1])
        ids = [row[0] for row in cursor.fetchall()]
    return Family(ids[:most], is_cut=len(ids) > most)


def way_down(starts: Collection[int], goal: int) -> list[int]:
    """Return the shortest chain of orders from one of ``starts`` to ``goal``, each acting on the next one.

    Empty when there is none.
    """
    if goal in starts:
        return [goal]
    acting_on: dict[int, list[int]] = {}
    for source, target in _ties_below(starts):
        acting_on.setdefault(source, []).append(target)
    came_from: dict[int, int | None] = dict.fromkeys(starts)
    waiting = list(starts)
    for at in waiting:
        if at == goal:
            return list(reversed(list(_back_from(goal, came_from))))
        for following in acting_on.get(at, []):
            if following not in came_from:
                came_from[following] = at
                waiting.append(following)
    return []


def _ties_below(starts: Collection[int]) -> list[tuple[int, int]]:
    """Return (source, target) of everything that ``starts`` and the orders below them act on."""
    if not starts:
        return []
    places = ", ".join(["%s"] * len(starts))
    with connection.cursor() as cursor:
        cursor.execute(_BELOW.format(starts=places), list(starts))
        return [(source, target) for source, target in cursor.fetchall()]


def _back_from(goal: int, came_from: dict[int, int | None]) -> Iterable[int]:
    at: int | None = goal
    while at is not None:
        yield at
        at = came_from[at]
