from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.utils import timezone

from intranet.accounts.models import Role
from intranet.core.models import AuditEntry
from intranet.core.text import fold
from intranet.files.models import FileText, StoredFile
from intranet.files.readers import may_read
from intranet.files.services import store_file
from intranet.orders.attachment_search import index_attachment_of
from intranet.orders.models import FileWithdrawal, OrderAttachment, OrderCorrection
from intranet.orders.services.withdrawing import (
    AlreadyDecided,
    AlreadyWithdrawn,
    SameFile,
    SecondPersonNeeded,
    ask_withdrawal,
    confirm_withdrawal,
    refuse_withdrawal,
)
from intranet.search.finding import find
from intranet.search.keys import ask
from intranet.search.models import SearchEntry, Vocabulary
from intranet.search.vocabulary import make_vocabulary, words
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderAttachmentFactory
from tests.intranet.files import samples

pytestmark = pytest.mark.django_db

SECRET = "Brzęczyszczykiewicz"
REASON = "skan innego dokumentu"


@pytest.fixture
def leaking() -> OrderAttachment:
    """Give an attachment whose text is read, kept and searched."""
    file = store_file(data=samples.docx(f"{SECRET} {uuid4()}"), name="załącznik.docx")
    attachment = OrderAttachmentFactory(file=file, title="Polityka")
    FileText.objects.filter(file=file).update(status=FileText.Status.DONE, text=f"Decyzja: {SECRET}")
    index_attachment_of(file)
    make_vocabulary()
    return attachment


def hidden(attachment: OrderAttachment, **given) -> FileWithdrawal:
    return ask_withdrawal(attachment=attachment, reason=REASON, by=UserFactory(), **given)


def hits(text: str, user) -> int:
    return len(find(ask(text), user, source_keys=["zarzadzenia", "zalaczniki"]).hits)


def bytes_anywhere(content: bytes) -> list[Path]:
    root = Path(settings.PRIVATE_FILES_ROOT)
    return [path for path in root.rglob("*") if path.is_file() and path.read_bytes() == content]


# --- One person ---


def test_hidden_file_is_for_nobody_at_once(leaking: OrderAttachment) -> None:
    everybody = [UserFactory(roles=[role]) for role in (Role.CHANCELLERY, Role.DIRECTOR, Role.ADMINISTRATOR)]
    assert all(may_read(user, leaking.file) for user in everybody)
    assert all(hits(SECRET, user) for user in everybody)

    hidden(leaking)

    assert not any(may_read(user, leaking.file) for user in everybody)
    assert not any(hits(SECRET, user) for user in everybody)
    assert not SearchEntry.objects.filter(source="zalaczniki").exists()


def test_one_person_destroys_nothing(leaking: OrderAttachment, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        withdrawal = hidden(leaking)

    with django_capture_on_commit_callbacks(execute=True):
        for decide in (confirm_withdrawal, refuse_withdrawal):
            with pytest.raises(SecondPersonNeeded):
                decide(withdrawal=withdrawal, by=withdrawal.asked_by)

    leaking.refresh_from_db()
    assert not leaking.is_withdrawn
    assert leaking.file.content.storage.exists(leaking.file.content.name)


def test_database_refuses_one_person_as_both() -> None:
    withdrawal = hidden(OrderAttachmentFactory())

    with pytest.raises(IntegrityError, match="file_withdrawal_two_people"), transaction.atomic():
        FileWithdrawal.objects.filter(pk=withdrawal.pk).update(
            state="CONFIRMED", decided_by=withdrawal.asked_by, decided_at=timezone.now()
        )


def test_file_is_hidden_once() -> None:
    attachment = OrderAttachmentFactory()
    hidden(attachment)

    with pytest.raises(AlreadyWithdrawn):
        hidden(attachment)


def test_words_of_a_hidden_file_are_offered_to_nobody(leaking: OrderAttachment) -> None:
    assert SECRET.lower() in Vocabulary.objects.get().lines.lower()

    hidden(leaking)

    assert SECRET.lower() not in Vocabulary.objects.get().lines.lower()
    assert words().get(fold(SECRET)) is None
    assert words().get("polityka") is not None


def test_text_read_after_the_file_was_hidden_is_not_indexed(leaking: OrderAttachment) -> None:
    hidden(leaking)

    index_attachment_of(leaking.file)

    assert not SearchEntry.objects.filter(source="zalaczniki").exists()


# --- The second person ---


def test_nothing_of_the_file_is_left(leaking: OrderAttachment, django_capture_on_commit_callbacks) -> None:
    with closing(leaking.file.content) as opened:
        content = opened.read()
    withdrawal = hidden(leaking)
    assert bytes_anywhere(content)

    with django_capture_on_commit_callbacks(execute=True):
        confirm_withdrawal(withdrawal=withdrawal, by=UserFactory())

    assert bytes_anywhere(content) == []
    assert not StoredFile.objects.exists()
    assert not FileText.objects.exists()
    keys = "\n".join(SearchEntry.objects.values_list("keys", flat=True)).lower()
    assert not any(word in keys for word in ("brzeczyszczykiewicz", "brzęczyszczykiewicz"))
    assert SECRET.lower() not in Vocabulary.objects.get().lines.lower()
    assert SECRET not in str(vars(caches["process"]))
    assert hits(SECRET, UserFactory(roles=[Role.CHANCELLERY])) == 0


def test_tombstone_keeps_name_hash_and_reason(
    leaking: OrderAttachment, django_capture_on_commit_callbacks
) -> None:
    sha256 = leaking.file.sha256

    with django_capture_on_commit_callbacks(execute=True):
        confirm_withdrawal(withdrawal=hidden(leaking), by=UserFactory())

    leaking.refresh_from_db()
    assert leaking.is_withdrawn
    assert (leaking.file, leaking.file_sha256, leaking.withdrawn_reason) == (None, sha256, REASON)
    assert (leaking.file_name, leaking.label) == ("załącznik.docx", "Załącznik nr 1. Polityka")


def test_both_people_are_in_the_record_of_events() -> None:
    withdrawal = hidden(OrderAttachmentFactory())
    second = UserFactory()

    confirm_withdrawal(withdrawal=withdrawal, by=second)

    entries = {
        entry.action: entry.actor_id
        for entry in AuditEntry.objects.filter(action__startswith="orders.withdrawal")
    }
    assert entries == {
        "orders.withdrawal_ask": str(withdrawal.asked_by.pk),
        "orders.withdrawal_confirm": str(second.pk),
    }


def test_bytes_stay_when_the_decision_is_rolled_back(
    leaking: OrderAttachment, django_capture_on_commit_callbacks
) -> None:
    withdrawal = hidden(leaking)

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        confirm_withdrawal(withdrawal=withdrawal, by=UserFactory())
        transaction.set_rollback(True)

    assert leaking.file.content.storage.exists(leaking.file.content.name)
    assert OrderAttachment.objects.get().file_id is not None


def test_file_given_back_is_read_and_found_again(leaking: OrderAttachment) -> None:
    reader = UserFactory()
    withdrawal = hidden(leaking)

    refuse_withdrawal(withdrawal=withdrawal, by=UserFactory())

    assert may_read(reader, leaking.file)
    assert hits(SECRET, reader) == 1
    assert AuditEntry.objects.filter(action="orders.withdrawal_refuse").exists()


@pytest.mark.parametrize("decide", [confirm_withdrawal, refuse_withdrawal])
def test_what_is_decided_is_not_decided_again(decide) -> None:
    withdrawal = hidden(OrderAttachmentFactory())
    refuse_withdrawal(withdrawal=withdrawal, by=UserFactory())

    with pytest.raises(AlreadyDecided):
        decide(withdrawal=withdrawal, by=UserFactory())


def test_withdrawn_file_is_not_hidden_again() -> None:
    attachment = OrderAttachmentFactory()
    confirm_withdrawal(withdrawal=hidden(attachment), by=UserFactory())

    with pytest.raises(AlreadyWithdrawn):
        hidden(attachment)


# --- The right file ---


def test_proposed_file_takes_the_place_under_the_same_number(leaking: OrderAttachment) -> None:
    right = store_file(data=samples.docx("Właściwa polityka"), name="dobry.docx")
    FileText.objects.filter(file=right).update(status=FileText.Status.DONE, text="Właściwa polityka")
    withdrawal, reader = hidden(leaking, replacement=right), UserFactory()
    assert not may_read(reader, right)
    assert may_read(UserFactory(roles=[Role.DIRECTOR]), right)

    confirm_withdrawal(withdrawal=withdrawal, by=UserFactory())

    new = OrderAttachment.objects.get(file=right)
    assert (new.number, new.title, new.role) == (1, "Polityka", leaking.role)
    assert may_read(reader, right)
    assert hits("właściwa", reader) == 1
    correction = OrderCorrection.objects.get()
    assert (correction.field, correction.reason) == ("attachment", REASON)
    assert leaking.file_sha256[:16] in correction.before
    assert right.sha256[:16] in correction.after


def test_second_person_may_give_another_right_file(django_capture_on_commit_callbacks) -> None:
    proposed = store_file(data=samples.docx("pierwszy"), name="pierwszy.docx")
    given = store_file(data=samples.docx("drugi"), name="drugi.docx")
    withdrawal = hidden(OrderAttachmentFactory(), replacement=proposed)

    with django_capture_on_commit_callbacks(execute=True):
        confirm_withdrawal(withdrawal=withdrawal, by=UserFactory(), replacement=given)

    assert list(StoredFile.objects.all()) == [given]
    assert OrderAttachment.objects.with_file().get().file == given


def test_proposed_file_goes_when_the_old_one_is_given_back(django_capture_on_commit_callbacks) -> None:
    attachment = OrderAttachmentFactory()
    proposed = store_file(data=samples.docx("nowy"), name="nowy.docx")
    withdrawal = hidden(attachment, replacement=proposed)

    with django_capture_on_commit_callbacks(execute=True):
        refuse_withdrawal(withdrawal=withdrawal, by=UserFactory())

    assert list(StoredFile.objects.all()) == [attachment.file]
    assert OrderAttachment.objects.count() == 1


def test_the_same_file_is_no_right_file(leaking: OrderAttachment) -> None:
    with closing(leaking.file.content) as content:
        same = store_file(data=content.read(), name="ten-sam.docx")

    with pytest.raises(SameFile):
        hidden(leaking, replacement=same)

    with pytest.raises(SameFile):
        confirm_withdrawal(withdrawal=hidden(leaking), by=UserFactory(), replacement=same)


def test_right_file_may_be_withdrawn_in_its_turn() -> None:
    right = store_file(data=samples.docx("prawie"), name="prawie.docx")
    confirm_withdrawal(withdrawal=hidden(OrderAttachmentFactory(), replacement=right), by=UserFactory())

    confirm_withdrawal(withdrawal=hidden(OrderAttachment.objects.get(file=right)), by=UserFactory())

    assert OrderAttachment.objects.filter(withdrawn_at__isnull=False, number=1).count() == 2
