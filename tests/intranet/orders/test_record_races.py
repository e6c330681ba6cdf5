"""Two people at one withdrawal or one correction, with real connections."""

import pytest
from django.db import transaction

from intranet.core.models import AuditEntry
from intranet.files.models import StoredFile
from intranet.orders.attachment_search import index_attachment_of
from intranet.orders.models import FileWithdrawal, OrderAttachment, OrderCorrection
from intranet.orders.services.correcting import CorrectedMeanwhile, Metadata, correct_order
from intranet.orders.services.withdrawing import (
    AlreadyDecided,
    AlreadyWithdrawn,
    ask_withdrawal,
    confirm_withdrawal,
    refuse_withdrawal,
)
from intranet.search.models import SearchEntry
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory
from tests.two_writers import at_once, two_writers

REASON = "skan innego dokumentu"


@two_writers
def test_of_two_who_hide_a_file_one_is_told() -> None:
    attachment, people = OrderAttachmentFactory(), [UserFactory(), UserFactory()]

    results = at_once(
        *(lambda by=by: ask_withdrawal(attachment=attachment, reason=REASON, by=by) for by in people)
    )

    assert {type(result) for result in results} == {FileWithdrawal, AlreadyWithdrawn}
    assert FileWithdrawal.objects.count() == 1


@two_writers
def test_of_two_who_confirm_one_is_told() -> None:
    withdrawal = ask_withdrawal(attachment=OrderAttachmentFactory(), reason=REASON, by=UserFactory())
    people = [UserFactory(), UserFactory()]

    results = at_once(*(lambda by=by: confirm_withdrawal(withdrawal=withdrawal, by=by) for by in people))

    assert {type(result) for result in results} == {OrderAttachment, AlreadyDecided}
    assert AuditEntry.objects.filter(action="files.withdraw").count() == 1


@two_writers
def test_file_is_destroyed_or_given_back_never_both() -> None:
    withdrawal = ask_withdrawal(attachment=OrderAttachmentFactory(), reason=REASON, by=UserFactory())
    one, other = UserFactory(), UserFactory()

    results = at_once(
        lambda: confirm_withdrawal(withdrawal=withdrawal, by=one),
        lambda: refuse_withdrawal(withdrawal=withdrawal, by=other),
    )

    assert {type(result) for result in results} == {OrderAttachment, AlreadyDecided}
    withdrawal.refresh_from_db()
    assert StoredFile.objects.exists() == (withdrawal.state == "REFUSED")


@two_writers
def test_of_two_who_correct_one_is_told() -> None:
    order, people = OrderFactory(), [UserFactory(), UserFactory()]

    results = at_once(
        *(
            lambda by=by: correct_order(
                order=order,
                metadata=Metadata(fields={"executor": f"osoba {by.pk}"}),
                reason=REASON,
                seen_corrections=0,
                by=by,
            )
            for by in people
        )
    )

    assert {type(result) for result in results} == {list, CorrectedMeanwhile}
    assert OrderCorrection.objects.count() == 1


@two_writers
@pytest.mark.parametrize("again", range(3))
def test_text_read_while_the_file_is_hidden_leaves_nothing_in_the_search(again: int) -> None:
    attachment, by = OrderAttachmentFactory(), UserFactory()

    def read() -> None:
        with transaction.atomic():
            index_attachment_of(attachment.file)

    results = at_once(read, lambda: ask_withdrawal(attachment=attachment, reason=REASON, by=by))

    assert not any(isinstance(result, Exception) for result in results)
    assert not SearchEntry.objects.of_source("zalaczniki").exists()
