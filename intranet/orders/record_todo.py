"""What waits for those who look after files of registered orders."""

from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intranet.accounts.models import User
from intranet.core.todo import TodoItem, TodoSource, todo_sources
from intranet.orders.models import FileWithdrawal
from intranet.orders.permissions import cares_for_files, withdraws_files
from intranet.orders.unreadable_files import unreadable_attachments

SOURCE = gettext_lazy("Orders")


def files_waiting(user: AbstractBaseUser | AnonymousUser) -> Iterator[TodoItem]:
    """Give withdrawals that wait for a second person, and one line for files nobody can read with a screen reader."""
    if not isinstance(user, User) or not withdraws_files(user):
        return
    waiting = FileWithdrawal.objects.visible_to(user).waiting().exclude(asked_by=user)
    for row in waiting.select_related("attachment__order").order_by("asked_at"):
        yield TodoItem(
            title=_("Decide about the hidden file: %(file)s") % {"file": row.attachment.label},
            url=reverse("orders:withdrawal", args=[row.pk]),
            source_label=SOURCE,
            due_on=timezone.localtime(row.asked_at).date(),
            detail=f"{row.attachment.order.full_number} · {row.reason}",
        )
    if cares_for_files(user) and (number := unreadable_attachments(user).count()):
        title = ngettext(
            "%(count)s file of an order cannot be read out by a screen reader",
            "%(count)s files of orders cannot be read out by a screen reader",
            number,
        )
        yield TodoItem(
            title=title % {"count": number}, url=reverse("orders:unreadable_files"), source_label=SOURCE
        )


todo_sources.register(TodoSource("orders.files", files_waiting))
