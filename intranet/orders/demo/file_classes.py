"""The file plan of the sample centre: the table of the attachment by which order 13/2017 brings it in."""

from collections.abc import Iterable

from intranet.core.legal_text import Table, parse_blocks
from intranet.orders.demo.content import DemoOrder
from intranet.orders.demo.table import DemoContentError

PLAN_ORDER = "ORDER 13/2017"


def file_classes(orders: Iterable[DemoOrder]) -> list[tuple[str, str, str]]:
    """Return each class as (symbol, title, archival category). Raises DemoContentError when there is no table."""
    plan = next((order for order in orders if order.key == PLAN_ORDER), None)
    tables = (
        [block for block in parse_blocks(plan.attachments[0].body) if isinstance(block, Table)]
        if plan
        else []
    )
    if not tables:
        raise DemoContentError(f"{PLAN_ORDER} holds no table of classes")
    return [(symbol, title, category) for symbol, title, category, _remarks in tables[0].rows]
