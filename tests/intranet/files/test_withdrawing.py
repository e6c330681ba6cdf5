import pytest
from django.db import transaction
from django.db.models import ProtectedError

from intranet.core.models import AuditEntry
from intranet.files.models import AddresslessStorage, FileText, StoredFile, private_storage
from intranet.files.services import store_file, withdraw_file
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderAttachmentFactory
from tests.intranet.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def file() -> StoredFile:
    return store_file(data=samples.pdf(), name="wyciek.pdf")


def test_file_that_is_still_attached_is_not_withdrawn(django_capture_on_commit_callbacks) -> None:
    file = OrderAttachmentFactory().file

    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(ProtectedError),
        transaction.atomic(),
    ):
        withdraw_file(file=file, by=UserFactory())

    assert private_storage().exists(file.content.name)
    assert not AuditEntry.objects.filter(action="files.withdraw").exists()


def test_bytes_outlive_a_withdrawal_that_was_rolled_back(
    file: StoredFile, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        withdraw_file(file=file, by=None)
        transaction.set_rollback(True)

    assert private_storage().exists(file.content.name)
    assert StoredFile.objects.filter(sha256=file.sha256).exists()


def test_record_text_and_bytes_go_and_the_hash_is_remembered(
    file: StoredFile, django_capture_on_commit_callbacks
) -> None:
    by, kept_as, sha256 = UserFactory(), file.content.name, file.sha256

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_file(file=file, by=by)

    assert not StoredFile.objects.exists()
    assert not FileText.objects.exists()
    assert not private_storage().exists(kept_as)
    entry = AuditEntry.objects.get(action="files.withdraw")
    assert (entry.actor_id, entry.details["sha256"], entry.object_label) == (str(by.pk), sha256, "wyciek.pdf")


def test_bytes_that_cannot_be_deleted_now_are_left_to_the_sweep(
    file: StoredFile, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    def refuse(self: AddresslessStorage, name: str) -> None:
        raise PermissionError(name)

    monkeypatch.setattr(AddresslessStorage, "delete", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_file(file=file, by=None)

    assert not StoredFile.objects.exists()
