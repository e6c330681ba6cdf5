from intranet.core.views.errors import (
    bad_request,
    csrf_failure,
    page_not_found,
    permission_denied,
    server_error,
    too_many_requests,
)
from intranet.core.views.pages import cms_gate, component_catalogue, favicon, healthz, media, readyz

__all__ = [
    "bad_request",
    "cms_gate",
    "component_catalogue",
    "csrf_failure",
    "favicon",
    "healthz",
    "media",
    "page_not_found",
    "permission_denied",
    "readyz",
    "server_error",
    "too_many_requests",
]
