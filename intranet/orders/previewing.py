"""A draft as the order it will become."""

from intranet.core.dates import today
from intranet.orders.models import Order, OrderDraft
from intranet.orders.services.approving import Signing, order_of

# What only the signed paper will say.
UNKNOWN = "…"


def as_order(draft: OrderDraft) -> Order:
    """Return the order that ``draft`` becomes, unsaved; its number is „…/2026” until it is given."""
    day = draft.signed_on or today()
    order = order_of(draft, Signing(number=None, signed_on=day, published_on=today()))
    if not draft.external_number:
        number = f"{draft.scheduled_number}{draft.scheduled_suffix}" if draft.scheduled_number else UNKNOWN
        order.written_number = f"{number}/{day.year}"
    order.audience = draft.audience
    return order
