"""Cancelled imports, lost tasks, dead workers, and what is forgotten after a month."""

from datetime import timedelta

import pytest
from django.core.files.storage import Storage
from django.utils import timezone

from intranet.accounts.models import Role
from intranet.files.models import StoredFile
from intranet.orders.importing import running
from intranet.orders.importing.progress import RowProgress
from intranet.orders.models import HeldNumber, ImportProblem, Order, OrderRelation, RegisterImport
from intranet.orders.services import importing
from intranet.orders.services.importing import (
    cancel_import,
    confirm_import,
    forget_unfinished_imports,
    restart_import,
    wake_waiting_imports,
)
from tests.factories.accounts import UserFactory
from tests.intranet.orders.import_samples import GOOD, PDF, archive, book, checked, row, sent

pytestmark = pytest.mark.django_db

State = RegisterImport.State
REGISTER = book(GOOD, row(numer="7/2015", uchyla="5/2015", pliki="skan.pdf"))
FILES = archive({"skan.pdf": PDF})


@pytest.fixture
def clerk(db):
    return UserFactory(roles=[Role.CHANCELLERY])


def confirmed() -> RegisterImport:
    found = checked(REGISTER, FILES)
    confirm_import(register_import=found, by=UserFactory(roles=[Role.CHANCELLERY]))
    return found


def kept_files() -> set[str]:
    storage: Storage = RegisterImport._meta.get_field("table").storage
    return set(storage.listdir("imports")[1]) if storage.exists("imports") else set()


def nothing_is_written() -> bool:
    return not any(model.objects.exists() for model in (Order, OrderRelation, HeldNumber, StoredFile))


def test_waiting_import_is_cancelled_at_once(clerk):
    found = cancel_import(register_import=sent(REGISTER), by=clerk)
    running.run_check(found.pk)

    found.refresh_from_db()
    assert found.state == State.CANCELLED


def test_check_stops_when_it_is_cancelled(monkeypatch, clerk):
    monkeypatch.setattr("intranet.orders.importing.progress.EVERY_SECONDS", 0)
    found = sent(REGISTER, FILES)
    step = RowProgress.step

    def cancelled_meanwhile(self, count=1):
        RegisterImport.objects.update(is_cancel_asked=True)
        step(self, count)

    monkeypatch.setattr(RowProgress, "step", cancelled_meanwhile)
    running.run_check(found.pk)

    found.refresh_from_db()
    assert (found.state, found.is_cancel_asked) == (State.CANCELLED, False)
    assert not ImportProblem.objects.exists()


def test_cancel_during_writing_is_heard_until_the_last_moment(monkeypatch, clerk):
    found = confirmed()
    write = running.write

    def cancelled_meanwhile(prepared):
        write(prepared)
        RegisterImport.objects.update(is_cancel_asked=True)

    monkeypatch.setattr(running, "write", cancelled_meanwhile)
    running.run_import(found.pk)

    found.refresh_from_db()
    assert (found.state, nothing_is_written()) == (State.CANCELLED, True)


def test_worker_given_up_for_dead_cannot_go_on(monkeypatch, clerk):
    found = confirmed()
    write = running.write

    def taken_over(prepared):
        write(prepared)
        RegisterImport.objects.update(turn=99)

    monkeypatch.setattr(running, "write", taken_over)
    running.run_import(found.pk)

    assert nothing_is_written()


def test_dead_worker_is_noticed_and_its_import_may_start_again(clerk):
    found = sent(REGISTER)
    RegisterImport.objects.update(state=State.CHECKING, seen_at=timezone.now() - timedelta(minutes=6))
    found.refresh_from_db()
    assert found.may_start_again

    wake_waiting_imports()

    found.refresh_from_db()
    assert found.state == State.INTERRUPTED
    assert restart_import(register_import=found, by=clerk).state == State.WAITING_CHECK


def test_dead_import_is_no_obstacle_to_another(clerk):
    dead = sent(REGISTER)
    RegisterImport.objects.update(state=State.CHECKING, seen_at=timezone.now() - timedelta(minutes=6))

    sent(REGISTER)

    dead.refresh_from_db()
    assert dead.state == State.INTERRUPTED


def test_lost_task_is_sent_again(monkeypatch, django_capture_on_commit_callbacks):
    queued = []
    monkeypatch.setattr(importing, "_send", lambda task, import_id: queued.append((task, import_id)))
    found = sent(REGISTER)
    RegisterImport.objects.update(queued_at=timezone.now() - timedelta(minutes=2))

    with django_capture_on_commit_callbacks(execute=True):
        wake_waiting_imports()

    assert queued == [("orders.check_import", found.pk)]


def test_unfinished_import_is_forgotten_after_a_month(clerk, django_capture_on_commit_callbacks):
    before = kept_files()
    found = checked(REGISTER, FILES)
    RegisterImport.objects.update(queued_at=timezone.now() - timedelta(days=31))

    with django_capture_on_commit_callbacks(execute=True):
        assert forget_unfinished_imports() == 1

    found.refresh_from_db()
    assert not found.may_be_confirmed
    assert kept_files() == before
