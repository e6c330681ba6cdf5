"""Recent searches: each person's own, the last ten, shown to nobody else and deleted by them at will."""

from django.db import transaction
from django.utils import timezone

from intranet.accounts.models import User
from intranet.core.text import fold
from intranet.search.models import RecentSearch
from intranet.search.models.recent import LONGEST_KEPT

MOST_KEPT = 10


def recent_searches(user: User) -> list[RecentSearch]:
    """Return what ``user`` looked for lately, the newest first."""
    return list(RecentSearch.objects.filter(user=user).order_by("-asked_at", "-pk")[:MOST_KEPT])


def note_search(*, user: User, text: str) -> None:
    """Put ``text`` on top of the recent searches of ``user``; the eleventh is forgotten.

    Asking the newest again, as turning pages does, writes nothing.
    """
    text = text[:LONGEST_KEPT]
    folded = fold(text)[:LONGEST_KEPT]
    kept = list(
        RecentSearch.objects.filter(user=user).order_by("-asked_at", "-pk").values_list("folded", "pk")
    )
    if not folded or (kept and kept[0][0] == folded):
        return
    too_many = [pk for known, pk in kept if known != folded][MOST_KEPT - 1 :]
    # Only now: on SQLite a transaction that merely reads would wait for whoever writes.
    with transaction.atomic():
        RecentSearch.objects.bulk_create(
            [RecentSearch(user=user, text=text, folded=folded, asked_at=timezone.now())],
            update_conflicts=True,
            unique_fields=["user", "folded"],
            update_fields=["text", "asked_at"],
        )
        if too_many:
            RecentSearch.objects.filter(pk__in=too_many).delete()


def forget_search(*, user: User, search_id: int) -> None:
    """Forget one recent search of ``user``; nothing happens when it is not theirs."""
    RecentSearch.objects.filter(user=user, pk=search_id).delete()


def forget_searches(*, user: User) -> None:
    """Forget every recent search of ``user``."""
    RecentSearch.objects.filter(user=user).delete()
