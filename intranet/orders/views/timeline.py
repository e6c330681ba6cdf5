from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.orders.as_on import asked_day
from intranet.orders.lifelines import draw_lifelines
from intranet.orders.models import Order
from intranet.orders.register import NOT_IN_LISTS
from intranet.orders.standing import standing_of
from intranet.orders.timeline import timeline_of


@require_safe
def order_timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what happened to an order and to the acts tied to it, and how things stood on a chosen day."""
    user, asked = signed_in_user(request), asked_day(request.GET)
    orders = Order.objects.visible_to(user).annotate_status(asked.on).defer(*NOT_IN_LISTS)
    order = get_object_or_404(orders, pk=pk)
    timeline = timeline_of(order, user=user, on=asked.on)
    context = {
        "order": order,
        "asked": asked,
        "standing": standing_of(order, user=user, on=asked.on),
        "timeline": timeline,
        "picture": draw_lifelines(timeline),
    }
    return render(request, "orders/order_timeline.html", context)
