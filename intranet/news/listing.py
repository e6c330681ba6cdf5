"""Short lists of news that several pages show."""

from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.news.models import EventPage, NewsItem

MOST_URGENT = 3
MOST_UPCOMING = 5
NEWEST_SHOWN = 4
MOST_PINNED = 3


def urgent_notices(user: User) -> list[NewsItem]:
    """Return the urgent notices that ``user`` must not miss today, the newest first."""
    return list(NewsItem.objects.visible_to(user).urgent().current(today()).newest_first()[:MOST_URGENT])


def upcoming_events(user: User) -> list[EventPage]:
    """Return the next events that ``user`` may see, those going on included."""
    visible = NewsItem.objects.visible_to(user).current(today())
    events = EventPage.objects.filter(pk__in=visible.values("pk"))
    return list(events.order_by("starts_at", "pk")[:MOST_UPCOMING])


def newest_with_pinned(user: User) -> list[NewsItem]:
    """Return the pinned items and after them the newest others, those of the urgent band left out."""
    items = NewsItem.objects.visible_to(user).current(today()).filter(is_urgent=False).for_rows()
    pinned = list(items.filter(is_pinned=True).newest_first()[:MOST_PINNED])
    return [*pinned, *items.filter(is_pinned=False).newest_first()[:NEWEST_SHOWN]]
