"""Who may read the files of orders, where they belong, and what readers are told about a withdrawn one."""

from uuid import UUID

from django.utils.text import capfirst

from intranet.accounts.models import User
from intranet.files.models import StoredFile
from intranet.files.owners import (
    OwnerPage,
    OwnerRule,
    Withdrawn,
    WithdrawnRule,
    owner_rules,
    withdrawn_rules,
)
from intranet.files.readers import ReaderRule, reader_rules
from intranet.orders.models import FileWithdrawal, OrderAttachment
from intranet.orders.permissions import sees_withdrawals


def may_read_attachment(user: User, file: StoredFile) -> bool:
    """Tell whether ``file`` is attached to an order that ``user`` may read; nobody reads one that is taken away."""
    return OrderAttachment.objects.visible_to(user).with_file().filter(file=file).exists()


def may_read_replacement(user: User, file: StoredFile) -> bool:
    """Tell whether ``file`` is proposed in place of a withdrawn one and ``user`` is among those who look after it."""
    if not sees_withdrawals(user):
        return False
    return FileWithdrawal.objects.visible_to(user).waiting().filter(replacement=file).exists()


def page_of_attachment(user: User, file: StoredFile) -> OwnerPage | None:
    """Return the page of the order that carries ``file``."""
    attachments = OrderAttachment.objects.visible_to(user).filter(file=file).select_related("order")
    attachment = attachments.first()
    return _page_of(attachment) if attachment is not None else None


def withdrawn_attachment(user: User, file_id: UUID) -> Withdrawn | None:
    """Tell readers of the order that the file is gone, or hidden until a second person decides.

    The reason is told once the second person has confirmed it: until then it is one person's word.
    """
    rows = FileWithdrawal.objects.filter(file_key=file_id).exclude(state=FileWithdrawal.State.REFUSED)
    row = rows.visible_to(user).select_related("attachment__order").first()
    if row is None:
        return None
    return Withdrawn(
        title=row.attachment.label,
        reason=row.attachment.withdrawn_reason,
        withdrawn_at=row.attachment.withdrawn_at or row.asked_at,
        owner=_page_of(row.attachment),
    )


def _page_of(attachment: OrderAttachment) -> OwnerPage:
    return OwnerPage(
        title=capfirst(str(attachment.order)), url=attachment.get_absolute_url(), file_title=attachment.label
    )


reader_rules.register(ReaderRule("orders.attachments", may_read_attachment))
reader_rules.register(ReaderRule("orders.replacements", may_read_replacement))
owner_rules.register(OwnerRule("orders.attachments", page_of_attachment))
withdrawn_rules.register(WithdrawnRule("orders.attachments", withdrawn_attachment))
