"""Withdrawing a file: one person hides it, another looks and decides; the list of all that happened."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.files.models import StoredFile
from intranet.files.refusals import FileRefused
from intranet.files.services import store_upload
from intranet.orders.models import FileWithdrawal, OrderAttachment
from intranet.orders.models.corrections import FileWithdrawalQuerySet
from intranet.orders.permissions import (
    cares_for_files,
    decides_withdrawal,
    sees_withdrawals,
    withdraws_files,
)
from intranet.orders.services.withdrawing import (
    AlreadyDecided,
    AlreadyWithdrawn,
    SameFile,
    SecondPersonNeeded,
    ask_withdrawal,
    confirm_withdrawal,
    refuse_withdrawal,
)
from intranet.orders.unreadable_files import unreadable_attachments
from intranet.orders.withdrawal_forms import AskWithdrawalForm, ConfirmWithdrawalForm

ON_PAGE = 25
FILES_ON_PAGE = 50


@require_safe
def withdrawals(request: HttpRequest) -> HttpResponse:
    """List the withdrawals that wait for a second person, and the history of the others."""
    user = signed_in_user(request)
    known = _withdrawals_for(user)
    history = Paginator(known.exclude(state=FileWithdrawal.State.ASKED), ON_PAGE)
    context = {
        "waiting": [(row, decides_withdrawal(user, row)) for row in known.waiting()],
        "page": history.get_page(request.GET.get("page")),
        "sees_unreadable": cares_for_files(user),
    }
    return render(request, "orders/withdrawal_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int, attachment_pk: int) -> HttpResponse:
    """Hide a file of an order at once, for a reason, and ask a second person to decide."""
    user = signed_in_user(request)
    if not withdraws_files(user):
        raise PermissionDenied
    attachments = OrderAttachment.objects.visible_to(user).select_related("order", "file")
    attachment = get_object_or_404(attachments, pk=attachment_pk, order=pk)
    if attachment.is_withdrawn:
        messages.info(request, _("This file is withdrawn already."))
        return redirect(attachment)
    form = AskWithdrawalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, attachment, form, user)
        except AlreadyWithdrawn:
            messages.info(
                request, _("Somebody has hidden this file already; it waits for the second person.")
            )
            return redirect(attachment)
        except (SameFile, FileRefused) as error:
            form.add_error("replacement", _sentence(error))
    context = {"form": form, "attachment": attachment, "order": attachment.order}
    return render(request, "orders/withdrawal_ask.html", context)


def _asked(request: HttpRequest, attachment: OrderAttachment, form: Form, user: User) -> HttpResponse:
    with transaction.atomic():
        withdrawal = ask_withdrawal(
            attachment=attachment,
            reason=form.cleaned_data["reason"],
            replacement=_stored(form.cleaned_data["replacement"]),
            by=user,
        )
    messages.success(
        request, _("The file is hidden from everybody. It waits for the decision of a second person.")
    )
    return redirect("orders:withdrawal", withdrawal.pk)


@require_safe
def withdrawal(request: HttpRequest, withdrawal_pk: int) -> HttpResponse:
    """Show one withdrawal: what, why, by whom; and to whoever may decide, both decisions."""
    row, user = _found(request, withdrawal_pk), signed_in_user(request)
    return _page(request, row, user, ConfirmWithdrawalForm())


@require_POST
def confirm(request: HttpRequest, withdrawal_pk: int) -> HttpResponse:
    """Destroy the file, as the second person."""
    row, user = _found(request, withdrawal_pk), signed_in_user(request)
    if not withdraws_files(user):
        raise PermissionDenied
    form = ConfirmWithdrawalForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, user, form)
    try:
        with transaction.atomic():
            replacement = _stored(form.cleaned_data["replacement"])
            attachment = confirm_withdrawal(withdrawal=row, by=user, replacement=replacement)
    except (SecondPersonNeeded, AlreadyDecided) as error:
        return _cannot_decide(request, row, error)
    except (SameFile, FileRefused) as error:
        form.add_error("replacement", _sentence(error))
        return _page(request, row, user, form)
    messages.success(
        request, _("The file is destroyed. Its name, checksum and the reason stay in the register.")
    )
    return redirect(attachment)


@require_POST
def refuse(request: HttpRequest, withdrawal_pk: int) -> HttpResponse:
    """Give the file back to its readers, as the second person."""
    row, user = _found(request, withdrawal_pk), signed_in_user(request)
    if not withdraws_files(user):
        raise PermissionDenied
    try:
        attachment = refuse_withdrawal(withdrawal=row, by=user)
    except (SecondPersonNeeded, AlreadyDecided) as error:
        return _cannot_decide(request, row, error)
    messages.success(request, _("Readers can open the file again."))
    return redirect(attachment)


@require_safe
def unreadable_files(request: HttpRequest) -> HttpResponse:
    """List the files of orders that a screen reader cannot read out, for the chancellery to mend."""
    user = signed_in_user(request)
    if not cares_for_files(user):
        raise PermissionDenied
    page = Paginator(unreadable_attachments(user), FILES_ON_PAGE).get_page(request.GET.get("page"))
    return render(request, "orders/unreadable_files.html", {"page": page})


def _withdrawals_for(user: User) -> FileWithdrawalQuerySet:
    if not sees_withdrawals(user):
        raise PermissionDenied
    rows = FileWithdrawal.objects.visible_to(user)
    return rows.select_related("attachment__order", "asked_by", "decided_by", "replacement")


def _found(request: HttpRequest, pk: int) -> FileWithdrawal:
    return get_object_or_404(_withdrawals_for(signed_in_user(request)), pk=pk)


def _page(request: HttpRequest, row: FileWithdrawal, user: User, form: ConfirmWithdrawalForm) -> HttpResponse:
    is_waiting = row.state == FileWithdrawal.State.ASKED
    context = {
        "withdrawal": row,
        "attachment": row.attachment,
        "order": row.attachment.order,
        "is_waiting": is_waiting,
        "may_decide": is_waiting and decides_withdrawal(user, row),
        "is_own": row.asked_by_id == user.pk,
        "form": form,
    }
    return render(request, "orders/withdrawal_detail.html", context)


def _stored(upload: UploadedFile | None) -> StoredFile | None:
    return store_upload(upload=upload) if upload else None


def _sentence(error: SameFile | FileRefused) -> str:
    if isinstance(error, FileRefused):
        return error.sentence
    return _("This is the very file that is being withdrawn. Choose the right one.")


def _cannot_decide(
    request: HttpRequest, row: FileWithdrawal, error: SecondPersonNeeded | AlreadyDecided
) -> HttpResponse:
    if isinstance(error, SecondPersonNeeded):
        said = _("You have asked for this withdrawal yourself, so somebody else must decide it.")
    else:
        said = _("Somebody has decided this withdrawal meanwhile.")
    messages.error(request, said)
    return redirect("orders:withdrawal", row.pk)
