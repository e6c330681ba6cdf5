"""Correcting facts of the register: the form, the differences to look at, and the record."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from intranet.accounts.current import signed_in_user
from intranet.orders.correction_editor import CorrectionEditor, shown
from intranet.orders.models import Order, OrderCorrection
from intranet.orders.permissions import keeps_register
from intranet.orders.services.correcting import (
    AttachmentNumberTwice,
    Change,
    CorrectedMeanwhile,
    EndsBeforeStart,
    NothingCorrected,
    changes_of,
    correct_order,
)

SAVE, BACK = "zapisz", "popraw"


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an order in two steps: fill in, look at the differences and save."""
    user = signed_in_user(request)
    if not keeps_register(user):
        raise PermissionDenied
    orders = Order.objects.visible_to(user).select_related("owner_unit", "audience", "jrwa_class")
    order = get_object_or_404(orders, pk=pk)
    if request.method != "POST":
        return _form(request, CorrectionEditor(order))
    editor = CorrectionEditor(order, request.POST)
    if BACK in request.POST or not editor.is_valid():
        return _form(request, editor)
    if since := editor.corrections_since():
        return _form(request, editor.rebased(), since)
    try:
        if SAVE not in request.POST:
            return _preview(request, editor, changes_of(order, editor.metadata))
        correct_order(
            order=order,
            metadata=editor.metadata,
            reason=editor.form.cleaned_data["reason"],
            seen_corrections=editor.form.cleaned_data["seen"],
            by=user,
        )
    except NothingCorrected:
        return _unchanged(request, editor)
    except CorrectedMeanwhile:
        return _form(request, editor.rebased(), editor.corrections_since())
    except EndsBeforeStart:
        editor.form.add_error("effective_until", _("An order cannot end before it takes effect."))
        return _form(request, editor)
    except AttachmentNumberTwice:
        editor.form.add_error(None, _("Two attachments have the same number. Change one of them."))
        return _form(request, editor)
    messages.success(request, _("The correction is saved. Readers see it on the page of the order."))
    return redirect(order)


def _form(
    request: HttpRequest, editor: CorrectionEditor, since: list[OrderCorrection] | None = None
) -> HttpResponse:
    context = {
        "editor": editor,
        "order": editor.order,
        "since": [(row, shown(row.field, row.before, row.after)) for row in since or ()],
    }
    return render(request, "orders/correction.html", context)


def _preview(request: HttpRequest, editor: CorrectionEditor, changes: list[Change]) -> HttpResponse:
    if not changes:
        return _unchanged(request, editor)
    names = {change.field for change in changes}
    context = {
        "editor": editor,
        "order": editor.order,
        "changes": [shown(change.field, change.before, change.after) for change in changes],
        "reason": editor.form.cleaned_data["reason"],
        # What this order does to others has days of its own.
        "keeps_relations": "effective_from" in names and editor.order.outgoing_relations.exists(),
        "narrows": "audience" in names,
    }
    return render(request, "orders/correction_preview.html", context)


def _unchanged(request: HttpRequest, editor: CorrectionEditor) -> HttpResponse:
    editor.form.add_error(None, _("Nothing is changed: the register says all of this already."))
    return _form(request, editor)
