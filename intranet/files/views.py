import uuid

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.files.models import StoredFile
from intranet.files.readers import may_read
from intranet.files.services import SHOWN_INLINE


@require_safe
def open_file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponseBase:
    """Serve a private file after the permission check; a forbidden one looks like a missing one.

    A browser that holds the same bytes already gets 304, but only while the person may read them.
    """
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not may_read(signed_in_user(request), file):
        raise Http404(_("There is no such file, or it is not for you."))
    etag = quote_etag(file.sha256)
    response = get_conditional_response(request, etag=etag) or _content(file)
    # "no-cache" keeps a copy and asks each time, so that a withdrawn permission works at once.
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    return response


def _content(file: StoredFile) -> FileResponse:
    try:
        content = file.content.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("The file is missing from the store. Tell the help desk.")) from error
    response = FileResponse(
        content,
        as_attachment=file.media_type not in SHOWN_INLINE,
        filename=file.name,
        content_type=file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    # A document must not run anything with the rights of the intranet's pages. Chromium's own viewer does not open
    # a PDF in a sandbox; nothing else needs any rights at all.
    sandbox = "" if file.media_type == "application/pdf" else "; sandbox"
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'; "
        f"frame-ancestors 'none'{sandbox}"
    )
    return response
