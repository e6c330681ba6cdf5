"""Files of the register that keep their content from people with a screen reader."""

from django.db.models import F, QuerySet

from intranet.accounts.models import User
from intranet.files.models import FileText
from intranet.orders.models import OrderAttachment
from intranet.orders.register import NOT_IN_LISTS


def unreadable_attachments(user: User) -> QuerySet[OrderAttachment]:
    """Return attachments whose file is a scan without text, locked or damaged, of the newest orders first.

    Each has ``file_status`` (FileText.Status). A duty of the accessibility act, and what the search cannot find.
    """
    attachments = OrderAttachment.objects.visible_to(user).with_file()
    return (
        attachments.filter(file__reading__status__in=FileText.INACCESSIBLE)
        .annotate(file_status=F("file__reading__status"))
        .select_related("order", "file")
        .defer(*(f"order__{name}" for name in NOT_IN_LISTS))
        .order_by("-order__signed_on", "-order__pk", F("number").asc(nulls_first=True), "pk")
    )
