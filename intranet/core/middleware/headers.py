"""Headers of every answer: its number, who may keep it, who may show it in a frame, what it may run."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

from intranet.core import request_id

SELF, UNSAFE_INLINE = "'self'", "'unsafe-inline'"
WAGTAIL_ADMIN = "/cms/"

Answer = Callable[[HttpRequest], HttpResponseBase]


class RequestIdMiddleware:
    """Number each request, for the log lines, the error page and the header ``X-Request-ID``.

    A number that came with the request is not taken over: anybody may write one.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        around = request_id.current()
        number = request_id.begin()
        response = self.get_response(request)
        response["X-Request-ID"] = number
        if around != request_id.NO_REQUEST:
            # Wagtail asks for the preview of a page by a request within its own.
            request_id.resume(around)
        return response


class AnswerHeadersMiddleware:
    """Keep answers out of caches and of other sites' pages, wherever below they were made.

    An answer that says itself how long it may be kept (static files, pictures) is left alone.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # So that „back” after signing out on a shared computer shows nothing.
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class SectionCSPMiddleware(CSPMiddleware):
    """Strict policy everywhere but in Wagtail's admin, which runs inline scripts and frames its previews."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if _is_wagtail_admin(request):
            parts.replace = {
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
                "frame-src": [SELF],
                "frame-ancestors": [SELF],
            }
        elif _is_preview(request):
            parts.replace = {"frame-ancestors": [SELF]}
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say the same about frames to browsers that do not read the policy."""
        if _is_wagtail_admin(request) or _is_preview(request):
            response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        return super().process_response(request, response)


def _is_wagtail_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(WAGTAIL_ADMIN)


def _is_preview(request: HttpRequest) -> bool:
    """Tell whether Wagtail itself asks for the page, at the page's own address, to show it in a frame."""
    return getattr(request, "is_dummy", False)
