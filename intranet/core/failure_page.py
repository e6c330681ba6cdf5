"""Pages that must come out whatever has failed: no session, no database, no cache is asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation

from intranet.core import request_id
from intranet.core.language import chosen_language
from intranet.core.last_contact import last_contact


@dataclass(frozen=True)
class Reference:
    """What the reader tells the help desk, so that the log line is found."""

    number: str
    at: datetime


def reference() -> Reference:
    """Return the reference of the request being answered."""
    return Reference(request_id.current(), timezone.now())


def failure_page(
    request: HttpRequest, template: str, *, status: int, retry_after: int | None = None, **context: Any
) -> HttpResponse:
    """Render ``template`` without a request; ``context`` adds to, or replaces, what every such page gets.

    ``retry_after`` are seconds.
    """
    with translation.override(chosen_language(request)):
        page = render_to_string(
            template,
            {
                "site_name": settings.SITE_NAME,
                "is_demo": settings.IS_DEMO,
                "help_contact": last_contact(),
                "reference": reference(),
                # A form is not sent again by a link.
                "again_url": request.get_full_path() if request.method == "GET" else "",
                **context,
            },
        )
    response = HttpResponse(page, status=status)
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response
