"""What the order templates compute: the words of a status and the shape of a legal text."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

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


@register.simple_tag
def status_pill(status: str) -> SafeString:
    """Draw the pill of an OrderStatus value; a list draws the same four over and over."""
    return _drawn_pill(status, get_language())


@lru_cache(maxsize=16)
def _drawn_pill(status: str, language: str | None) -> SafeString:
    label, variant = status_label(status), status_variant(status)
    return render_to_string("components/pill.html", {"label": label, "variant": variant})


@register.simple_tag
def legal_text(text: str) -> SafeString:
    """Draw a legal text as headings, paragraphs, points and tables; empty for no text.

    The drawing depends on the text alone, so a process keeps the ones it drew last.
    """
    return _drawn_text(text)


@lru_cache(maxsize=200)
def _drawn_text(text: str) -> SafeString:
    drawn = render_to_string("orders/_legal_text.html", {"blocks": parse_blocks(text)})
    return mark_safe(drawn.strip())  # noqa: S308  (the template has escaped it; only spaces are taken away)
