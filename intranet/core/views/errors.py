"""What a reader gets instead of the page: what happened, what to do now, whom to call."""

import re
import sys
from typing import Any
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from intranet.core.errors import ServiceUnavailable
from intranet.core.failure_page import failure_page, reference
from intranet.core.menu import menu

RETRY_SECONDS = 60
TOO_MANY_RETRY_SECONDS = 300
MOST_WORDS = 8
# Words of addresses that say nothing about what was looked for.
_TECHNICAL = frozenset(
    {"www", "http", "https", "index", "html", "htm", "php", "asp", "aspx", "pdf", "cms", "admin"}
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what could not be understood; the request itself is not to be trusted, so it is not asked again."""
    return failure_page(request, "400.html", status=400, again_url="")


def permission_denied(
    request: HttpRequest, exception: Exception | None = None, **context: Any
) -> HttpResponse:
    """Say that the page is for others."""
    return _page(request, "403.html", status=403, **context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form has expired and lead back to a fresh one."""
    return _page(
        request,
        "403_csrf.html",
        status=403,
        form_url=_page_of_form(request),
        cookie_missing=reason == REASON_NO_CSRF_COOKIE,
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page and offer to search for the words of its address."""
    return _page(request, "404.html", status=404, words=words_of_address(request.path_info))


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Ask for patience; allauth calls this by the name ``handler429``."""
    response = _page(request, "429.html", status=429)
    response["Retry-After"] = str(TOO_MANY_RETRY_SECONDS)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke on our side; when the database is out of reach, that the intranet is down.

    Django calls this while it handles the exception, and hands over no other trace of it.
    """
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return failure_page(request, "503.html", status=503, retry_after=RETRY_SECONDS)
    if isinstance(error, ServiceUnavailable):
        return service_unavailable(request, error)
    return failure_page(request, "500.html", status=500)


def service_unavailable(request: HttpRequest, error: ServiceUnavailable) -> HttpResponse:
    """Say which outside service does not answer, and what works all the same."""
    return failure_page(
        request,
        "core/service_unavailable.html",
        status=503,
        retry_after=RETRY_SECONDS,
        explanation=error.explanation,
    )


def words_of_address(path: str) -> str:
    """Return the words of an address as a question to the search: "/zarzadzenia/urlopy-2017/" gives "urlopy 2017".

    The name of a section of the menu is left out when anything follows it: few texts hold that word.
    """
    section = next((entry.url for entry in menu if entry.url != "/" and path.startswith(entry.url)), "/")
    rest = path.removeprefix(section) or path
    words = [word for word in re.findall(r"[^\W_]+", rest) if word.lower() not in _TECHNICAL]
    return " ".join(words[:MOST_WORDS])[:100]


def _page(request: HttpRequest, template: str, *, status: int, **context: Any) -> HttpResponse:
    """Render inside the shell, with its menu; without a session below it, on its own."""
    if not hasattr(request, "user"):
        return failure_page(request, template, status=status, **context)
    return render(request, template, {"reference": reference(), **context}, status=status)


def _page_of_form(request: HttpRequest) -> str:
    """Return the address of the page the form was sent from, or nothing if that was not a page of ours."""
    sent_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        sent_from, {request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    page = urlsplit(sent_from)
    return f"{page.path}?{page.query}" if page.query else page.path
