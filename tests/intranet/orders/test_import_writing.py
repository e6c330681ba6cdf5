"""Writing a checked table: all or nothing, once, by one worker at a time."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import Storage
from django.utils import timezone

from intranet.accounts.models import Role
from intranet.core.models import AuditEntry
from intranet.directory.models import Audience
from intranet.files.models import StoredFile
from intranet.legal.models import LegalAct
from intranet.orders.importing import running, writing
from intranet.orders.models import (
    HeldNumber,
    LegalBasis,
    Order,
    OrderRelation,
    RegisterImport,
    RegisterKind,
)
from intranet.orders.services.importing import (
    ImportBusy,
    ImportMovedOn,
    cancel_import,
    confirm_import,
    restart_import,
)
from intranet.search.indexing import matching_ids
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory
from tests.intranet.orders.import_samples import (
    GOOD,
    PDF,
    archive,
    book,
    checked,
    imported,
    problems_of,
    row,
    sent,
)

pytestmark = pytest.mark.django_db

State = RegisterImport.State
HELD = {"rodzaj": "zarządzenie", "numer": "9/2015", "stan": "anulowany", "powód": "błędnie nadany"}
REGISTER = book(
    GOOD,
    row(numer="6/2015", zmienia="5/2015 (par. 3) od 01.05.2015", co_zmieniono="limit"),
    row(numer="7/2015", uchyla="5/2015; 120/VI/14", pliki="skan.pdf"),
    row(rodzaj="akt zewnętrzny", numer="120/VI/14", data_podpisania="03.02.2014", wydał="Prezydent Miasta"),
    HELD,
)
FILES = archive({"skan.pdf": PDF})


@pytest.fixture
def clerk(db):
    return UserFactory(roles=[Role.CHANCELLERY])


def confirmed(table: bytes = REGISTER, files: bytes | None = FILES) -> RegisterImport:
    found = checked(table, files)
    confirm_import(register_import=found, by=UserFactory(roles=[Role.CHANCELLERY]))
    return found


def kept_files() -> set[str]:
    storage: Storage = RegisterImport._meta.get_field("table").storage
    return set(storage.listdir("imports")[1]) if storage.exists("imports") else set()


def nothing_is_written() -> bool:
    return not any(model.objects.exists() for model in (Order, OrderRelation, HeldNumber, StoredFile))


# --- Refusals ---


def test_table_with_problems_cannot_be_confirmed(clerk):
    found = checked(book(GOOD, row(numer="x")))

    with pytest.raises(ImportMovedOn):
        confirm_import(register_import=found, by=clerk)
    assert nothing_is_written()


def test_unchecked_table_cannot_be_confirmed(clerk):
    with pytest.raises(ImportMovedOn):
        confirm_import(register_import=sent(REGISTER), by=clerk)


def test_two_imports_at_once_are_refused(clerk):
    waiting = sent(REGISTER)

    with pytest.raises(ImportBusy) as refused:
        sent(REGISTER)

    assert refused.value.args == (waiting,)
    assert RegisterImport.objects.count() == 1


def test_another_import_cannot_be_confirmed_while_one_is_busy(clerk):
    ready = checked(book(GOOD))
    sent(REGISTER)

    with pytest.raises(ImportBusy):
        confirm_import(register_import=ready, by=clerk)


def test_written_import_cannot_be_cancelled_started_again_or_confirmed_twice(clerk):
    found = imported(book(GOOD))

    for step in (cancel_import, restart_import, confirm_import):
        with pytest.raises(ImportMovedOn):
            step(register_import=found, by=clerk)


# --- All ---


def test_confirmed_register_is_written_whole(clerk):
    found = imported(REGISTER, FILES)

    assert found.state == State.DONE
    assert found.counts["new_orders"] == Order.objects.count() == 4
    relations = OrderRelation.objects.order_by("pk").values_list(
        "source__number", "type", "target__number", "fragment", "effective_on"
    )
    assert list(relations) == [
        (6, "AMENDS", 5, "§ 3", date(2015, 5, 1)),
        (7, "REPEALS", 5, "", date(2015, 3, 2)),
        (7, "REPEALS", None, "", date(2015, 3, 2)),
    ]
    held = HeldNumber.objects.get()
    assert (str(held), held.state, held.reason) == ("9/2015", "ANNULLED", "błędnie nadany")
    assert Order.objects.get(number=7).attachments.get().file_name == "skan.pdf"


def test_defaults_stand_for_empty_cells(clerk):
    imported(book(GOOD))

    order = Order.objects.get()
    assert order.published_on == order.effective_from == order.signed_on == date(2015, 3, 2)
    assert (order.issuer, order.audience.is_everyone) == ("Dyrektor", True)


def test_unit_keeps_the_name_it_had_and_narrows_who_may_read():
    unit = OrgUnitFactory(symbol="WFK", name="Wydział Finansowy")

    imported(book(row(komórka="WFK", widoczność="WFK"), row(numer="6/2015", widoczność="wfk")))

    orders = list(Order.objects.order_by("number"))
    assert (orders[0].owner_unit, orders[0].owner_unit_name) == (unit, "Wydział Finansowy")
    assert [one.unit for one in orders[0].audience.unit_rows.all()] == [unit]
    assert orders[0].audience == orders[1].audience
    assert Audience.objects.filter(is_everyone=False).count() == 1


def test_numbers_are_written_by_the_pattern_and_read_by_it():
    RegisterKind.objects.update_or_create(
        kind="ORDER", defaults={"pattern": "Z-{number}{suffix}.{roman_month}.{year}"}
    )

    imported(book(row(numer="Z-5a.III.2015")))

    assert Order.objects.get().full_number == "Z-5a.III.2015"


def test_known_acts_of_law_become_structured_bases():
    act = LegalAct.objects.create(
        title="Ustawa z dnia 12 marca 2004 r. o pomocy społecznej",
        short_name="ustawa o pomocy społecznej",
        year=2015,
        position=163,
    )
    basis = (
        "art. 110 ust. 1 ustawy z dnia 12 marca 2004 r. o pomocy społecznej (Dz.U. z 2015 r. poz. 163) "
        "oraz art. 7 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym (Dz.U. z 2013 r. poz. 594)"
    )

    imported(book(row(podstawa_prawna=basis)))

    assert Order.objects.get().legal_basis == basis
    assert list(LegalBasis.objects.values_list("act", "provision")) == [(act.pk, "art. 110 ust. 1")]


def test_import_is_recorded_once_with_counts_and_hashes():
    found = imported(REGISTER, FILES)

    entry = AuditEntry.objects.get(action="orders.import")
    assert entry.details["new_orders"] == 4
    assert (entry.details["table_sha256"], entry.details["archive_sha256"]) == (
        found.table_sha256,
        found.archive_sha256,
    )
    assert not AuditEntry.objects.filter(action="orders.register").exists()


def test_imported_orders_are_found_by_search_at_once():
    imported(REGISTER, FILES)

    assert matching_ids(Order, "zastępstwa").count() == 4


def test_archive_goes_and_table_stays_when_the_import_is_over(django_capture_on_commit_callbacks):
    before = kept_files()

    with django_capture_on_commit_callbacks(execute=True):
        found = imported(REGISTER, FILES)

    assert not found.archive
    assert kept_files() - before == {found.table.name.rpartition("/")[2]}


# --- Again ---


def test_same_table_again_brings_no_doubles(clerk):
    imported(REGISTER, FILES)

    again = checked(REGISTER, FILES)

    assert problems_of(again) == []
    assert (again.new_rows, again.same_rows) == (0, 5)
    with pytest.raises(ImportMovedOn):
        confirm_import(register_import=again, by=clerk)
    assert (Order.objects.count(), HeldNumber.objects.count()) == (4, 1)


def test_table_with_more_rows_adds_only_those():
    imported(book(GOOD))

    imported(book(GOOD, row(numer="8/2015", uchyla="5/2015")))

    assert Order.objects.count() == 2
    assert OrderRelation.objects.get().target.number == 5


def test_task_that_comes_twice_works_once():
    found = confirmed()

    running.run_import(found.pk)
    running.run_import(found.pk)
    running.run_check(found.pk)

    found.refresh_from_db()
    assert (found.state, Order.objects.count()) == (State.DONE, 4)


# --- Or nothing ---


def test_failure_at_the_last_row_leaves_nothing(monkeypatch):
    found = confirmed()

    def fail(*args, **kwargs):
        raise RuntimeError("the last row")

    monkeypatch.setattr(running, "_note_written", fail)
    running.run_import(found.pk)

    found.refresh_from_db()
    assert nothing_is_written()
    assert (found.state, bool(found.failure)) == (State.FAILED, True)
    assert not AuditEntry.objects.filter(action="orders.import").exists()


def test_number_taken_between_check_and_writing_leaves_nothing(monkeypatch):
    found = confirmed()
    prepare = running.prepare

    def another_clerk(*args, **kwargs):
        prepare(*args, **kwargs)
        OrderFactory(number=7, year=2015)

    monkeypatch.setattr(running, "prepare", another_clerk)
    running.run_import(found.pk)

    found.refresh_from_db()
    assert found.state == State.FAILED
    assert Order.objects.count() == 1
    assert not any(model.objects.exists() for model in (OrderRelation, HeldNumber, StoredFile))


def test_worker_killed_while_writing_leaves_nothing_and_the_import_can_go_on(monkeypatch, clerk):
    found = confirmed()
    with monkeypatch.context() as dying:
        dying.setattr(writing.OrderRelation.objects, "bulk_create", _die)
        with pytest.raises(SystemExit):
            running.run_import(found.pk)
    found.refresh_from_db()
    assert (found.state, nothing_is_written(), found.may_start_again) == (State.WRITING, True, False)
    RegisterImport.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
    found.refresh_from_db()

    restart_import(register_import=found, by=clerk)
    running.run_import(found.pk)

    found.refresh_from_db()
    assert (found.state, Order.objects.count()) == (State.DONE, 4)


def _die(*args, **kwargs):
    raise SystemExit


def test_register_that_changed_since_the_check_is_checked_again_before_writing():
    found = confirmed()
    OrderFactory(number=5, year=2015, subject="czegoś innego")

    running.run_import(found.pk)

    found.refresh_from_db()
    assert (found.state, problems_of(found)) == (State.CHECKED, [(2, "numer", "other_content")])
    assert (found.confirmed_at, Order.objects.count()) == (None, 1)


def test_search_interrupted_after_writing_goes_on_without_writing_twice(monkeypatch, clerk):
    found = confirmed()
    with monkeypatch.context() as failing:
        failing.setattr(running, "index_imported", _break)
        running.run_import(found.pk)
    found.refresh_from_db()
    assert (found.state, Order.objects.count()) == (State.FAILED, 4)

    restart_import(register_import=found, by=clerk)
    running.run_import(found.pk)

    found.refresh_from_db()
    assert (found.state, Order.objects.count()) == (State.DONE, 4)
    assert matching_ids(Order, "zastępstwa").count() == 4


def _break(*args, **kwargs):
    raise RuntimeError("no index")
