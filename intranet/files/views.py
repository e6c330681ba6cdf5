import uuid

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.files.models import StoredFile
from intranet.files.owners import Withdrawn, owner_page, withdrawal
from intranet.files.preview import SAVE, preview_of
from intranet.files.readers import may_read
from intranet.files.serving import BytesMissing, file_response


@require_safe
def open_file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponseBase:
    """Serve a private file after the permission check; a forbidden one looks like a missing one."""
    user = signed_in_user(request)
    if told := withdrawal(user, file_id):
        return _gone(request, told)
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not may_read(user, file):
        raise Http404(_("There is no such file, or it is not for you."))
    try:
        return file_response(request, file, to_save=SAVE in request.GET)
    except BytesMissing as error:
        raise Http404(_("The file is missing from the store. Tell the help desk.")) from error


@require_safe
@csp_replace({"frame-src": [SELF]})  # type: ignore[arg-type]  # its types know no view with parameters
def preview_file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Show a private file inside the intranet, with its text, to whoever may read it."""
    user = signed_in_user(request)
    if told := withdrawal(user, file_id):
        return _gone(request, told)
    file = StoredFile.objects.select_related("reading").filter(pk=file_id).first()
    if file is None or not may_read(user, file):
        raise Http404(_("There is no such file, or it is not for you."))
    return render(
        request, "files/file_preview.html", {"preview": preview_of(file), "owner": owner_page(user, file)}
    )


def _gone(request: HttpRequest, told: Withdrawn) -> HttpResponse:
    return render(request, "files/file_withdrawn.html", {"told": told}, status=410)
