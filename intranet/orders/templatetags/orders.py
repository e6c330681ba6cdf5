"""What the order templates compute: the words of a status and the shape of a legal text."""

from django import template

from intranet.core.legal_text import parse_blocks
from intranet.orders.models import OrderStatus

register = template.Library()


@register.filter
def status_label(status: str) -> str:
    """Return the words of an OrderStatus value."""
    return str(OrderStatus(status).label)


@register.filter
def status_variant(status: str) -> str:
    """Return the pill's variant of an OrderStatus value."""
    return str(status).lower()


@register.filter
def blocks(text: str) -> list[object]:
    """Read a legal text into headings, paragraphs, points and tables (see `intranet.core.legal_text`)."""
    return list(parse_blocks(text))
