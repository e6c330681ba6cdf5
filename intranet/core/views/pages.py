import errno
import posixpath

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from intranet.core.component_samples import catalogue_context
from intranet.core.readiness import is_met, needs
from intranet.core.views.errors import permission_denied

# Wagtail's folders of pictures. Its documents lie beside them under /media/, but only its own view, which
# asks for the permission of their collection, may hand them out.
PICTURE_FOLDERS = frozenset({"images", "original_images"})


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process is alive, asking nothing else."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Tell each outside need apart; 503 only when a vital one is missing, open sessions outlive the others."""
    met = {need.key: is_met(need) for need in needs}
    vital_missing = any(not met[need.key] for need in needs if need.is_vital)
    body = {key: "ok" if answer else "unavailable" for key, answer in met.items()}
    return JsonResponse(body, status=503 if vital_missing else 200)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer browsers that ask for the icon of a file opened on its own."""
    return redirect(static("core/img/mark.svg"), permanent=True)


@require_safe
def media(request: HttpRequest, path: str) -> FileResponse | HttpResponse:
    """Serve pictures of pages to signed-in staff, and nothing else that lies in the same folder.

    The web server must never alias this address.
    """
    # As `serve` reads the path: "images/../documents/x" is a document.
    path = posixpath.normpath(path).lstrip("/")
    if path.partition("/")[0] not in PICTURE_FOLDERS:
        raise Http404
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise Http404 from error
        raise
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def cms_gate(request: HttpRequest) -> HttpResponse:
    """Stand in for Wagtail's own sign-in: strangers have been sent to ours, others need the permission."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        # Wagtail has left its own words about the refusal; the page that follows says it better.
        list(messages.get_messages(request))
        return permission_denied(request, messages=())
    return redirect("wagtailadmin_home")


def component_catalogue(request: HttpRequest) -> HttpResponse:
    """Show every component in every state (development only)."""
    return render(request, "core/component_catalogue.html", catalogue_context(request))
