"""Who may read the files of orders: whoever may read the order."""

from intranet.accounts.models import User
from intranet.files.models import StoredFile
from intranet.files.readers import ReaderRule, reader_rules
from intranet.orders.models import OrderAttachment


def may_read_attachment(user: User, file: StoredFile) -> bool:
    """Tell whether ``file`` is attached to an order that ``user`` may read."""
    return OrderAttachment.objects.visible_to(user).filter(file=file).exists()


reader_rules.register(ReaderRule("orders.attachments", may_read_attachment))
