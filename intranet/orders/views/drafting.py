from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.files.refusals import SENTENCES, FileRefused
from intranet.orders.conflicts import conflicts_of, typed_texts
from intranet.orders.draft_beginnings import begin_draft, beginning_of
from intranet.orders.draft_changes import version_before
from intranet.orders.draft_editor import DraftEditor, Saved, attach_uploads, editor_from, save_typed
from intranet.orders.draft_forms import NewDraftForm
from intranet.orders.draft_progress import stages_of
from intranet.orders.draft_values import BASES, label_of
from intranet.orders.models import Order, OrderDraft
from intranet.orders.order_reference import MOST_SUGGESTED, find_orders, write_reference
from intranet.orders.permissions import keeps_register, sees_drafts
from intranet.orders.services.drafting import DraftNotEditable
from intranet.orders.views.draft_pages import read_draft

CONFLICT = 409
# Buttons of the form, and where each leads once everything is saved.
_PLACES = {"attach": "#pliki", "add_relation": "#zmiany", "add_basis": "#podstawa", "read_bases": "#podstawa"}
SHORTEST_QUERY = 2
# How a conflict's radio buttons are called, and what one of them says.
CHOICE, THEIRS = "choice-", "theirs"


@require_http_methods(["GET", "HEAD", "POST"])
def new_draft(request: HttpRequest) -> HttpResponse:
    """Begin a draft: empty, as a copy (?kopia=) or as a change of a registered order (?zmienia=, ?uchyla=)."""
    user = _writer(request)
    beginning = beginning_of(request.GET, user)
    form = NewDraftForm(request.POST or None, initial=beginning.initial)
    if request.method == "POST" and form.is_valid():
        draft = begin_draft(beginning, contents=form.cleaned_data, by=user)
        messages.success(request, _("The draft has been saved. From now on it saves itself while you write."))
        return redirect(draft)
    return render(request, "orders/draft_new.html", {"form": form, "beginning": beginning})


@require_http_methods(["GET", "HEAD", "POST"])
def draft_page(request: HttpRequest, draft_pk: int) -> HttpResponse:
    """Show a draft: the form to the chancellery while it may be changed, else how it reads and what comes next."""
    user = signed_in_user(request)
    if not sees_drafts(user):
        raise PermissionDenied
    draft = get_object_or_404(OrderDraft.objects.visible_to(user).select_related("audience"), pk=draft_pk)
    if request.method == "POST":
        if not keeps_register(user):
            raise PermissionDenied
        return _save(request, draft, user)
    if keeps_register(user) and draft.is_editable:
        return _show_form(request, DraftEditor(draft, user=user))
    return read_draft(request, draft, user)


def _save(request: HttpRequest, draft: OrderDraft, user: User) -> HttpResponse:
    editor, action = editor_from(request, draft, user), request.POST.get("action", "save")
    try:
        saved = save_typed(editor, yielded=_yielded(request))
        if editor.upload.is_valid():
            attach_uploads(editor)
    except DraftNotEditable as refusal:
        return _refuse(request, editor, refusal.args[0])
    except FileRefused as refused:
        editor.upload.add_error("files", str(SENTENCES[refused.reason]) % refused.params)
        editor.__dict__.pop("invalid", None)
    if saved.theirs:
        messages.info(request, _told(saved))
    if saved.conflicts or editor.invalid:
        return _show_again(request, editor, saved)
    if action == "send":
        return redirect("orders:send_draft", saved.draft.pk)
    if action == "preview":
        return redirect("orders:preview_draft", saved.draft.pk)
    if action == "read_bases":
        return _show_read_bases(request, saved, user)
    messages.success(request, _("The draft has been saved."))
    return redirect(saved.draft.get_absolute_url() + _PLACES.get(action, ""))


def _yielded(request: HttpRequest) -> list[str]:
    """Return the fields of a conflict in which the other person's words were chosen."""
    choices = (
        (name.removeprefix(CHOICE), value) for name, value in request.POST.items() if name.startswith(CHOICE)
    )
    return [name for name, value in choices if value == THEIRS]


def _show_again(request: HttpRequest, editor: DraftEditor, saved: Saved) -> HttpResponse:
    """Show what was typed with what is wrong in it, or what somebody else wrote in the same place."""
    editor.show_again(saved)
    conflicts = conflicts_of(editor, saved.draft, saved.conflicts)
    status = CONFLICT if conflicts else 200
    return _show_form(request, editor, conflicts=conflicts, other=saved.other, status=status)


def _show_read_bases(request: HttpRequest, saved: Saved, user: User) -> HttpResponse:
    editor = DraftEditor(saved.draft, user=user)
    has_read = editor.read_bases_from_text()
    return _show_form(request, editor, bases_read="read" if has_read else "nothing")


def _show_form(request: HttpRequest, editor: DraftEditor, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = {
        "draft": editor.draft,
        "editor": editor,
        "form": editor.form,
        "stages": stages_of(editor.draft),
        "versions": editor.draft.versions.select_related("submitted_by", "decided_by"),
        "returned": version_before(editor.draft),
        "invalid_labels": [label_of(name) for name in editor.invalid if name != "files"]
        if editor.form.is_bound
        else [],
        **extra,
    }
    return render(request, "orders/draft_form.html", context, status=status)


def _refuse(request: HttpRequest, editor: DraftEditor, draft: OrderDraft) -> HttpResponse:
    context = {"draft": draft, "texts": typed_texts(editor, draft)}
    return render(request, "orders/draft_refused.html", context, status=CONFLICT)


@require_POST
def autosave_draft(request: HttpRequest, draft_pk: int) -> JsonResponse:
    """Save what an open form holds and answer with what the form goes on with; files wait for a button."""
    user = _writer(request)
    draft = get_object_or_404(OrderDraft.objects.visible_to(user).select_related("audience"), pk=draft_pk)
    editor = editor_from(request, draft, user)
    # An act not on the list yet would be entered with half a title.
    is_new_act = any(form.has_new_act for form in editor.bases.forms)
    try:
        saved = save_typed(editor, skipped=[BASES] if is_new_act else ())
    except DraftNotEditable:
        words = _("Not saved: the draft cannot be changed any more. What you typed stays on this page.")
        return JsonResponse({"words": words}, status=CONFLICT)
    if saved.conflicts:
        names = ", ".join(label_of(name) for name in saved.conflicts)
        words = _("%(person)s has changed the same: %(fields)s. Press “Save” to see both texts.")
        words %= {"person": saved.other, "fields": names}
        return JsonResponse({"words": words, "opened": saved.opened}, status=CONFLICT)
    return JsonResponse({"words": _autosaved(editor, saved), "opened": saved.opened})


def _autosaved(editor: DraftEditor, saved: Saved) -> str:
    words = _("Saved at %(hour)s") % {"hour": f"{timezone.localtime():%H:%M}"}
    wrong = dict.fromkeys(label_of(name) for name in editor.invalid if name != "files")
    if wrong:
        words += ". " + _("Not saved, to be corrected: %(fields)s") % {"fields": ", ".join(wrong)}
    return f"{words}. {_told(saved)}" if saved.theirs else words


def _told(saved: Saved) -> str:
    names = dict.fromkeys(label_of(name) for name in saved.theirs)
    words = _("Meanwhile %(person)s has changed: %(fields)s. That has been kept.")
    return words % {"person": saved.other, "fields": ", ".join(names)}


@require_safe
def suggest_orders(request: HttpRequest) -> HttpResponse:
    """Offer orders by number or words, as options for the field that asks; htmx sends it under its own name."""
    user = signed_in_user(request)
    if not sees_drafts(user):
        raise Http404
    text = str(next(iter(request.GET.values()), "")).strip()
    found: list[Order] = []
    if len(text) >= SHORTEST_QUERY:
        found = list(find_orders(text, user=user)[:MOST_SUGGESTED])
    options = [write_reference(order) for order in found]
    return render(request, "orders/_order_options.html", {"options": options})


def _writer(request: HttpRequest) -> User:
    user = signed_in_user(request)
    if not keeps_register(user):
        raise PermissionDenied
    return user
