import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from intranet.accounts.models import DirectoryRoleGroup, Role, RoleGrant, User
from intranet.accounts.services import (
    apply_directory_roles,
    set_directory_state,
    update_user_from_directory,
)
from intranet.core.models import AuditEntry
from intranet.ldap.entries import DirectoryPerson
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def entry(**fields: object) -> DirectoryPerson:
    return DirectoryPerson(
        **{
            "guid": uuid.uuid4(),
            "dn": "uid=osoba,ou=ludzie,dc=mops,dc=example",
            "login": "osoba",
            "given_name": "Łucja",
            "surname": "Żak",
            **fields,
        }
    )


def actions(user: User) -> list[str]:
    return list(AuditEntry.objects.about(user).order_by("pk").values_list("action", flat=True))


def test_blocked_account_cannot_be_active() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(is_blocked_by_hand=True, is_active=True)


def test_account_blocked_by_hand_stays_blocked_whatever_the_directory_says() -> None:
    user = UserFactory(is_blocked_by_hand=True, is_active=False)

    set_directory_state(user_ids=[user.pk], is_active=True)
    update_user_from_directory(entry=entry(guid=user.directory_guid))

    user.refresh_from_db()
    assert not user.is_active


def test_whom_the_directory_lets_in_again_is_active_again() -> None:
    user = UserFactory()
    set_directory_state(user_ids=[user.pk], is_active=False)

    returned = update_user_from_directory(entry=entry(guid=user.directory_guid))

    assert returned.pk == user.pk
    assert returned.is_active


def test_overlong_names_are_cut_not_refused() -> None:
    user = update_user_from_directory(
        entry=entry(login="o" * 400, given_name="Ż" * 400, surname="Ź" * 400, email="a" * 400)
    )

    user.refresh_from_db()
    assert (len(user.username), len(user.first_name), len(user.email)) == (150, 150, 254)


def test_new_account_and_its_roles_are_audited() -> None:
    user = update_user_from_directory(entry=entry(group_names=("INTRANET-Kadry", "inna")))

    assert user.roles == {Role.HR}
    assert actions(user) == ["accounts.create", "accounts.roles_from_directory"]


def test_second_sign_in_changes_and_records_nothing() -> None:
    same = entry(group_names=("intranet-kadry",))
    user = update_user_from_directory(entry=same)
    recorded = AuditEntry.objects.count()

    update_user_from_directory(entry=same)

    assert AuditEntry.objects.count() == recorded
    assert User.objects.get() == user


def test_former_owner_of_a_login_is_recorded() -> None:
    former = UserFactory(username="osoba")

    update_user_from_directory(entry=entry())

    former.refresh_from_db()
    assert former.username == f"osoba~{former.pk}"
    assert "accounts.free_login" in actions(former)


def test_administrator_who_leaves_the_group_loses_the_administration() -> None:
    user = UserFactory()
    apply_directory_roles(user=user, group_names=["intranet-administratorzy"])
    assert user.is_superuser
    assert user.is_staff

    apply_directory_roles(user=user, group_names=[])

    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.is_staff
    assert actions(user).count("accounts.administration") == 2


def test_grant_by_hand_survives_the_directory() -> None:
    user = UserFactory()
    RoleGrant.objects.create(user=user, role=Role.AUDITOR, source=RoleGrant.Source.MANUAL)

    assert apply_directory_roles(user=user, group_names=[]) == {Role.AUDITOR}


def test_table_decides_which_group_gives_which_role() -> None:
    DirectoryRoleGroup.objects.all().delete()
    DirectoryRoleGroup.objects.create(group_name="MOPS Kancelaria", role=Role.CHANCELLERY)

    assert apply_directory_roles(user=UserFactory(), group_names=["mops kancelaria"]) == {Role.CHANCELLERY}


@pytest.mark.parametrize("field", ["role", "source"])
def test_unknown_role_is_refused_by_the_database(field: str) -> None:
    grant = RoleGrant(user=UserFactory(), role=Role.HR, source=RoleGrant.Source.MANUAL)
    setattr(grant, field, "X")

    with pytest.raises(IntegrityError), transaction.atomic():
        grant.save()


@pytest.mark.django_db(transaction=True)
def test_two_first_sign_ins_at_once_make_one_account() -> None:
    """On SQLite the write lock queues them; on PostgreSQL one finds the other's row while inserting."""
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    same, together = entry(), Barrier(4)

    def sign_in() -> int:
        together.wait()
        try:
            return update_user_from_directory(entry=same).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        accounts = {future.result() for future in [pool.submit(sign_in) for _ in range(4)]}

    assert len(accounts) == 1
    assert User.objects.count() == 1
