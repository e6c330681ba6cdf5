"""What drafts wait for: the director's decision, the chancellery's pen, a number, a publication that failed."""

from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.accounts.models import User
from intranet.core.dates import short_date
from intranet.core.todo import TodoItem, TodoSource, todo_sources
from intranet.orders.models import OrderDraft
from intranet.orders.permissions import approves_drafts, keeps_register

MOST_SHOWN = 20
LONGEST_SUBJECT = 90
State = OrderDraft.State


def drafts_waiting(user: AbstractBaseUser | AnonymousUser) -> Iterator[TodoItem]:
    """Give what ``user`` has to do with drafts; one query for each of the two roles."""
    if not isinstance(user, User):
        return
    drafts = OrderDraft.objects.visible_to(user).only(
        "subject", "state", "submitted_at", "approved_at", "failure"
    )
    if approves_drafts(user):
        # What one wrote in somebody else must decide on.
        waiting = drafts.filter(state=State.SUBMITTED).exclude(author=user).exclude(editors=user)
        for draft in waiting.order_by("submitted_at")[:MOST_SHOWN]:
            yield TodoItem(
                title=_("For approval: %(draft)s") % {"draft": _shortened(draft)},
                url=reverse("orders:decide_draft", args=[draft.pk]),
                source_label=gettext_lazy("Drafts of orders"),
                detail=_("sent on %(day)s") % {"day": _day(draft.submitted_at)},
            )
    if keeps_register(user):
        is_stuck = Q(state=State.SCHEDULED) & ~Q(failure="")
        waiting = drafts.filter(Q(state__in=[State.RETURNED, State.APPROVED]) | is_stuck)
        for draft in waiting.order_by("updated_at")[:MOST_SHOWN]:
            yield _chancellery_item(draft)


def _chancellery_item(draft: OrderDraft) -> TodoItem:
    words, page, detail = {
        State.RETURNED: (_("Returned with remarks: %(draft)s"), "draft", ""),
        State.APPROVED: (
            _("To be registered: %(draft)s"),
            "register_draft",
            _("approved on %(day)s") % {"day": _day(draft.approved_at)},
        ),
        State.SCHEDULED: (_("Scheduled and not published: %(draft)s"), "register_draft", draft.failure),
    }[State(draft.state)]
    return TodoItem(
        title=words % {"draft": _shortened(draft)},
        url=reverse(f"orders:{page}", args=[draft.pk]),
        source_label=gettext_lazy("Drafts of orders"),
        detail=detail,
    )


def _shortened(draft: OrderDraft) -> str:
    return Truncator(str(draft)).chars(LONGEST_SUBJECT, truncate="…")


def _day(moment: object) -> str:
    return short_date(timezone.localtime(moment).date()) if moment else ""  # type: ignore[arg-type]


todo_sources.register(TodoSource("orders.drafts", drafts_waiting))
