"""Import of an existing register: sending a table, seeing what the check found, letting it be written."""

import tempfile
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.core.exports import FORMATS, download
from intranet.files.upload_handlers import uploads_up_to
from intranet.orders.importing.checking import MOST_ROWS
from intranet.orders.importing.forms import ImportForm, most_megabytes
from intranet.orders.importing.problems import MOST_KEPT
from intranet.orders.importing.reporting import problems_table
from intranet.orders.importing.showing import stages_of, state_of
from intranet.orders.importing.template import write_template
from intranet.orders.models import RegisterImport
from intranet.orders.permissions import imports_register
from intranet.orders.services.importing import (
    ImportBusy,
    ImportMovedOn,
    cancel_import,
    confirm_import,
    restart_import,
    start_import,
)

IMPORTS_ON_PAGE = 10
PROBLEMS_ON_PAGE = 50
# What a problems file may be written as; a tagged PDF of thousands of rows helps nobody to mend them.
PROBLEM_FORMATS = ("xlsx", "csv")


@uploads_up_to(most_megabytes())
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Explain the import, take a table in, list the imports there were."""
    user = _importer(request)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_bound and form.is_valid():
        try:
            row = start_import(
                table=form.cleaned_data["table"],
                archive=form.cleaned_data["archive"],
                folder=form.cleaned_data.get("folder", ""),
                by=user,
            )
        except ImportBusy:
            form.add_error(None, _busy_words())
        else:
            return redirect(row)
    rows = RegisterImport.objects.visible_to(user).select_related("started_by").defer("preview")
    page = Paginator(rows, IMPORTS_ON_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(row, state_of(row)) for row in page],
        "busy": RegisterImport.objects.visible_to(user).busy().first(),
        "most_rows": MOST_ROWS,
    }
    return render(request, "orders/import_list.html", context)


@require_safe
def import_template(request: HttpRequest) -> FileResponse:
    """Give the workbook to fill in."""
    _importer(request)
    target = tempfile.SpooledTemporaryFile(max_size=1024 * 1024)  # noqa: SIM115  (closed by the answer)
    try:
        write_template(target)
        target.seek(0)
    except BaseException:
        target.close()
        raise
    response = FileResponse(
        target,
        as_attachment=True,
        filename="Rejestr - wzór do importu.xlsx",
        content_type=FORMATS["xlsx"].media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the import is, what the check found, and what may be done now."""
    row = _import_of(request, pk)
    only_remarks = request.GET.get("pokaz") == "uwagi" or not row.count("problems")
    problems = row.problems.filter(is_remark=only_remarks)
    context = _context(row) | {
        "page": Paginator(problems, PROBLEMS_ON_PAGE).get_page(request.GET.get("page")),
        "only_remarks": only_remarks,
        "formats": [FORMATS[key] for key in PROBLEM_FORMATS],
        "most_kept": MOST_KEPT,
        "is_cut": row.count("problems") + row.count("remarks") > MOST_KEPT,
    }
    return render(request, "orders/import_detail.html", context)


@require_safe
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the moving part of the page; when the state has changed the whole page is asked for again."""
    row = _import_of(request, pk)
    response = render(request, "orders/_import_progress.html", _context(row))
    if row.state != request.GET.get("stan") or row.is_stale_at(timezone.now()):
        response["HX-Refresh"] = "true"
    return response


@require_safe
def import_problems(request: HttpRequest, pk: int, file_format: str) -> FileResponse:
    """Give all kept problems as a file."""
    row = _import_of(request, pk)
    if file_format not in PROBLEM_FORMATS:
        raise Http404
    table = problems_table(row, author=settings.SITE_NAME)
    return download(table, FORMATS[file_format], name=_("Problems of the import"), on=today())


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then let the checked table be written."""
    row = _import_of(request, pk)
    if request.method != "POST" and row.may_be_confirmed:
        return render(request, "core/forms/confirm_page.html", _question(row))
    if request.method == "POST":
        try:
            confirm_import(register_import=row, by=signed_in_user(request))
        except ImportMovedOn:
            messages.error(request, _("This import cannot be written now: see its state below."))
        except ImportBusy:
            messages.error(request, _busy_words())
    return redirect(row)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an import that has written nothing yet."""
    row = _import_of(request, pk)
    try:
        row = cancel_import(register_import=row, by=signed_in_user(request))
    except ImportMovedOn:
        messages.error(request, _("It is too late to cancel this import: see its state below."))
    else:
        is_over = row.state == RegisterImport.State.CANCELLED
        messages.success(
            request, _("The import is cancelled.") if is_over else _("The import is being stopped.")
        )
    return redirect(row)


@require_POST
def restart(request: HttpRequest, pk: int) -> HttpResponse:
    """Set an import going again."""
    row = _import_of(request, pk)
    try:
        restart_import(register_import=row, by=signed_in_user(request))
    except ImportMovedOn:
        messages.error(request, _("This import cannot be started again: see its state below."))
    except ImportBusy:
        messages.error(request, _busy_words())
    return redirect(row)


def _importer(request: HttpRequest) -> User:
    if not imports_register(signed_in_user(request)):
        raise PermissionDenied
    return signed_in_user(request)


def _import_of(request: HttpRequest, pk: int) -> RegisterImport:
    rows = RegisterImport.objects.visible_to(signed_in_user(request))
    return get_object_or_404(rows.select_related("started_by", "confirmed_by"), pk=pk)


def _context(row: RegisterImport) -> dict[str, Any]:
    now = timezone.now()
    is_stale = row.is_stale_at(now)
    return {
        "row": row,
        "state": state_of(row),
        "stages": stages_of(row),
        "is_moving": row.is_busy and not is_stale,
        "is_stale": is_stale,
        "is_late": row.is_late_at(now),
        "may_cancel": not is_stale and row.written_at is None and row.is_busy and not row.is_cancel_asked,
        "question": _question(row),
    }


def _question(row: RegisterImport) -> dict[str, Any]:
    return {
        "title": _("Write this register into the intranet?"),
        "text": _(
            "New acts: %(orders)s, numbers without an act: %(numbers)s, files: %(files)s. They are written all "
            "together and cannot be taken back: a registered act never changes. Readers see them at once."
        )
        % {
            "orders": row.count("new_orders"),
            "numbers": row.count("new_numbers"),
            "files": row.count("files"),
        },
        "confirm_label": _("Import into the register"),
        "cancel_label": _("Not yet"),
        "cancel_url": row.get_absolute_url(),
    }


def _busy_words() -> str:
    return _("Another import is under way. Wait until it ends, or cancel it.")
