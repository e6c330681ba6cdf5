import json
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.generic import ListView

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.page_notes.addresses import clean_path, is_local, without_query
from intranet.page_notes.forms import AnswerForm, NoteForm
from intranet.page_notes.models import PageNote
from intranet.page_notes.owners import owned_page
from intranet.page_notes.permissions import can_close, can_handle
from intranet.page_notes.services import (
    MOST_NOTES_A_DAY,
    NoteAlreadyDone,
    TooManyNotes,
    close_note,
    mark_answer_seen,
    send_note,
)

NOTES_ON_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def create_note(request: HttpRequest) -> HttpResponse:
    """Let everybody on the staff say that a page is wrong, and lead back to that page."""
    path = clean_path(request.POST.get("path", "") or request.GET.get("strona", ""))
    # The form may lie over any page: its fields get ids that no other form has.
    form = NoteForm(request.POST or None, initial={"path": path}, auto_id="page-note-%s")
    back_url = path if is_local(path) else "/"
    user = signed_in_user(request)
    in_dialog = bool(getattr(request, "htmx", False))
    if request.method == "POST" and form.is_valid():
        try:
            note = send_note(path=path, text=form.cleaned_data["text"], author=user)
        except TooManyNotes:
            form.add_error(
                None,
                _(
                    "You have sent %(count)s notes today, which is the most for one day. Call the IT help desk."
                )
                % {"count": MOST_NOTES_A_DAY},
            )
        else:
            thanks = _("Thank you, your note went to: %(owner)s.") % {"owner": note.owner_label}
            if in_dialog:
                return _closed_dialog(thanks)
            messages.success(request, thanks)
            return redirect(back_url)
    template = "page_notes/_note_form.html" if in_dialog else "page_notes/note_form.html"
    page_label = owned_page(path=path, user=user).title or without_query(path)
    return render(request, template, {"form": form, "page_label": page_label, "back_url": back_url})


def _closed_dialog(said: str) -> HttpResponse:
    """Close the dialog and say ``said`` over the page beneath, which may hold a half-filled form."""
    events = {"dialog:close": True, "toast": {"text": said, "level": "success"}}
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(events)})


@require_http_methods(["GET", "HEAD", "POST"])
def show_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a note to its author and to whoever may answer it, who answers here."""
    user = signed_in_user(request)
    note = _note_for(user, pk)
    form = AnswerForm(request.POST or None) if can_close(user, note) else None
    if request.method == "POST":
        if form is None and note.is_done and note.closed_by != user and can_handle(user, note):
            return _answered_by_another(request, note)
        if form is None:
            messages.info(
                request, _("This note cannot be answered: it has an answer or is not yours to answer.")
            )
            return redirect(note)
        if form.is_valid():
            try:
                close_note(note=note, answer=form.cleaned_data["answer"], by=user)
            except NoteAlreadyDone:
                return _answered_by_another(request, _note_for(user, pk))
            messages.success(request, _("The note has been dealt with. Its author will see your answer."))
            return redirect("page_notes:list")
    if request.method == "GET" and note.author_id == user.pk and note.has_unread_answer:
        mark_answer_seen(note=note)  # reading is the action here, like the mark of a read letter
    is_own = note.author_id == user.pk
    return render(request, "page_notes/note_detail.html", {"note": note, "form": form, "is_own": is_own})


def _note_for(user: User, pk: int) -> PageNote:
    notes = PageNote.objects.visible_to(user)
    return get_object_or_404(notes.select_related("author", "owner_person", "closed_by"), pk=pk)


def _answered_by_another(request: HttpRequest, note: PageNote) -> HttpResponse:
    """Show the answer of whoever was faster, with the words just typed: they must not be lost."""
    typed = request.POST.get("answer", "").strip()
    context = {"note": note, "form": None, "is_own": False, "is_late": True, "unsaved_answer": typed}
    return render(request, "page_notes/note_detail.html", context)


class _NotesView(ListView):
    template_name = "page_notes/note_list.html"
    context_object_name = "notes"
    paginate_by = NOTES_ON_PAGE
    shown: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = PageNote.objects.handled_by(signed_in_user(self.request)).open().count()
        return super().get_context_data(shown=self.shown, waiting=waiting, **kwargs)


class NoteListView(_NotesView):
    """Notes that are the person's to answer: open ones oldest first, or with ?stan=zalatwione the answered."""

    @property
    def shown(self) -> str:  # type: ignore[override]
        return "done" if self.request.GET.get("stan") == "zalatwione" else "open"

    def get_queryset(self) -> QuerySet[PageNote]:
        notes = PageNote.objects.handled_by(signed_in_user(self.request))
        notes = (
            notes.done().order_by("-closed_at")
            if self.shown == "done"
            else notes.open().order_by("created_at")
        )
        return notes.select_related("author", "owner_person")


class OwnNoteListView(_NotesView):
    """Notes that the person has sent, with the answers."""

    shown = "own"

    def get_queryset(self) -> QuerySet[PageNote]:
        return PageNote.objects.written_by(signed_in_user(self.request)).select_related(
            "author", "owner_person"
        )
