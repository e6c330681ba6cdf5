"""The sync against the demo directory that really runs, and against snapshots made by hand for the rest."""

import pytest
from django.core.management import CommandError, call_command

from intranet.core.models import AuditEntry
from intranet.directory.models import JobGroup, OrgUnit, Person
from intranet.directory.sync import Refusal, apply_snapshot
from intranet.directory.tasks import sync_directory
from tests.factories.directory import BASE, person_entry, snapshot_of, unit_entry
from tests.servers.directory import RunningDirectory

pytestmark = pytest.mark.django_db


def test_unreachable_directory_changes_nothing(settings) -> None:
    settings.LDAP_SERVERS = ["ldap://127.0.0.1:9"]

    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("sync_directory")

    assert not Person.objects.exists()


def test_incredibly_many_leavers_are_not_believed() -> None:
    apply_snapshot(snapshot_of([person_entry(number) for number in range(60)]))

    report = apply_snapshot(snapshot_of([person_entry(number) for number in range(30)]))

    assert report.refused == {Refusal.LEAVERS: 30}
    assert Person.objects.active().count() == 60


def test_command_fails_on_a_read_without_groups(demo_directory: RunningDirectory, settings) -> None:
    call_command("sync_directory")
    settings.LDAP_GROUPS_BASE = "ou=uslugi,dc=mops,dc=example"

    with pytest.raises(CommandError, match="the directory shows no groups"):
        call_command("sync_directory")


def test_whole_demo_directory_is_read(
    demo_directory: RunningDirectory, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("sync_directory")

    assert Person.objects.active().count() >= 300
    assert OrgUnit.objects.count() >= 25
    assert OrgUnit.objects.filter(head__isnull=True).count() == 1
    assert OrgUnit.objects.filter(parent__isnull=False).exists()
    assert JobGroup.objects.filter(people__isnull=False).exists()
    assert "people" in capsys.readouterr().out


def test_second_run_changes_nothing(demo_directory: RunningDirectory, django_assert_max_num_queries) -> None:
    sync_directory()

    with django_assert_max_num_queries(25):
        sync_directory()

    assert AuditEntry.objects.filter(action="directory.sync").count() == 1


def test_number_of_queries_does_not_grow_with_people(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(30):
        apply_snapshot(snapshot_of([person_entry(number) for number in range(2)]))
    with django_assert_max_num_queries(30):
        apply_snapshot(snapshot_of([person_entry(number) for number in range(200)]))


def test_heads_and_managers_are_found_by_dn_in_any_case() -> None:
    head = person_entry(1)
    worker = person_entry(2, manager_dn=head.dn.upper())

    apply_snapshot(snapshot_of([worker, head], [unit_entry("WFK", head_dn=head.dn.upper())]))

    assert OrgUnit.objects.get().head.surname == "Żak1"
    assert Person.objects.get(surname="Żak2").manager.surname == "Żak1"


def test_moved_and_renamed_person_is_the_same_person() -> None:
    apply_snapshot(snapshot_of([person_entry(1)]))
    known = Person.objects.get()

    apply_snapshot(
        snapshot_of(
            [person_entry(1, surname="Żak-Nowak", login="nowy", dn=f"uid=nowy,{BASE}", unit_symbol="KM")],
            [unit_entry("WFK"), unit_entry("KM")],
        )
    )

    known.refresh_from_db()
    assert (known.surname, known.unit.symbol) == ("Żak-Nowak", "KM")
    assert Person.objects.count() == 1


def test_leaver_is_deactivated_and_the_session_ends(client_as) -> None:
    client = client_as()
    apply_snapshot(
        snapshot_of([person_entry(1), person_entry(2, guid=client.user.directory_guid, surname="Odchodząca")])
    )
    assert client.get("/").status_code == 200

    report = apply_snapshot(snapshot_of([person_entry(1)]))

    assert report.counts["leavers"] >= 1
    assert client.get("/").status_code == 302
    assert not Person.objects.get(surname="Odchodząca").is_active


def test_overlong_values_are_cut_not_refused() -> None:
    apply_snapshot(snapshot_of([person_entry(1, surname="Ż" * 900, job_title="x" * 900, phone="1" * 900)]))

    assert len(Person.objects.get().surname) == 150
