"""Taking a wrong or leaking file of a registered order away: one person hides it, a second destroys it."""

from django.db import transaction
from django.utils import timezone

from intranet.accounts.models import User
from intranet.core import audit
from intranet.files.models import FileText, StoredFile
from intranet.files.services import withdraw_file
from intranet.orders.correction_words import ATTACHMENT, file_in_words
from intranet.orders.models import REGISTER, FileWithdrawal, Order, OrderAttachment, OrderCorrection
from intranet.orders.services.forgetting import forget_words_of
from intranet.orders.services.registering import NewAttachment, attach_files
from intranet.search.indexing import index_object, index_objects, remove_object


class AlreadyWithdrawn(ValueError):
    """The file is gone or somebody has already asked for its withdrawal."""


class SecondPersonNeeded(PermissionError):
    """Whoever asked for the withdrawal tried to decide it too."""


class AlreadyDecided(ValueError):
    """The withdrawal was confirmed or refused meanwhile; the argument is the withdrawal."""


class SameFile(ValueError):
    """What was given as the right file is the very file that is being withdrawn."""


@transaction.atomic
def ask_withdrawal(
    *, attachment: OrderAttachment, reason: str, by: User, replacement: StoredFile | None = None
) -> FileWithdrawal:
    """Hide the file from everybody at once and ask a second person to decide.

    ``replacement`` takes its place when the second person confirms. Raises AlreadyWithdrawn, SameFile.
    """
    current = OrderAttachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if current.file_id is None or current.withdrawals.waiting().exists():
        raise AlreadyWithdrawn(current)
    _refuse_same(current, replacement)
    withdrawal = FileWithdrawal.objects.create(
        attachment=current, file_key=current.file_id, reason=reason, asked_by=by, replacement=replacement
    )
    remove_object(current)
    forget_words_of(_text_of(current))
    _record(withdrawal, "orders.withdrawal_ask", by)
    return withdrawal


@transaction.atomic
def confirm_withdrawal(
    *, withdrawal: FileWithdrawal, by: User, replacement: StoredFile | None = None
) -> OrderAttachment:
    """Destroy the file: its bytes, its text and what the search knew of it; name, hash and reason stay.

    The right file, proposed before or given now, takes its place under the same number, which the order's
    corrections record. The bytes go once the transaction is committed. Returns the tombstone. Raises
    SecondPersonNeeded, AlreadyDecided, SameFile.
    """
    current = _decidable(withdrawal, by)
    attachment, proposed = current.attachment, current.replacement
    right_file = replacement or proposed
    _refuse_same(attachment, right_file)
    # Whoever corrects the order at this moment counts its corrections under the same lock.
    order = Order.objects.select_for_update(of=("self",)).get(pk=attachment.order_id)
    _decide(current, FileWithdrawal.State.CONFIRMED, by)
    forget_words_of(_text_of(attachment))
    with REGISTER.opened():
        file, attachment.file = attachment.file, None
        attachment.withdrawn_at, attachment.withdrawn_reason = current.decided_at, current.reason
        attachment.save()
        if right_file is not None:
            _put_in_place(right_file, attachment, by)
        if file is not None:
            withdraw_file(file=file, by=by)
    if proposed is not None and proposed != right_file:
        withdraw_file(file=proposed, by=by)
    remove_object(attachment)
    index_object(order)
    _record(current, "orders.withdrawal_confirm", by)
    return attachment


@transaction.atomic
def refuse_withdrawal(*, withdrawal: FileWithdrawal, by: User) -> OrderAttachment:
    """Give the file back to its readers; a proposed right file goes. Raises SecondPersonNeeded, AlreadyDecided."""
    current = _decidable(withdrawal, by)
    proposed = current.replacement
    _decide(current, FileWithdrawal.State.REFUSED, by)
    if proposed is not None:
        withdraw_file(file=proposed, by=by)
    index_objects([current.attachment])
    _record(current, "orders.withdrawal_refuse", by)
    return current.attachment


def _put_in_place(file: StoredFile, tombstone: OrderAttachment, by: User) -> None:
    new = NewAttachment(file, tombstone.title, tombstone.number, OrderAttachment.Role(tombstone.role))
    attached = attach_files(tombstone.order, [new])
    OrderCorrection.objects.create(
        order=tombstone.order,
        field=ATTACHMENT,
        before=file_in_words(tombstone),
        after=file_in_words(attached[0]),
        reason=tombstone.withdrawn_reason,
        corrected_by=by,
    )
    index_objects(attached)


def _refuse_same(attachment: OrderAttachment, replacement: StoredFile | None) -> None:
    if replacement is not None and replacement.sha256 == attachment.file_sha256:
        raise SameFile(attachment)


def _text_of(attachment: OrderAttachment) -> str:
    texts = FileText.objects.filter(pk=attachment.file_id).values_list("text", flat=True)
    return texts.first() or ""


def _decidable(withdrawal: FileWithdrawal, by: User) -> FileWithdrawal:
    current = FileWithdrawal.objects.select_for_update(of=("self",)).get(pk=withdrawal.pk)
    if current.state != FileWithdrawal.State.ASKED:
        raise AlreadyDecided(current)
    if current.asked_by_id == by.pk:
        raise SecondPersonNeeded
    return current


def _decide(withdrawal: FileWithdrawal, state: str, by: User) -> None:
    withdrawal.state, withdrawal.replacement = state, None
    withdrawal.decided_by, withdrawal.decided_at = by, timezone.now()
    withdrawal.save(update_fields=["state", "replacement", "decided_by", "decided_at"])


def _record(withdrawal: FileWithdrawal, action: str, by: User) -> None:
    audit.record(
        actor=by,
        action=action,
        obj=withdrawal.attachment.order,
        details={"attachment": withdrawal.attachment_id, "sha256": withdrawal.attachment.file_sha256},
    )
