"""A sync reads for minutes; meanwhile people sign in, and another sync may begin."""

import threading
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from intranet.accounts.models import Role, User
from intranet.accounts.services import update_user_from_directory
from intranet.directory.models import LastSync, OrgUnit, Person
from intranet.directory.sync import SyncNotNeeded, apply_snapshot
from intranet.directory.tasks import sync_directory
from tests.factories.directory import person_entry, snapshot_of
from tests.servers.directory import RunningDirectory
from tests.two_writers import two_writers


def before_now() -> datetime:
    return timezone.now() - timedelta(minutes=5)


@pytest.mark.django_db
def test_older_read_is_not_written_over_a_newer_one() -> None:
    apply_snapshot(snapshot_of([person_entry(1)]))

    with pytest.raises(SyncNotNeeded):
        apply_snapshot(snapshot_of([person_entry(2)]), read_began_at=before_now())

    assert Person.objects.get().surname == "Żak1"


@pytest.mark.django_db
def test_read_dated_by_a_wrong_clock_does_not_stop_the_syncs() -> None:
    LastSync.objects.create(pk=1, read_began_at=timezone.now() + timedelta(days=1))

    apply_snapshot(snapshot_of([person_entry(1)]))

    assert Person.objects.exists()


@two_writers
def test_second_sync_at_once_says_so_and_does_nothing(demo_directory: RunningDirectory) -> None:
    apply_snapshot(snapshot_of([person_entry(1)]))
    is_held, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                LastSync.objects.select_for_update().get()
                is_held.set()
                may_end.wait(30)
        finally:
            connection.close()

    first = threading.Thread(target=hold)
    first.start()
    try:
        assert is_held.wait(10)
        sync_directory()
        with pytest.raises(CommandError, match="Nothing was changed: Another sync is writing"):
            call_command("sync_directory")
    finally:
        may_end.set()
        first.join(10)

    assert Person.objects.get().surname == "Żak1"


@two_writers
def test_first_sign_in_at_the_moment_of_writing_keeps_one_person() -> None:
    def sign_in() -> None:
        try:
            update_user_from_directory(entry=person_entry(1, surname="Ze Wpisu"))
        finally:
            connection.close()

    def sign_in_before_people_are_written(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "directory_person" '):
            other = threading.Thread(target=sign_in)
            other.start()
            other.join(10)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(sign_in_before_people_are_written):
        apply_snapshot(snapshot_of([person_entry(1), person_entry(2, manager_dn=person_entry(1).dn)]))

    person = Person.objects.get(surname="Ze Wpisu")
    assert person.user is not None
    assert Person.objects.get(surname="Żak2").manager == person


@pytest.mark.django_db
def test_new_person_who_signed_in_during_the_read_is_no_leaver() -> None:
    read_began_at = before_now()
    user = update_user_from_directory(entry=person_entry(2, group_names=("intranet-kadry",)))

    report = apply_snapshot(snapshot_of([person_entry(1)]), read_began_at=read_began_at)

    assert report.counts["leavers"] == 0
    assert Person.objects.get(user=user).is_active
    assert User.objects.get(pk=user.pk).is_active
    assert User.objects.get(pk=user.pk).roles == {Role.HR}


@pytest.mark.django_db
def test_person_who_signed_in_during_the_read_stays_as_the_sign_in_wrote() -> None:
    read_began_at = before_now()
    fresh = person_entry(1, surname="Nowa", group_names=("intranet-kadry", "stanowisko-prawnik"))
    apply_snapshot(snapshot_of([fresh]), read_began_at=before_now() - timedelta(hours=1))
    user = update_user_from_directory(entry=fresh)

    apply_snapshot(
        snapshot_of([person_entry(1, surname="Dawna", is_disabled=True)]), read_began_at=read_began_at
    )

    person = Person.objects.get()
    assert (person.surname, person.is_active) == ("Nowa", True)
    assert person.job_groups.count() == 1
    assert User.objects.get(pk=user.pk).roles == {Role.HR}
    assert User.objects.get(pk=user.pk).is_active


@pytest.mark.django_db
def test_person_who_signed_in_before_the_read_is_a_leaver_when_missing() -> None:
    user = update_user_from_directory(entry=person_entry(2))

    report = apply_snapshot(snapshot_of([person_entry(1)]))

    assert report.counts["leavers"] == 1
    assert not User.objects.get(pk=user.pk).is_active


@pytest.mark.django_db
def test_sign_in_and_sync_find_the_same_unit() -> None:
    apply_snapshot(snapshot_of([person_entry(1, unit_symbol="wfk")]))

    update_user_from_directory(entry=person_entry(1, unit_symbol="WFK"))

    assert Person.objects.get().unit == OrgUnit.objects.get()
    assert not apply_snapshot(snapshot_of([person_entry(1, unit_symbol="Wfk")])).counts["people_changed"]
