"""Dates as Polish offices write them, whatever language the reader has chosen."""

from datetime import date

from django.utils import timezone

from intranet.core.text import NBSP

MONTHS_IN_GENITIVE = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
)


def long_date(day: date) -> str:
    """Return „14 grudnia 2016 r.” with spaces that do not break."""
    return NBSP.join([str(day.day), MONTHS_IN_GENITIVE[day.month - 1], str(day.year), "r."])


def short_date(day: date) -> str:
    """Return 14.12.2016."""
    return f"{day:%d.%m.%Y}"


def today() -> date:
    """Return the current day in the office's time zone."""
    return timezone.localdate()
