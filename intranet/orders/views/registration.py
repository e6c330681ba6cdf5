from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from intranet.accounts.models import User
from intranet.files.refusals import SENTENCES, FileRefused
from intranet.files.services import store_upload
from intranet.orders.checking import DraftProblems
from intranet.orders.draft_progress import stages_of
from intranet.orders.models import OrderDraft
from intranet.orders.permissions import keeps_register
from intranet.orders.relating import RelationsRefused
from intranet.orders.services.approving import (
    Signing,
    WrongState,
    keep_scan,
    register_draft,
    schedule_draft,
)
from intranet.orders.services.refusals import NUMBER_REFUSALS, number_words
from intranet.orders.signing_forms import SCHEDULE, SigningForm, initial_of
from intranet.orders.views.draft_pages import draft_for, sheet_of

_STATES = {OrderDraft.State.APPROVED, OrderDraft.State.SCHEDULED}


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, draft_pk: int) -> HttpResponse:
    """Register an approved and signed draft, at once or at a chosen moment."""
    draft, user = draft_for(request, draft_pk)
    if not keeps_register(user):
        raise PermissionDenied
    if draft.state not in _STATES:
        messages.info(request, _("Only an approved draft can be registered."))
        return redirect(draft)
    action = request.POST.get("action", "")
    is_sent = request.method == "POST"
    form = SigningForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        draft=draft,
        action=action,
        initial=initial_of(draft),
    )
    if is_sent:
        _keep_uploaded(form, draft, user)
        if form.is_valid() and (answer := _done(request, form, draft, user)):
            return answer
    context = {**sheet_of(draft), "stages": stages_of(draft), "form": form}
    return render(request, "orders/draft_registration.html", context)


def _keep_uploaded(form: SigningForm, draft: OrderDraft, user: User) -> None:
    """Keep the scan with the draft even when another field is wrong: browsers forget chosen files."""
    form.is_valid()
    upload = form.cleaned_data.get("scan")
    if not upload:
        return
    try:
        with transaction.atomic():
            keep_scan(draft=draft, scan=store_upload(upload=upload), by=user)
    except FileRefused as refused:
        form.add_error("scan", str(SENTENCES[refused.reason]) % refused.params)
    except WrongState:
        # Said by the registration itself.
        return


def _done(request: HttpRequest, form: SigningForm, draft: OrderDraft, user: User) -> HttpResponse | None:
    """Register or schedule; None when the form must be shown again with what is wrong."""
    given: dict[str, Any] = form.cleaned_data
    signing = Signing(
        number=given["number"],
        signed_on=given["signed_on"],
        published_on=given.get("published_on") or given["signed_on"],
        original_place=given["original_place"],
    )
    try:
        if form.action == SCHEDULE:
            schedule_draft(draft=draft, signing=signing, publish_at=given["publish_at"], by=user)
            messages.success(request, _("The order is scheduled. It will be published by itself."))
            return redirect(draft)
        order = register_draft(draft=draft, signing=signing, by=user)
    except WrongState:
        messages.error(request, _("Somebody has dealt with this draft a moment ago. Nothing was done twice."))
        return redirect(draft)
    except (DraftProblems, RelationsRefused) as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
    except NUMBER_REFUSALS as refusal:
        form.add_error("number" if "number" in form.fields else None, number_words(refusal))
    except IntegrityError:
        form.add_error(
            None, _("The register refused it. Check the number and the dates, and register it again.")
        )
    else:
        messages.success(request, _("The order has been registered and published."))
        return redirect(order)
    return None
