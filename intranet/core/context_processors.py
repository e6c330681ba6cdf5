"""What every page's shell needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from intranet.core.menu import footer_links, menu, shown_entries
from intranet.core.models import HelpContact
from intranet.core.unread import shown_counters


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the shell's variables; queries run only on the pages that use them."""
    return {
        "site_name": settings.SITE_NAME,
        "is_demo": settings.IS_DEMO,
        "menu_items": SimpleLazyObject(lambda: shown_entries(menu, request)),
        "footer_links": SimpleLazyObject(lambda: shown_entries(footer_links, request)),
        "unread": SimpleLazyObject(lambda: shown_counters(request)),
        "help_contact": SimpleLazyObject(HelpContact.shown),
    }
