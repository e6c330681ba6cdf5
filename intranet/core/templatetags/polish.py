"""Filters for dates and text as Polish offices write them."""

from datetime import date

from django import template
from django.utils import translation
from django.utils.formats import date_format

from intranet.core import dates, text

register = template.Library()


@register.filter(is_safe=True)
def nbsp(value: object) -> str:
    """Bind one-letter words, §, art., nr and „r.” to their neighbours."""
    return text.bind_short_words(str(value))


@register.filter
def long_date(value: date | None) -> str:
    """Return „14 grudnia 2016 r.”, for an English reader "14 December 2016", or nothing for no date."""
    if not value:
        return ""
    if translation.get_language() == "pl":
        return dates.long_date(value)
    return date_format(value, "j F Y").replace(" ", text.NBSP)


@register.filter
def short_date(value: date | None) -> str:
    """Return 14.12.2016, or nothing for no date."""
    return dates.short_date(value) if value else ""
