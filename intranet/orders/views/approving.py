from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from intranet.accounts.models import User
from intranet.orders.checking import DraftProblems, problems_of, warnings_of
from intranet.orders.draft_changes import changes_since, version_before
from intranet.orders.draft_progress import stages_of
from intranet.orders.draft_values import label_of
from intranet.orders.models import DraftVersion, OrderDraft
from intranet.orders.permissions import approves_drafts, keeps_register
from intranet.orders.services.approving import (
    OwnDraft,
    WrongState,
    approve_draft,
    recall_draft,
    return_draft,
    submit_draft,
    wrote_in,
)
from intranet.orders.services.drafting import DraftNotEditable, discard_draft
from intranet.orders.signing_forms import ApproveForm, ReturnForm
from intranet.orders.views.draft_pages import draft_for, sheet_of

APPROVE, RETURN = "approve", "return"
# The fields of the form that a problem leads to.
_PLACES = {"relations": "zmiany", "legal_bases": "podstawa"}


@require_http_methods(["GET", "HEAD", "POST"])
def send_draft(request: HttpRequest, draft_pk: int) -> HttpResponse:
    """Say what the draft lacks, or send it for approval."""
    draft, user = _writers_draft(request, draft_pk)
    if not draft.is_editable:
        messages.info(request, _("This draft is not being written any more."))
        return redirect(draft)
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            submit_draft(draft=draft, seen_version=int(version) if version.isdecimal() else 0, by=user)
        except WrongState:
            messages.error(
                request, _("Somebody has changed the draft a moment ago. Read it again before you send it.")
            )
            return redirect("orders:send_draft", draft.pk)
        except DraftNotEditable:
            messages.info(request, _("Somebody has sent the draft already."))
            return redirect(draft)
        except DraftProblems:
            return redirect("orders:send_draft", draft.pk)
        messages.success(request, _("The draft has been sent for approval. Nobody can change it now."))
        return redirect(draft)
    context = {
        **sheet_of(draft),
        "stages": stages_of(draft),
        "problems": [
            (label_of(problem.field), problem.message, _PLACES.get(problem.field, f"id_{problem.field}"))
            for problem in problems_of(draft)
        ],
        "warnings": [problem.message for problem in warnings_of(draft)],
    }
    return render(request, "orders/draft_send.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: HttpRequest, draft_pk: int) -> HttpResponse:
    """Take the draft back to be changed; the approval it had is lost."""
    draft, user = _writers_draft(request, draft_pk)
    if request.method == "POST":
        try:
            recall_draft(draft=draft, by=user)
        except WrongState:
            messages.error(request, _("The draft is in another state by now, so it was not taken back."))
        else:
            messages.success(request, _("The draft is yours again. Send it for approval once it is changed."))
        return redirect(draft)
    return _confirm(
        request,
        draft,
        title=_("Take the draft back?"),
        text=_(
            "It can be changed then, and it will need approval again. A number kept for it is given back."
        ),
        confirm_label=_("Take the draft back"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, draft_pk: int) -> HttpResponse:
    """Delete a draft that is still being written."""
    draft, user = _writers_draft(request, draft_pk)
    if request.method == "POST":
        try:
            discard_draft(draft=draft, by=user)
        except DraftNotEditable:
            messages.error(request, _("The draft is on its way to the register, so it was not deleted."))
            return redirect(draft)
        messages.success(request, _("The draft has been deleted."))
        return redirect("orders:drafts")
    return _confirm(
        request,
        draft,
        title=_("Delete the draft?"),
        text=_("Its text, files and remarks will be gone: %(draft)s.") % {"draft": draft},
        confirm_label=_("Delete the draft"),
        is_danger=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, draft_pk: int) -> HttpResponse:
    """Let the director read the draft as its readers will, and approve it or return it with remarks."""
    draft, user = draft_for(request, draft_pk)
    if not approves_drafts(user):
        raise PermissionDenied
    if draft.state != OrderDraft.State.SUBMITTED:
        messages.info(request, _("This draft does not wait for approval."))
        return redirect(draft)
    waiting = draft.versions.filter(verdict=DraftVersion.Verdict.WAITING).select_related("submitted_by").get()
    action = request.POST.get("action", "")
    is_returned = action == RETURN
    form = ReturnForm(request.POST if is_returned else None, initial={"version": waiting.number})
    if action in {APPROVE, RETURN}:
        answer = _decided(request, draft, user, form, is_returned=is_returned)
        if answer is not None:
            return answer
    before = version_before(draft)
    context = {
        **sheet_of(draft),
        "stages": stages_of(draft),
        "form": form,
        "waiting": waiting,
        "before": before,
        "changes": changes_since(before, draft) if before else [],
        "is_own": wrote_in(draft, user),
        "warnings": [problem.message for problem in warnings_of(draft)],
    }
    return render(request, "orders/draft_decision.html", context)


def _decided(
    request: HttpRequest, draft: OrderDraft, user: User, form: ReturnForm, *, is_returned: bool
) -> HttpResponse | None:
    """Approve or return the version that was read; None when the form must be shown again."""
    chosen = form if is_returned else ApproveForm(request.POST)
    if not chosen.is_valid():
        return None
    version = chosen.cleaned_data["version"]
    try:
        if is_returned:
            return_draft(draft=draft, version=version, remarks=chosen.cleaned_data["remarks"], by=user)
            messages.success(request, _("The draft has gone back to the chancellery with your remarks."))
        else:
            approve_draft(draft=draft, version=version, by=user)
            messages.success(
                request, _("The draft has been approved. The chancellery will register it once signed.")
            )
    except OwnDraft:
        messages.error(request, _("You wrote in this draft, so somebody else must decide on it."))
        return redirect("orders:decide_draft", draft.pk)
    except WrongState as refusal:
        if is_returned:
            # The remarks stay in the form, to be used for what waits now.
            form.add_error(
                None, _("The chancellery has taken the draft back meanwhile. Nothing was decided.")
            )
        messages.error(request, _("The chancellery has taken the draft back meanwhile. Nothing was decided."))
        now = refusal.args[0]
        return None if is_returned and now.state == OrderDraft.State.SUBMITTED else redirect(draft)
    return redirect("orders:drafts")


def _writers_draft(request: HttpRequest, draft_pk: int) -> tuple[OrderDraft, User]:
    draft, user = draft_for(request, draft_pk)
    if not keeps_register(user):
        raise PermissionDenied
    return draft, user


def _confirm(request: HttpRequest, draft: OrderDraft, **words: object) -> HttpResponse:
    context = {**words, "cancel_url": reverse("orders:draft", args=[draft.pk])}
    return render(request, "core/forms/confirm_page.html", context)
