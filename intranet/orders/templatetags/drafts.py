"""Links to drafts on the pages of the register."""

from typing import Any

from django import template
from django.utils.text import capfirst

from intranet.orders.models import Order, OrderDraft
from intranet.orders.permissions import keeps_register
from intranet.orders.wording import in_the_matter_of

register = template.Library()


@register.filter
def draft_title(draft: OrderDraft) -> str:
    """Return what the draft is about as its heading will say: „W sprawie zasad zastępstw”."""
    return capfirst(in_the_matter_of(draft.subject)) if draft.subject else str(draft)


@register.inclusion_tag("orders/_draft_links.html", takes_context=True)
def draft_links(context: template.Context, order: Order) -> dict[str, Any]:
    """Offer the chancellery a draft that amends, repeals or copies ``order``."""
    return {"order": order, "may_write": keeps_register(context["request"].user)}
