"""What waits for owners of pages, and for authors of notes that have been answered."""

from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intranet.accounts.models import User
from intranet.core.todo import TodoItem, TodoSource, todo_sources
from intranet.page_notes.models import PageNote

MOST_SHOWN = 5
LONGEST_DETAIL = 120
SOURCE = gettext_lazy("Notes about pages")


def open_notes(user: AbstractBaseUser | AnonymousUser) -> Iterator[TodoItem]:
    """Give the owner the oldest open notes, and one line for the rest."""
    if not isinstance(user, User):
        return
    waiting = PageNote.objects.waiting_on(user).open().order_by("created_at")
    notes = list(waiting[: MOST_SHOWN + 1])
    for note in notes[:MOST_SHOWN]:
        yield TodoItem(
            title=_("Note about the page: %(page)s") % {"page": note.page_label},
            url=note.get_absolute_url(),
            source_label=SOURCE,
            detail=Truncator(note.text).chars(LONGEST_DETAIL),
        )
    if len(notes) > MOST_SHOWN:
        rest = waiting.count() - MOST_SHOWN
        yield TodoItem(
            title=ngettext("%(count)s more note about pages", "%(count)s more notes about pages", rest)
            % {"count": rest},
            url=reverse("page_notes:list"),
            source_label=SOURCE,
        )


def unread_answers(user: AbstractBaseUser | AnonymousUser) -> Iterator[TodoItem]:
    """Give authors the answers that they have not opened yet."""
    if not isinstance(user, User):
        return
    for note in PageNote.objects.written_by(user).done().filter(answer_seen_at__isnull=True)[:MOST_SHOWN]:
        yield TodoItem(
            title=_("Read the answer to your note: %(page)s") % {"page": note.page_label},
            url=note.get_absolute_url(),
            source_label=SOURCE,
            detail=Truncator(note.answer).chars(LONGEST_DETAIL),
        )


todo_sources.register(TodoSource("page_notes.open", open_notes))
todo_sources.register(TodoSource("page_notes.answers", unread_answers))
