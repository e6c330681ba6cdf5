import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from intranet.core import audit
from intranet.core.audit_lock import unlocked_for_retention
from intranet.core.models import AuditEntry, AuditEntryChanged
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> AuditEntry:
    return audit.record(actor=None, action="core.test", details={"słowo": "żółć"})


def test_entry_cannot_be_saved_again(entry: AuditEntry) -> None:
    entry.action = "core.other"

    with pytest.raises(AuditEntryChanged):
        entry.save()


def test_entry_cannot_be_deleted(entry: AuditEntry) -> None:
    with pytest.raises(AuditEntryChanged):
        entry.delete()


def test_entries_cannot_be_updated_in_bulk(entry: AuditEntry) -> None:
    with pytest.raises(AuditEntryChanged):
        AuditEntry.objects.update(action="core.other")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE core_auditentry SET action = 'other'", "DELETE FROM core_auditentry"],
)
def test_database_itself_refuses_a_change(entry: AuditEntry, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert AuditEntry.objects.get(pk=entry.pk).action == "core.test"


def test_bulk_delete_is_refused_by_the_database(entry: AuditEntry) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.all().delete()


def test_retention_holds_the_only_key_and_gives_it_back(entry: AuditEntry) -> None:
    with unlocked_for_retention():
        AuditEntry.objects.filter(pk=entry.pk).delete()
    another = audit.record(actor=None, action="core.test")

    assert not AuditEntry.objects.filter(pk=entry.pk).exists()
    if connection.vendor == "sqlite":  # PostgreSQL's key lasts for the transaction, and a test is one
        with pytest.raises(DatabaseError), transaction.atomic():
            AuditEntry.objects.filter(pk=another.pk).delete()


def test_retention_cannot_change_an_entry(entry: AuditEntry) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        unlocked_for_retention(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE core_auditentry SET action = 'other'")


def test_entry_outlives_actor_and_object_as_labels() -> None:
    user = UserFactory(first_name="Łucja", last_name="Świątek")
    unit = OrgUnitFactory(name="Wydział Źródeł")

    entry = audit.record(actor=user, action="directory.test", obj=unit)

    assert (entry.actor_id, entry.actor_label) == (str(user.pk), "Łucja Świątek")
    assert (entry.object_type, entry.object_id, entry.object_label) == (
        "directory.orgunit",
        str(unit.pk),
        "Wydział Źródeł",
    )
    assert list(AuditEntry.objects.about(unit)) == [entry]


@pytest.mark.parametrize("actor", [None, AnonymousUser()])
def test_nobody_in_particular_is_the_system(actor: AnonymousUser | None) -> None:
    assert audit.record(actor=actor, action="core.test").actor_label == "system"
