from typing import Any

from django.http import HttpRequest

from intranet.accounts.current import signed_in_user
from intranet.core.boxes import Box, boxes
from intranet.core.dates import today
from intranet.orders.models import Order

NEWEST_SHOWN = 6


def newest_orders(request: HttpRequest) -> dict[str, Any]:
    """Give the newest orders that the person may read, whatever their status, each with its status."""
    orders = Order.objects.visible_to(signed_in_user(request)).annotate_status(today()).newest_first()
    return {"orders": orders[:NEWEST_SHOWN]}


boxes.register(Box("orders.newest", "orders/_newest_box.html", order=20, context=newest_orders))
