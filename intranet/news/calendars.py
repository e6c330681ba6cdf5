"""An event as a calendar file (RFC 5545) that Outlook and phones take."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vText

from intranet.news.models import EventPage

PRODUCT = "-//Intranet//Wydarzenia//PL"
FURTHEST = timedelta(days=366)


def calendar_of(event: EventPage, *, address: str) -> bytes:
    """Return ``event`` as a calendar of one entry; ``address`` is where its page is read.

    The identifier is the page's own for good, so a second download replaces the first one in the calendar.
    """
    entry = Event()
    entry.add("uid", f"{event.translation_key}")
    # The moment the published words were last changed: calendars keep the later of two (RFC 5545, 3.8.7.2).
    changed_at = event.last_published_at or event.first_published_at or timezone.now()
    entry.add("dtstamp", changed_at)
    entry.add("last-modified", changed_at)
    entry.add("dtstart", timezone.localtime(event.starts_at))
    entry.add("dtend", timezone.localtime(event.ends_at))
    entry.add("summary", vText(event.title))
    if place := event.place or event.online_link:
        entry.add("location", place)
    entry.add("description", "\n".join(line for line in (event.lead, event.online_link, address) if line))
    entry.add("url", address)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add_component(entry)
    calendar.add_missing_timezones(
        first_date=event.starts_at.date() - FURTHEST, last_date=event.ends_at.date() + FURTHEST
    )
    return bytes(calendar.to_ical())
