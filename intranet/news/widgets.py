from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from intranet.accounts.current import signed_in_user
from intranet.core.boxes import Box, boxes
from intranet.core.unread import UnreadCounter, unread_counters
from intranet.news.listing import newest_with_pinned, urgent_notices
from intranet.news.unread import count_unread


def newest_news(request: HttpRequest) -> dict[str, Any] | None:
    """Give the pinned and the newest items for the person; no box when there are none."""
    items = newest_with_pinned(signed_in_user(request))
    return {"items": items} if items else None


def urgent_news(request: HttpRequest) -> dict[str, Any] | None:
    """Give the urgent notices in force."""
    urgent = urgent_notices(signed_in_user(request))
    return {"urgent": urgent} if urgent else None


boxes.register(Box("news.urgent", "news/_urgent_band.html", order=1, context=urgent_news))
boxes.register(Box("news.newest", "news/_newest_box.html", order=15, context=newest_news))
unread_counters.register(
    UnreadCounter(key="news", label=_("News"), url_name="news:list", icon="bell", count=count_unread)
)
