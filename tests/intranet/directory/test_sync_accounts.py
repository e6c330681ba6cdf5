"""What a sync does to accounts: their state and their roles."""

import pytest

from intranet.accounts.models import Role, RoleGrant, User
from intranet.accounts.services import update_user_from_directory
from intranet.directory.models import Person
from intranet.directory.sync import Refusal, apply_snapshot
from tests.factories.accounts import UserFactory
from tests.factories.directory import group_entry, person_entry, snapshot_of

pytestmark = pytest.mark.django_db
HR_GROUP = "intranet-kadry"


def sync(*people, groups=None):
    return apply_snapshot(snapshot_of(people, groups=groups))


def in_hr(*numbers: int):
    return [person_entry(number, group_names=(HR_GROUP,)) for number in numbers]


def accounts_of(*entries) -> list[User]:
    return [UserFactory(directory_guid=entry.guid) for entry in entries]


def roles_of(user: User) -> frozenset[str]:
    return User.objects.get(pk=user.pk).roles


def is_active(user: User) -> bool:
    return User.objects.get(pk=user.pk).is_active


def test_read_without_groups_takes_no_role_and_no_job_group() -> None:
    entry = person_entry(1, group_names=("intranet-administratorzy", "stanowisko-prawnik"))
    (user,) = accounts_of(entry)
    sync(entry)
    assert roles_of(user) == {Role.ADMINISTRATOR}

    report = sync(person_entry(1), groups=())

    assert report.refused == {Refusal.NO_GROUPS: 2}
    assert roles_of(user) == {Role.ADMINISTRATOR}
    assert User.objects.get(pk=user.pk).is_superuser
    assert Person.objects.get().job_groups.exists()


def test_directory_that_never_had_groups_is_believed() -> None:
    report = sync(person_entry(1), groups=())

    assert not report.refused


def test_incredibly_many_lost_roles_are_not_believed_and_new_ones_are() -> None:
    entries = in_hr(*range(30))
    users = accounts_of(*entries, person_entry(31))
    sync(*entries, person_entry(31))

    report = sync(*(person_entry(number) for number in range(30)), *in_hr(31))

    assert report.refused == {Refusal.ROLES: 30}
    assert {roles_of(user) for user in users} == {frozenset({Role.HR})}


def test_leavers_who_are_not_believed_keep_roles_and_job_groups() -> None:
    entries = [person_entry(number, group_names=(HR_GROUP, "stanowisko-prawnik")) for number in range(60)]
    users = accounts_of(*entries)
    sync(*entries)

    report = sync(*entries[30:])

    assert report.refused == {Refusal.LEAVERS: 30}
    assert all(roles_of(user) == {Role.HR} and is_active(user) for user in users)
    assert Person.objects.filter(job_groups__isnull=False).count() == 60


def test_incredibly_many_ended_memberships_are_not_believed() -> None:
    entries = [person_entry(number, group_names=("stanowisko-prawnik",)) for number in range(60)]
    sync(*entries)

    report = sync(
        *(person_entry(number) for number in range(60)), person_entry(61, group_names=("stanowisko-a",))
    )

    assert report.refused == {Refusal.MEMBERSHIPS: 60}
    assert Person.objects.filter(job_groups__code="prawnik").count() == 60
    assert Person.objects.filter(job_groups__code="a").count() == 1


def test_account_blocked_by_hand_stays_blocked_whatever_the_directory_does() -> None:
    user = UserFactory(directory_guid=person_entry(1).guid, is_active=False, is_blocked_by_hand=True)

    for is_disabled in (False, True, False):
        sync(person_entry(1, is_disabled=is_disabled))

        assert not is_active(user)


def test_account_disabled_in_the_directory_is_shut_out() -> None:
    (user,) = accounts_of(person_entry(1))
    sync(person_entry(1))

    report = sync(person_entry(1, is_disabled=True))

    assert not is_active(user)
    assert report.counts["accounts_disabled"] == 1


def test_account_enabled_again_works_after_the_sync() -> None:
    (user,) = accounts_of(person_entry(1))
    sync(person_entry(1, is_disabled=True))

    sync(person_entry(1))

    assert is_active(user)


def test_account_enabled_again_works_when_the_sign_in_comes_before_the_sync() -> None:
    (user,) = accounts_of(person_entry(1))
    sync(person_entry(1, is_disabled=True))

    signed_in = update_user_from_directory(entry=person_entry(1))
    sync(person_entry(1))

    assert signed_in.is_active
    assert is_active(user)


def test_account_left_inactive_beside_an_active_person_is_mended() -> None:
    (user,) = accounts_of(person_entry(1))
    sync(person_entry(1))
    User.objects.update(is_active=False)

    sync(person_entry(1))

    assert is_active(user)


def test_person_who_returns_is_active_again() -> None:
    (user,) = accounts_of(person_entry(1))
    sync(person_entry(1), person_entry(2))
    sync(person_entry(2))
    assert not is_active(user)

    sync(person_entry(1), person_entry(2))

    assert Person.objects.filter(is_active=True).count() == 2
    assert is_active(user)


def test_leaver_loses_roles_from_the_directory_alone() -> None:
    (user,) = accounts_of(*in_hr(1))
    sync(*in_hr(1), person_entry(2))
    RoleGrant.objects.create(user=user, role=Role.LEGAL, source=RoleGrant.Source.MANUAL)

    sync(person_entry(2))

    assert roles_of(user) == {Role.LEGAL}


def test_leaver_loses_roles_even_when_groups_are_not_believed() -> None:
    users = accounts_of(*in_hr(1, 2))
    sync(*in_hr(1, 2))

    sync(person_entry(2), groups=())

    assert [roles_of(user) for user in users] == [frozenset(), {Role.HR}]


def test_role_is_taken_when_the_group_is_left() -> None:
    (user,) = accounts_of(*in_hr(1))
    sync(*in_hr(1))
    assert roles_of(user) == {Role.HR}

    sync(person_entry(1))

    assert roles_of(user) == frozenset()


def test_job_groups_come_from_groups_with_the_prefix_in_any_letter_case() -> None:
    group = group_entry("Stanowisko-asystent-rodziny", "asystenci rodziny")

    sync(person_entry(1, group_names=("Stanowisko-asystent-rodziny", "inna")), groups=[group])
    assert list(Person.objects.get().job_groups.values_list("code", "name")) == [
        ("asystent-rodziny", "asystenci rodziny")
    ]
    sync(person_entry(1), groups=[group])

    assert not Person.objects.get().job_groups.exists()


def test_overlong_job_groups_are_cut_and_settle() -> None:
    names = ("stanowisko-" + "x" * 200, "stanowisko-" + "x" * 201)
    groups = [group_entry(name, "opis " * 99) for name in names]

    sync(person_entry(1, group_names=names), groups=groups)
    report = sync(person_entry(1, group_names=names), groups=groups)

    assert len(Person.objects.get().job_groups.get().code) == 80
    assert not report.has_changes
