"""Panels of the first page of the page editor."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from intranet.core.dates import today
from intranet.news.models import NewsIndexPage, NewsItem

SOON = timedelta(days=7)
MOST_EXPIRING = 10


class StartPanel(Component):
    """The three things editors come for."""

    name = "start"
    template_name = "news/admin/start_panel.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Give the addresses; without the page that holds news there is nothing to add under."""
        index = NewsIndexPage.objects.first()
        root = Page.objects.filter(depth=2).order_by("path").first()
        add = "wagtailadmin_pages:add"
        return {
            "add_news": reverse(add, args=["news", "newspage", index.pk]) if index else "",
            "add_event": reverse(add, args=["news", "eventpage", index.pk]) if index else "",
            "all_news": reverse("wagtailadmin_explore", args=[index.pk]) if index else "",
            "pages": reverse("wagtailadmin_explore", args=[root.pk]) if root else "",
        }


class ExpiringPanel(Component):
    """What leaves the list in the coming days: it can be prolonged, or a sequel written."""

    name = "expiring"
    template_name = "news/admin/expiring_panel.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Give the published items whose last day comes within a week; editors see those of every audience."""
        day = today()
        expiring = (
            NewsItem.objects.live().filter(expires_on__range=(day, day + SOON)).order_by("expires_on", "pk")
        )
        return {"items": list(expiring[:MOST_EXPIRING])}
