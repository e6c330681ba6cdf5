"""What every page's shell needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from intranet.core.menu import menu, shown_entries
from intranet.core.models import HelpContact


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the shell's variables; queries run only on the pages that use them."""
    return {
        "site_name": settings.SITE_NAME,
        "is_demo": settings.IS_DEMO,
        "menu_items": SimpleLazyObject(lambda: shown_entries(menu, request)),
        "help_contact": SimpleLazyObject(HelpContact.shown),
    }
