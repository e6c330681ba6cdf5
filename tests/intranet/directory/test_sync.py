"""The sync against the demo directory that really runs, and against snapshots made by hand for the rest."""

import uuid
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from intranet.accounts.models import Role, User
from intranet.core.models import AuditEntry
from intranet.directory.models import JobGroup, OrgUnit, Person
from intranet.directory.sync import apply_snapshot
from intranet.directory.tasks import sync_directory
from intranet.ldap.entries import DirectoryGroup, DirectoryPerson, DirectorySnapshot, DirectoryUnit
from tests.factories.accounts import UserFactory
from tests.servers.directory import RunningDirectory

pytestmark = pytest.mark.django_db

BASE = "dc=mops,dc=example"


def person(number: int, **fields: object) -> DirectoryPerson:
    return DirectoryPerson(
        **{
            "guid": uuid.uuid5(uuid.NAMESPACE_OID, f"person {number}"),
            "dn": f"uid=osoba{number},ou=ludzie,{BASE}",
            "login": f"osoba{number}",
            "given_name": "Łucja",
            "surname": f"Żak{number}",
            "unit_symbol": "WFK",
            **fields,
        }
    )


def unit(symbol: str, **fields: object) -> DirectoryUnit:
    return DirectoryUnit(
        **{
            "guid": uuid.uuid5(uuid.NAMESPACE_OID, f"unit {symbol}"),
            "dn": f"ou={symbol},ou=jednostki,{BASE}",
            "symbol": symbol,
            "name": f"Wydział {symbol}",
            **fields,
        }
    )


def snapshot(
    people: list[DirectoryPerson],
    units: list[DirectoryUnit] | None = None,
    groups: tuple[DirectoryGroup, ...] = (),
) -> DirectorySnapshot:
    return DirectorySnapshot(people=tuple(people), units=tuple(units or [unit("WFK")]), groups=groups)


def test_unreachable_directory_changes_nothing(settings) -> None:
    settings.LDAP_SERVERS = ["ldap://127.0.0.1:9"]

    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("sync_directory")

    assert not Person.objects.exists()


def test_incredibly_many_leavers_are_not_believed() -> None:
    apply_snapshot(snapshot([person(number) for number in range(60)]))

    report = apply_snapshot(snapshot([person(number) for number in range(30)]))

    assert report.leavers_refused == 30
    assert Person.objects.active().count() == 60


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
        apply_snapshot(snapshot([person(number) for number in range(2)]))
    with django_assert_max_num_queries(30):
        apply_snapshot(snapshot([person(number) for number in range(200)]))


def test_child_unit_may_come_before_its_parent() -> None:
    child = unit("WFK-1", parent_dn=unit("WFK").dn)

    apply_snapshot(snapshot([], [child, unit("WFK")]))

    assert OrgUnit.objects.get(symbol="WFK-1").parent.symbol == "WFK"


def test_heads_and_managers_are_found_by_dn_in_any_case() -> None:
    head = person(1)
    worker = person(2, manager_dn=head.dn.upper())

    apply_snapshot(snapshot([worker, head], [unit("WFK", head_dn=head.dn.upper())]))

    assert OrgUnit.objects.get().head.surname == "Żak1"
    assert Person.objects.get(surname="Żak2").manager.surname == "Żak1"


def test_moved_and_renamed_person_is_the_same_person() -> None:
    apply_snapshot(snapshot([person(1)]))
    known = Person.objects.get()

    apply_snapshot(
        snapshot(
            [person(1, surname="Żak-Nowak", login="nowy", dn=f"uid=nowy,{BASE}", unit_symbol="KM")],
            [unit("WFK"), unit("KM")],
        )
    )

    known.refresh_from_db()
    assert (known.surname, known.unit.symbol) == ("Żak-Nowak", "KM")
    assert Person.objects.count() == 1


def test_renamed_unit_keeps_its_row() -> None:
    apply_snapshot(snapshot([], [unit("WFK")]))
    apply_snapshot(snapshot([], [replace(unit("WFK"), name="Wydział Finansów")]))

    assert OrgUnit.objects.get().name == "Wydział Finansów"


def test_job_groups_come_from_groups_with_the_prefix() -> None:
    group = DirectoryGroup(uuid.uuid4(), f"cn=x,{BASE}", "stanowisko-asystent-rodziny", "asystenci rodziny")

    apply_snapshot(
        snapshot([person(1, group_names=("stanowisko-asystent-rodziny", "inna"))], groups=(group,))
    )
    assert list(Person.objects.get().job_groups.values_list("name", flat=True)) == ["asystenci rodziny"]
    apply_snapshot(snapshot([person(1)], groups=(group,)))
    assert not Person.objects.get().job_groups.exists()


def test_leaver_is_deactivated_and_the_session_ends(client_as) -> None:
    client = client_as()
    apply_snapshot(snapshot([person(1), person(2, guid=client.user.directory_guid, surname="Odchodząca")]))
    assert client.get("/").status_code == 200

    report = apply_snapshot(snapshot([person(1)]))

    assert report.counts["leavers"] >= 1
    assert client.get("/").status_code == 302
    assert not Person.objects.get(surname="Odchodząca").is_active


def test_person_who_returns_is_active_again() -> None:
    user = UserFactory(directory_guid=person(1).guid)
    apply_snapshot(snapshot([person(1)]))
    apply_snapshot(snapshot([]))
    apply_snapshot(snapshot([person(1)]))

    user.refresh_from_db()
    assert Person.objects.get().is_active
    assert user.is_active


def test_account_blocked_by_hand_is_not_unblocked() -> None:
    user = UserFactory(directory_guid=person(1).guid, is_active=False)
    apply_snapshot(snapshot([person(1)]))
    apply_snapshot(snapshot([person(1, phone="42 1")]))

    user.refresh_from_db()
    assert not user.is_active


def test_role_is_taken_when_the_group_is_left() -> None:
    user = UserFactory(directory_guid=person(1).guid)
    apply_snapshot(snapshot([person(1, group_names=("intranet-kadry",))]))
    assert User.objects.get(pk=user.pk).roles == {Role.HR}

    apply_snapshot(snapshot([person(1)]))

    assert User.objects.get(pk=user.pk).roles == frozenset()


def test_overlong_values_are_cut_not_refused() -> None:
    apply_snapshot(snapshot([person(1, surname="Ż" * 900, job_title="x" * 900, phone="1" * 900)]))

    assert len(Person.objects.get().surname) == 150
