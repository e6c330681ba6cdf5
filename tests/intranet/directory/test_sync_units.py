from dataclasses import replace
from datetime import date, timedelta

import pytest

from intranet.core.dates import today
from intranet.core.models import AuditEntry
from intranet.directory.hooks import ChangeHook, change_hooks
from intranet.directory.models import OrgUnit, Person
from intranet.directory.sync import Refusal, apply_snapshot
from tests.factories.directory import OrgUnitFactory, PersonFactory, person_entry, snapshot_of, unit_entry

pytestmark = pytest.mark.django_db


def sync(*units, people=()):
    return apply_snapshot(snapshot_of(people, units))


def test_two_units_of_one_symbol_are_not_both_written() -> None:
    first = unit_entry("KADRY", dn="ou=KADRY,ou=a")
    second = unit_entry("KADRY", dn="ou=KADRY,ou=b", guid=unit_entry("inne").guid)

    report = sync(second, first)

    assert report.passed_over == ["KADRY"]
    assert OrgUnit.objects.get().directory_guid == first.guid


def test_symbols_that_differ_in_letter_case_are_one() -> None:
    sync(unit_entry("Żłobek", dn="ou=z"))

    report = sync(unit_entry("ŻŁOBEK", dn="ou=a"), unit_entry("Żłobek", dn="ou=z"))

    assert report.passed_over == ["ŻŁOBEK"]
    assert OrgUnit.objects.get().symbol == "Żłobek"


def test_rename_to_a_symbol_of_another_unit_is_passed_over() -> None:
    sync(unit_entry("WFK"), unit_entry("KM"))

    report = sync(unit_entry("WFK"), unit_entry("KM", symbol="wfk"))

    assert report.passed_over == ["wfk"]
    assert set(OrgUnit.objects.values_list("symbol", flat=True)) == {"WFK", "KM"}


def test_unit_passed_over_keeps_its_symbol_from_newcomers() -> None:
    sync(unit_entry("WFK"), unit_entry("KM"), unit_entry("DPS"))

    report = sync(
        unit_entry("WFK"),
        unit_entry("KM", symbol="WFK"),
        unit_entry("DPS", symbol="KM"),
        unit_entry("N", symbol="DPS"),
    )

    assert sorted(report.passed_over) == ["DPS", "KM", "WFK"]
    assert OrgUnit.objects.count() == 3


def test_symbol_of_a_unit_that_is_gone_is_not_taken_by_a_rename() -> None:
    sync(unit_entry("WFK"), unit_entry("KM"))

    report = sync(unit_entry("KM", symbol="wfk"))

    assert report.passed_over == ["wfk"]
    assert OrgUnit.objects.get(symbol="KM").directory_guid == unit_entry("KM").guid


def test_no_units_at_all_changes_no_unit() -> None:
    sync(unit_entry("WFK", head_dn=person_entry(1).dn), people=[person_entry(1)])

    report = sync(people=[person_entry(1)])

    assert report.refused == {Refusal.NO_UNITS: 1}
    unit = OrgUnit.objects.get()
    assert unit.valid_to is None
    assert unit.head == Person.objects.get()
    assert Person.objects.get().unit == unit


def test_incredibly_many_missing_units_are_not_ended() -> None:
    sync(*(unit_entry(f"K{number}") for number in range(30)))

    report = sync(unit_entry("K0"))

    assert report.refused == {Refusal.UNITS: 29}
    assert OrgUnit.objects.existing(today()).count() == 30


def test_children_of_a_unit_passed_over_go_to_the_nearest_above() -> None:
    top = unit_entry("DZ", dn="ou=DZ,dc=x")
    first = unit_entry("S1", symbol="SEKR", dn="ou=SEKR,ou=A,dc=x")
    second = unit_entry("S2", symbol="SEKR", dn="ou=SEKR,ou=DZ,dc=x", parent_dn=top.dn)
    below = unit_entry("POD", dn="ou=POD,ou=SEKR,ou=DZ,dc=x", parent_dn=second.dn)

    sync(top, first, second, below)

    assert OrgUnit.objects.get(symbol="POD").parent.symbol == "DZ"


def test_unit_keeps_its_row_when_renamed() -> None:
    sync(unit_entry("WFK"))

    sync(replace(unit_entry("WFK"), name="Wydział Finansów", symbol="WF"))

    unit = OrgUnit.objects.get()
    assert (unit.name, unit.symbol) == ("Wydział Finansów", "WF")


def test_units_may_exchange_their_symbols() -> None:
    sync(unit_entry("WFK"), unit_entry("KM"))

    sync(unit_entry("WFK", symbol="KM"), unit_entry("KM", symbol="WFK"))

    assert OrgUnit.objects.get(symbol="KM").directory_guid == unit_entry("WFK").guid


def test_every_unit_made_by_hand_is_found_by_its_symbol() -> None:
    made = {OrgUnitFactory(directory_guid=None, symbol=symbol).pk for symbol in ("WFK", "km", "DPS")}

    sync(unit_entry("WFK"), unit_entry("KM"), unit_entry("DPS"))

    assert set(OrgUnit.objects.values_list("pk", flat=True)) == made
    assert not OrgUnit.objects.filter(directory_guid=None).exists()


def test_unit_made_anew_in_the_directory_is_the_same_unit() -> None:
    sync(unit_entry("WFK"))
    known = OrgUnit.objects.get()

    report = sync(unit_entry("WFK", guid=unit_entry("nowa").guid))

    known.refresh_from_db()
    assert known.directory_guid == unit_entry("nowa").guid
    assert OrgUnit.objects.count() == 1
    assert report.counts["units_ended"] == 0


def test_child_unit_may_come_before_its_parent() -> None:
    sync(unit_entry("WFK-1", parent_dn=unit_entry("WFK").dn), unit_entry("WFK"))

    assert OrgUnit.objects.get(symbol="WFK-1").parent.symbol == "WFK"


def test_move_of_a_unit_is_counted_announced_and_kept() -> None:
    child = unit_entry("KM-1", parent_dn=unit_entry("WFK").dn)
    sync(unit_entry("WFK"), unit_entry("KM"), child)
    told: list[int] = []
    change_hooks.register(ChangeHook("test", units=told.extend))

    try:
        report = sync(unit_entry("WFK"), unit_entry("KM"), replace(child, parent_dn=unit_entry("KM").dn))
    finally:
        change_hooks.unregister("test")

    moved = OrgUnit.objects.get(symbol="KM-1")
    assert moved.parent.symbol == "KM"
    assert report.counts["units_moved"] == 1
    assert told == [moved.pk]
    entry = AuditEntry.objects.get(action="directory.unit_moved")
    assert (entry.object_id, entry.details) == (str(moved.pk), {"from": "WFK", "to": "KM"})


def test_unit_gone_from_the_directory_ends_without_a_head() -> None:
    sync(unit_entry("WFK"), unit_entry("KM", head_dn=person_entry(1).dn), people=[person_entry(1)])

    report = sync(unit_entry("WFK"), people=[person_entry(1, unit_symbol="KM")])

    ended = OrgUnit.objects.get(symbol="KM")
    assert (ended.valid_to, ended.head) == (today() - timedelta(days=1), None)
    assert report.counts["units_ended"] == 1
    assert ended.pk in report.changes.units
    assert AuditEntry.objects.filter(action="directory.unit_ended", object_id=ended.pk).exists()
    assert Person.objects.get().unit is None


def test_unit_that_began_today_may_end_today() -> None:
    sync(unit_entry("WFK"), unit_entry("KM"))
    OrgUnit.objects.filter(symbol="KM").update(valid_from=today())

    sync(unit_entry("WFK"))

    assert OrgUnit.objects.get(symbol="KM").valid_to == today()


def test_unit_that_comes_back_goes_on() -> None:
    sync(unit_entry("WFK"), unit_entry("KM"))
    sync(unit_entry("WFK"))

    sync(unit_entry("WFK"), unit_entry("KM"))

    assert OrgUnit.objects.get(symbol="KM").valid_to is None


def test_unit_of_the_past_made_by_hand_is_left_alone() -> None:
    past = OrgUnitFactory(
        directory_guid=None, valid_to=date(2012, 6, 30), head=PersonFactory(directory_guid=None)
    )

    sync(unit_entry("WFK"))

    past.refresh_from_db()
    assert past.valid_to == date(2012, 6, 30)
    assert past.head is not None


@pytest.mark.parametrize("people", [[], [person_entry(1, is_disabled=True)]], ids=["left", "disabled"])
def test_who_does_not_work_here_heads_no_unit_and_manages_nobody(people) -> None:
    unit, worker = (
        unit_entry("WFK", head_dn=person_entry(1).dn),
        person_entry(2, manager_dn=person_entry(1).dn),
    )
    sync(unit, people=[person_entry(1), worker])
    assert OrgUnit.objects.get().head.surname == "Żak1"

    sync(unit, people=[*people, worker])

    assert OrgUnit.objects.get().head is None
    assert Person.objects.get(surname="Żak2").manager is None


def test_unit_made_by_hand_loses_a_head_who_left() -> None:
    sync(unit_entry("WFK"), people=[person_entry(1), person_entry(2)])
    unit = OrgUnitFactory(directory_guid=None, head=Person.objects.get(surname="Żak1"))

    sync(unit_entry("WFK"), people=[person_entry(2)])

    unit.refresh_from_db()
    assert unit.head is None


def test_head_who_is_not_believed_to_have_left_stays() -> None:
    everybody = [person_entry(number) for number in range(60)]
    unit = unit_entry("WFK", head_dn=person_entry(1).dn)
    sync(unit, people=everybody)

    sync(unit, people=everybody[30:])

    assert OrgUnit.objects.get().head.surname == "Żak1"


def test_overlong_texts_of_units_are_cut() -> None:
    sync(
        unit_entry("WFK", symbol="S" * 99, name="N" * 999, address="A" * 999),
        people=[person_entry(1, unit_symbol="S" * 99)],
    )

    assert len(OrgUnit.objects.get().symbol) == 40
    assert Person.objects.get().unit is not None
