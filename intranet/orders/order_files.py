"""The files of an order as one reader sees them: open, hidden until a second person decides, or withdrawn."""

from dataclasses import dataclass

from intranet.accounts.models import User
from intranet.files.models import FileText
from intranet.orders.models import FileWithdrawal, Order, OrderAttachment
from intranet.orders.permissions import cares_for_files, sees_withdrawals, withdraws_files


@dataclass(frozen=True)
class ShownFile:
    """One file. ``waiting`` is the withdrawal that hides it, told to those who look after withdrawals."""

    attachment: OrderAttachment
    is_hidden: bool = False
    waiting: FileWithdrawal | None = None
    trouble: str = ""
    """Why people with a screen reader cannot use it; told to the chancellery, which can mend it."""
    may_withdraw: bool = False

    @property
    def is_open(self) -> bool:
        return self.attachment.file_id is not None and not self.is_hidden


@dataclass(frozen=True)
class OrderFiles:
    """The copies of the act itself, and its numbered attachments."""

    own: list[ShownFile]
    numbered: list[ShownFile]

    @property
    def number_of_open(self) -> int:
        """How many attachments can be opened."""
        return sum(file.is_open for file in self.numbered)


def files_of_order(order: Order, user: User) -> OrderFiles:
    """Return the files of ``order``, which ``user`` may read."""
    attachments = list(order.attachments.all())
    waiting = {
        row.attachment_id: row for row in FileWithdrawal.objects.waiting().filter(attachment__in=attachments)
    }
    troubles = _troubles(attachments) if cares_for_files(user) else {}
    shown = [
        ShownFile(
            attachment,
            is_hidden=attachment.pk in waiting,
            waiting=waiting.get(attachment.pk) if sees_withdrawals(user) else None,
            trouble=troubles.get(attachment.file_id, ""),
            may_withdraw=withdraws_files(user),
        )
        for attachment in attachments
    ]
    # The right file before the one whose place it has taken.
    shown.sort(key=lambda file: (file.attachment.number or 0, not file.is_open))
    return OrderFiles(
        own=[file for file in shown if file.attachment.number is None],
        numbered=[file for file in shown if file.attachment.number is not None],
    )


def _troubles(attachments: list[OrderAttachment]) -> dict[object, str]:
    ids = [attachment.file_id for attachment in attachments if attachment.file_id is not None]
    texts = FileText.objects.filter(file__in=ids, status__in=FileText.INACCESSIBLE).defer("text")
    return {text.pk: text.get_status_display() for text in texts}
