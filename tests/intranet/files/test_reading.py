from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction

from intranet.files import waking
from intranet.files.extraction import reading
from intranet.files.extraction.process import Reading
from intranet.files.hooks import TextHook, text_hooks
from intranet.files.models import FileText, StoredFile
from intranet.files.services import store_file
from intranet.files.tasks import extract_text as task
from intranet.files.tasks import extract_waiting as periodic_task
from tests.intranet.files import samples

pytestmark = pytest.mark.django_db
Status = FileText.Status


@pytest.fixture
def told() -> Iterator[list[tuple[StoredFile, str]]]:
    """Collect what the domains above are told."""
    heard: list[tuple[StoredFile, str]] = []
    text_hooks.register(TextHook("test", lambda file: heard.append((file, file.reading.text))))
    yield heard
    text_hooks.unregister("test")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Read every document in no time; gives the list of what was read."""
    read: list[str] = []

    def answer(path: str, media_type: str, allowance: object) -> Reading:
        read.append(path)
        return Reading(Status.DONE, text="Treść", pages=2)

    monkeypatch.setattr(reading, "read_text", answer)
    return read


def later(**passed: float) -> time_machine.travel:
    return time_machine.travel(datetime.now(UTC) + timedelta(**passed), tick=False)


def stored() -> StoredFile:
    return store_file(data=samples.pdf(), name="regulamin.pdf")


def test_new_file_waits_to_be_read() -> None:
    assert stored().reading.status == Status.WAITING


def test_file_of_a_rolled_back_transaction_wakes_nobody(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    woken: list[object] = []
    monkeypatch.setattr(waking, "_queue", woken.append)

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        stored()
        transaction.set_rollback(True)

    assert woken == []
    assert not FileText.objects.exists()


def test_file_is_queued_after_commit_by_its_identifier(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    sent: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(
        waking.current_app, "send_task", lambda name, args, **kwargs: sent.append((name, args))
    )

    with django_capture_on_commit_callbacks(execute=True):
        file = stored()

    assert sent == [("files.extract_text", [str(file.pk)])]


def test_silent_broker_keeps_nobody_from_storing(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    asked: list[int] = []

    def refuse() -> None:
        asked.append(1)
        raise ConnectionError("no broker")

    monkeypatch.setattr(waking.current_app, "connection_for_write", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        stored()
        stored()

    assert len(asked) == 1
    assert reading.waiting_count() == 2


def test_file_is_read_once_however_often_it_is_asked_for(quick, told) -> None:
    file = stored()

    task(str(file.pk))
    task(str(file.pk))

    assert len(quick) == 1
    assert [(one.pk, text) for one, text in told] == [(file.pk, "Treść")]
    file.reading.refresh_from_db()
    assert (file.reading.status, file.reading.pages, file.reading.attempts) == (Status.DONE, 2, 1)


def test_withdrawn_or_unknown_file_is_passed_over(quick) -> None:
    task(str(uuid4()))

    assert quick == []


def test_file_taken_up_by_one_worker_is_left_alone_by_another(quick, monkeypatch) -> None:
    file = stored()

    def meanwhile(path: str, media_type: str, allowance: object) -> Reading:
        assert reading.extract_text(file.pk) is None
        return Reading(Status.DONE, text="Treść")

    monkeypatch.setattr(reading, "read_text", meanwhile)

    assert reading.extract_text(file.pk) is not None


def test_file_withdrawn_while_it_is_read_leaves_nothing(monkeypatch, told) -> None:
    file = stored()

    def meanwhile(path: str, media_type: str, allowance: object) -> Reading:
        StoredFile.objects.filter(pk=file.pk).delete()
        return Reading(Status.DONE, text="Tajne")

    monkeypatch.setattr(reading, "read_text", meanwhile)

    assert reading.extract_text(file.pk) is None
    assert told == []
    assert not FileText.objects.exists()


def test_picture_is_inaccessible_and_needs_no_reader(quick) -> None:
    file = store_file(data=samples.picture(), name="skan.png")

    text = reading.extract_text(file.pk)

    assert text is not None
    assert (text.status, text.is_inaccessible, quick) == (Status.NO_TEXT_LAYER, True, [])


@pytest.mark.parametrize(
    ("status", "is_inaccessible"),
    [
        (Status.NO_TEXT_LAYER, True),
        (Status.ENCRYPTED, True),
        (Status.BROKEN, True),
        (Status.DONE, False),
        (Status.WAITING, False),
    ],
)
def test_owner_is_told_of_files_that_keep_their_content_to_themselves(
    status: str, is_inaccessible: bool
) -> None:
    assert FileText(status=status).is_inaccessible is is_inaccessible


def test_file_without_bytes_is_a_failure_not_a_crash() -> None:
    file = stored()
    file.content.storage.delete(file.content.name)

    text = reading.extract_text(file.pk)

    assert text is not None
    assert text.status == Status.FAILED


def test_fresh_file_is_left_to_its_own_task(quick) -> None:
    stored()

    assert reading.extract_waiting(most=10) == 0


def test_lost_task_is_made_up_for(quick) -> None:
    file = stored()

    with later(minutes=2):
        periodic_task()

    file.reading.refresh_from_db()
    assert file.reading.status == Status.DONE


def test_no_more_are_taken_up_than_asked_for(quick) -> None:
    for _ in range(3):
        stored()

    with later(minutes=2):
        assert reading.extract_waiting(most=2) == 2

    assert reading.waiting_count() == 1


def test_file_whose_worker_died_is_taken_up_again_but_not_for_ever(quick) -> None:
    file = stored()
    FileText.objects.update(claimed_at=datetime.now(UTC), attempts=2)

    with later(minutes=2):
        assert reading.extract_waiting(most=10) == 0
    with later(minutes=6):
        assert reading.extract_waiting(most=10) == 1

    FileText.objects.update(status=Status.WAITING, text="", claimed_at=datetime.now(UTC), attempts=3)
    with later(minutes=6):
        assert reading.extract_waiting(most=10) == 0
    file.reading.refresh_from_db()
    assert file.reading.status == Status.FAILED


def test_domain_that_chokes_on_a_text_keeps_no_other_from_being_read(quick) -> None:
    first, second = stored(), stored()

    def choke(file: StoredFile) -> None:
        if file.pk == first.pk:
            raise ValueError("no such order")

    text_hooks.register(TextHook("choking", choke))
    try:
        with later(minutes=2):
            taken = reading.extract_waiting(most=10)
    finally:
        text_hooks.unregister("choking")

    assert taken == 1
    for file in (first, second):
        file.reading.refresh_from_db()
    assert (first.reading.status, first.reading.text) == (Status.WAITING, "")
    assert second.reading.status == Status.DONE


def test_command_reads_what_waits_and_says_so(quick, capsys) -> None:
    stored()

    call_command("extract_texts")

    said = capsys.readouterr().out
    assert "1 files to read" in said
    assert "DONE: 1" in said
    assert reading.waiting_count() == 0


def test_command_reads_again_only_when_asked(quick, told) -> None:
    stored()
    for options in ({}, {}, {"again": True}):
        call_command("extract_texts", **options)

    assert len(quick) == 2
    assert len(told) == 2


def test_command_gives_files_of_old_their_rows(quick) -> None:
    file = stored()
    FileText.objects.all().delete()

    call_command("extract_texts")

    assert FileText.objects.get().file_id == file.pk


def test_database_keeps_no_text_of_what_was_not_read() -> None:
    file = stored()

    with pytest.raises(IntegrityError), transaction.atomic():
        FileText.objects.filter(file=file).update(status=Status.ENCRYPTED, text="Tajne")
    with pytest.raises(IntegrityError), transaction.atomic():
        FileText.objects.filter(file=file).update(status="UNHEARD_OF")
