"""How many news items a person has not seen yet."""

from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import DateTimeField, F, Q, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.directory.audience import audience_ids_of
from intranet.directory.current import person_of
from intranet.news.models import NewsItem, NewsVisit

# A newcomer is not greeted with the news of years.
LONGEST_MEMORY = timedelta(days=30)


def seen_until(user: User) -> datetime:
    """Return the moment up to which ``user`` has seen the news; a newcomer has seen what is older than a month."""
    visit = NewsVisit.objects.filter(user=user).first()
    return visit.seen_at if visit is not None else timezone.now() - LONGEST_MEMORY


def is_unread(item: NewsItem, *, since: datetime) -> bool:
    """Tell whether ``item`` was published after the moment ``since``, by the rule of `count_unread`."""
    published_at = item.first_published_at
    is_later = published_at is not None and published_at > since
    return is_later or item.published_on > timezone.localdate(since)


def count_unread(user: AbstractBaseUser | AnonymousUser) -> int:
    """Count current items for ``user`` published since they last opened the list.

    Costs one query; where something unseen is for chosen units, also the person's audiences, which most pages
    have asked for anyway.
    """
    if not isinstance(user, User):
        return 0
    seen_at = Coalesce(
        Subquery(NewsVisit.objects.filter(user=user).values("seen_at")[:1]),
        Value(timezone.now() - LONGEST_MEMORY),
        output_field=DateTimeField(),
    )
    day = today()
    unseen = (
        NewsItem.objects.live()
        .filter(published_on__range=(day - LONGEST_MEMORY, day))
        .current(day)
        .annotate(seen_at=seen_at, seen_on=TruncDate(seen_at))
        .filter(Q(first_published_at__gt=F("seen_at")) | Q(published_on__gt=F("seen_on")))
    )
    audiences = list(unseen.values_list("audience_id", "audience__is_everyone"))
    restricted = [audience for audience, is_everyone in audiences if not is_everyone]
    # Most days there is nothing for chosen units: whose audiences the person is in need not be asked then.
    own = set(audience_ids_of(person_of(user))) if restricted else set()
    return len(audiences) - sum(audience not in own for audience in restricted)
