"""Writes about news that readers cause; editors write pages in the page editor, which keeps its own record."""

from datetime import datetime, timedelta

from django.utils import timezone

from intranet.accounts.models import User
from intranet.news.models import NewsVisit
from intranet.news.unread import count_unread

# Coming back to the list again and again need not be written each time.
ONE_VISIT = timedelta(minutes=5)


def note_visit(*, user: User, seen_until: datetime) -> None:
    """Remember that ``user``, who had seen the news up to ``seen_until``, has the list open: nothing is unread now.

    Writes nothing where it would change nothing: all is read and the last visit was minutes ago. Not audited: who
    looked when is nobody's business.
    """
    now = timezone.now()
    if now - seen_until > ONE_VISIT or count_unread(user):
        NewsVisit.objects.update_or_create(user=user, defaults={"seen_at": now})
