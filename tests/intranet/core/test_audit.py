import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from intranet.core import audit
from intranet.core.audit_lock import unlocked_for_retention
from intranet.core.models import AuditEntry, AuditEntryChanged
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory

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


def test_stranger_is_no_actor() -> None:
    with pytest.raises(audit.AnonymousActor):
        audit.record(actor=AnonymousUser(), action="core.test")

    assert not AuditEntry.objects.exists()


def test_the_system_acts_under_its_own_name() -> None:
    assert audit.record(actor=None, action="core.test").actor_label == "system"


def test_words_do_not_depend_on_the_actors_language() -> None:
    order = OrderFactory(number=2, year=2017)
    with translation.override("en"):
        entry = audit.record(actor=None, action="core.test", obj=order)

    assert entry.object_label == "zarządzenie 2/2017"


def test_overlong_names_are_cut() -> None:
    user = UserFactory(first_name="Ż" * 150, last_name="Ź" * 150)

    assert len(audit.record(actor=user, action="core.test", obj=user).actor_label) == 250
