"""Planned and unplanned outages, said in words instead of a bare error."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from intranet.core import maintenance
from intranet.core.errors import ServiceUnavailable
from intranet.core.failure_page import failure_page
from intranet.core.last_contact import last_contact
from intranet.core.views.errors import service_unavailable

logger = logging.getLogger(__name__)

# Probes go on: taken out of the balancer, the server could not show the page that follows.
PROBES = frozenset({"/healthz", "/readyz"})


class MaintenanceMiddleware:
    """Answer every request with the page about works while the switch of ``core.maintenance`` is on.

    Stands before the session: nothing below may be asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        works = maintenance.current()
        if works is None or request.path_info in PROBES:
            return self.get_response(request)
        return failure_page(
            request,
            "core/maintenance.html",
            status=503,
            retry_after=works.retry_after,
            works=works,
            help_contact=works.contact or last_contact(),
            reference=None,
        )


class OutageMiddleware:
    """Answer for a view that needed an outside service which does not answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ServiceUnavailable):
            return None
        logger.error("%s: %s: %s", request.path, type(exception).__name__, exception)
        return service_unavailable(request, exception)
