"""Writes about news that readers cause; editors write pages in the page editor, which keeps its own record."""

from django.utils import timezone

from intranet.accounts.models import User
from intranet.news.models import NewsVisit


def note_visit(*, user: User) -> NewsVisit:
    """Remember that ``user`` has the list of news open: nothing on it is unread any more.

    Not audited: who looked when is nobody's business.
    """
    visit, _ = NewsVisit.objects.update_or_create(user=user, defaults={"seen_at": timezone.now()})
    return visit
