from typing import TYPE_CHECKING

from django.utils.text import capfirst

from intranet.accounts.models import Role
from intranet.orders.models import Order
from intranet.page_notes.addresses import NotedPage
from intranet.page_notes.owners import OwnedPage, Owner, OwnerRule, owner_rules

if TYPE_CHECKING:
    from intranet.accounts.models import User

# Elsewhere in the register ``pk`` is of an import, a number or a class.
PAGES_OF_AN_ORDER = frozenset({"detail", "timeline", "correct", "ask_withdrawal"})
CHANCELLERY = Owner(role=Role.CHANCELLERY)


def find_order_page(page: NotedPage, user: "User") -> OwnedPage | None:
    """Give the chancellery the register and its orders, named only to those who may read them."""
    if page.match.app_name != "orders":
        return None
    order = None
    if page.match.url_name in PAGES_OF_AN_ORDER:
        order = Order.objects.visible_to(user).filter(pk=page.match.kwargs["pk"]).first()
    return OwnedPage(CHANCELLERY, capfirst(str(order)) if order else "")


owner_rules.register(OwnerRule("orders", find_order_page))
