from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.core.pagination import CappedPaginator
from intranet.orders.draft_progress import VARIANTS, waits_for
from intranet.orders.models import OrderDraft
from intranet.orders.permissions import keeps_register, sees_drafts

DRAFTS_ON_PAGE = 25
OPEN, MINE = "", "moje"
_TABS: tuple[tuple[str, str | Promise], ...] = (
    (OPEN, _("All in progress")),
    (OrderDraft.State.DRAFT, _("Being written")),
    (OrderDraft.State.RETURNED, _("Returned")),
    (OrderDraft.State.SUBMITTED, _("For approval")),
    (OrderDraft.State.APPROVED, _("To be registered")),
    (OrderDraft.State.SCHEDULED, _("Scheduled")),
    (OrderDraft.State.REGISTERED, _("Registered")),
)


@dataclass(frozen=True)
class Tab:
    """A state to choose, with how many drafts are in it."""

    label: str
    url: str
    count: int
    is_current: bool


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """List the drafts that the person may read: by state, all or those they write in."""
    user = signed_in_user(request)
    if not sees_drafts(user):
        raise PermissionDenied
    state, is_mine = request.GET.get("stan", OPEN), request.GET.get("czyje") == MINE
    found = OrderDraft.objects.visible_to(user)
    if is_mine:
        found = found.filter(
            Q(author=user)
            | Q(pk__in=OrderDraft.editors.through.objects.filter(user=user).values("orderdraft"))
        )
    tabs = _tabs(found.aggregate(**_COUNTS), state, is_mine=is_mine)
    shown = found.filter(state=state) if state in OrderDraft.State.values else found.open()
    shown = shown.select_related("author", "order").defer("text", "legal_basis", "change_summary")
    page = CappedPaginator(shown, DRAFTS_ON_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs,
        "page_obj": page,
        "rows": [(draft, waits_for(draft), *VARIANTS[OrderDraft.State(draft.state)]) for draft in page],
        "is_mine": is_mine,
        "whose_url": _address(state, is_mine=not is_mine),
        "may_write": keeps_register(user),
    }
    return render(request, "orders/draft_list.html", context)


_COUNTS = {
    **{f"in_{state}": Count("pk", filter=Q(state=state)) for state in OrderDraft.State.values},
    "in_": Count("pk", filter=~Q(state=OrderDraft.State.REGISTERED)),
}


def _tabs(counts: dict[str, int], state: str, *, is_mine: bool) -> list[Tab]:
    known = state if state in OrderDraft.State.values else OPEN
    return [
        Tab(str(label), _address(key, is_mine=is_mine), counts[f"in_{key}"], is_current=key == known)
        for key, label in _TABS
    ]


def _address(state: str, *, is_mine: bool) -> str:
    asked = {"stan": state, "czyje": MINE if is_mine else ""}
    return f"?{urlencode({name: value for name, value in asked.items() if value})}"
