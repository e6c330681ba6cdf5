"""What waits for owners of pages, and for authors of notes that have been answered."""

from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intranet.accounts.models import User
from intranet.core.todo import TodoItem, TodoSource, todo_sources
from intranet.page_notes.models import PageNote, PageNoteQuerySet

MOST_SHOWN = 5
LONGEST_DETAIL = 120
SOURCE = gettext_lazy("Notes about pages")


def notes_waiting(user: AbstractBaseUser | AnonymousUser) -> Iterator[TodoItem]:
    """Give owners the oldest open notes and one line for the rest, authors the answers they have not opened yet."""
    if not isinstance(user, User):
        return
    waiting = PageNote.objects.waiting_on(user).open().order_by("created_at")
    answers = PageNote.objects.written_by(user).done().filter(answer_seen_at__isnull=True)
    # Two short lists, asked for as one: the home page opens with them.
    found = PageNote.objects.filter(
        Q(pk__in=waiting.values("pk")[: MOST_SHOWN + 1]) | Q(pk__in=answers.values("pk")[:MOST_SHOWN])
    )
    notes = list(found.order_by("created_at"))
    yield from _open_notes([note for note in notes if not note.is_done], waiting)
    for note in notes:
        if note.is_done:
            yield TodoItem(
                title=_("Read the answer to your note: %(page)s") % {"page": note.page_label},
                url=note.get_absolute_url(),
                source_label=SOURCE,
                detail=Truncator(note.answer).chars(LONGEST_DETAIL),
            )


def _open_notes(notes: list[PageNote], waiting: PageNoteQuerySet) -> Iterator[TodoItem]:
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


todo_sources.register(TodoSource("page_notes", notes_waiting))
