"""Taking a wrong or leaking file of a registered order away: one person hides it, a second destroys it."""

from django.db import transaction
from django.utils import timezone

from intranet.accounts.models import User
from intranet.core import audit
from intranet.files.services import withdraw_file
from intranet.orders.models import REGISTER, FileWithdrawal, OrderAttachment
from intranet.search.indexing import index_object, index_objects, remove_object


class AlreadyWithdrawn(ValueError):
    """The file is gone or somebody has already asked for its withdrawal."""


class SecondPersonNeeded(PermissionError):
    """Whoever asked for the withdrawal tried to decide it too."""


class AlreadyDecided(ValueError):
    """The withdrawal was confirmed or refused meanwhile; the argument is the withdrawal."""


@transaction.atomic
def ask_withdrawal(*, attachment: OrderAttachment, reason: str, by: User) -> FileWithdrawal:
    """Hide the file from everybody at once and ask a second person to decide. Raises AlreadyWithdrawn."""
    current = OrderAttachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if current.is_withdrawn or current.withdrawals.waiting().exists():
        raise AlreadyWithdrawn(current)
    withdrawal = FileWithdrawal.objects.create(attachment=current, reason=reason, asked_by=by)
    remove_object(current)
    audit.record(
        actor=by,
        action="orders.withdrawal_ask",
        obj=current.order,
        details={"attachment": current.pk, "sha256": current.file_sha256},
    )
    return withdrawal


@transaction.atomic
def confirm_withdrawal(*, withdrawal: FileWithdrawal, by: User) -> OrderAttachment:
    """Destroy the file: its bytes, its text and what the search knew of it; name, hash and reason stay.

    The bytes go once the transaction is committed. Raises SecondPersonNeeded, AlreadyDecided.
    """
    current = _decidable(withdrawal, by)
    _decide(current, FileWithdrawal.State.CONFIRMED, by)
    attachment = current.attachment
    file = attachment.file
    with REGISTER.opened():
        attachment.file = None
        attachment.withdrawn_at, attachment.withdrawn_reason = current.decided_at, current.reason
        attachment.save()
        if file is not None:
            withdraw_file(file=file, by=by)
    remove_object(attachment)
    index_object(attachment.order)
    _record(current, "orders.withdrawal_confirm", by)
    return attachment


@transaction.atomic
def refuse_withdrawal(*, withdrawal: FileWithdrawal, by: User) -> OrderAttachment:
    """Give the file back to its readers. Raises SecondPersonNeeded, AlreadyDecided."""
    current = _decidable(withdrawal, by)
    _decide(current, FileWithdrawal.State.REFUSED, by)
    index_objects([current.attachment])
    _record(current, "orders.withdrawal_refuse", by)
    return current.attachment


def _decidable(withdrawal: FileWithdrawal, by: User) -> FileWithdrawal:
    current = FileWithdrawal.objects.select_for_update(of=("self",)).get(pk=withdrawal.pk)
    if current.state != FileWithdrawal.State.ASKED:
        raise AlreadyDecided(current)
    if current.asked_by_id == by.pk:
        raise SecondPersonNeeded
    return current


def _decide(withdrawal: FileWithdrawal, state: str, by: User) -> None:
    withdrawal.state = state
    withdrawal.decided_by, withdrawal.decided_at = by, timezone.now()
    withdrawal.save(update_fields=["state", "decided_by", "decided_at"])


def _record(withdrawal: FileWithdrawal, action: str, by: User) -> None:
    audit.record(
        actor=by,
        action=action,
        obj=withdrawal.attachment.order,
        details={"attachment": withdrawal.attachment_id, "sha256": withdrawal.attachment.file_sha256},
    )
