from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from intranet.accounts.models import Role
from intranet.core.models import AuditEntry
from intranet.page_notes.models import PageNote
from intranet.page_notes.services import (
    MOST_NOTES_A_DAY,
    NoteAlreadyDone,
    TooManyNotes,
    close_note,
    mark_answer_seen,
    send_note,
)
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.factories.page_notes import PageNoteFactory

pytestmark = pytest.mark.django_db


def test_day_has_its_limit_and_the_next_day_starts_anew() -> None:
    author = UserFactory()
    PageNoteFactory.create_batch(MOST_NOTES_A_DAY, author=author)

    with pytest.raises(TooManyNotes):
        send_note(path="/", text="Jeszcze jedna.", author=author)
    PageNote.objects.update(created_at=timezone.now() - timedelta(days=1))

    assert send_note(path="/", text="Jeszcze jedna.", author=author).pk


def test_note_is_answered_once() -> None:
    note = PageNoteFactory()
    close_note(note=note, answer="Poprawione.", by=UserFactory())

    with pytest.raises(NoteAlreadyDone):
        close_note(note=note, answer="Inna odpowiedź.", by=UserFactory())

    assert PageNote.objects.get().answer == "Poprawione."


@pytest.mark.parametrize(
    "fields",
    [
        {"owner_role": ""},
        {"owner_role": "KTOS"},
        {"owner_role": Role.HR, "owner_person": True},
        {"text": ""},
        {"status": "INNY"},
        {"status": PageNote.Status.DONE},
        {"answer": "Bez zamknięcia."},
        {"answer_seen_at": timezone.now()},
    ],
)
def test_database_refuses_a_note_that_makes_no_sense(fields: dict[str, object]) -> None:
    if fields.get("owner_person"):
        fields = {**fields, "owner_person": PersonFactory()}

    with pytest.raises(IntegrityError), transaction.atomic():
        PageNoteFactory(**fields)


def test_audit_keeps_who_and_where_but_no_words() -> None:
    author, owner = UserFactory(), UserFactory(roles=[Role.IT_SUPPORT])
    note = send_note(path="/szukaj/?q=Nowak", text="Pani Nowak nie ma na liście.", author=author)
    close_note(note=note, answer="Pani Nowak już jest.", by=owner)

    entries = AuditEntry.objects.about(note)

    assert [entry.action for entry in entries] == ["page_notes.close", "page_notes.send"]
    assert "Nowak" not in "".join(f"{entry.object_label}{entry.details}" for entry in entries)


def test_path_is_cut_to_fit_and_cleaned() -> None:
    note = send_note(path="/zarzadzenia/?q=" + "x" * 900 + "\x00\n", text="Za długo.", author=UserFactory())

    assert note.path == "/zarzadzenia/"


def test_reading_is_marked_once() -> None:
    note = PageNoteFactory(done=True)

    mark_answer_seen(note=note)
    first = PageNote.objects.get().answer_seen_at
    mark_answer_seen(note=note)

    assert PageNote.objects.get().answer_seen_at == first is not None


def test_query_is_not_kept() -> None:
    note = send_note(path="/szukaj/?q=Nowak", text="Brak wyników.", author=UserFactory())

    assert PageNote.objects.get(pk=note.pk).path == "/szukaj/"
