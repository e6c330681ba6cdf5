"""When somebody was here before, so that a page can say what is new since then."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from intranet.accounts.hooks import read_along
from intranet.accounts.models import User, Visit

read_along.append("visit")

NOTED_EVERY = timedelta(minutes=30)
ENDS_AFTER = timedelta(hours=4)


def note_visit(user: User) -> None:
    """Remember that ``user`` is here now; write once in half an hour at most.

    A new visit begins after four hours of absence and with every new day. Nothing goes to the record of events:
    it is about what people did, not about when they looked. Two requests at once may both come here: the second
    finds another ``seen_at`` than it read and changes nothing.
    """
    now = timezone.now()
    visit = _visit_of(user)
    if visit is None:
        _begin_first(user, now)
        return
    seen_at = visit.seen_at
    if _is_new_visit(seen_at, now):
        visit.previous_at = seen_at
    elif now - seen_at < NOTED_EVERY:
        return
    visit.seen_at = now
    Visit.objects.filter(pk=visit.pk, seen_at=seen_at).update(seen_at=now, previous_at=visit.previous_at)


def previous_visit_of(user: User) -> datetime | None:
    """Return when ``user`` was last seen on the visit before this one; None for a newcomer."""
    visit = _visit_of(user)
    return visit.previous_at if visit is not None else None


def _visit_of(user: User) -> Visit | None:
    # Comes with the account of a session; otherwise Django asks once and keeps the answer.
    try:
        return user.visit
    except Visit.DoesNotExist:
        return None


def _begin_first(user: User, now: datetime) -> None:
    # Another request of the same person may have been first; to both it is the first visit.
    with suppress(IntegrityError), transaction.atomic():
        Visit.objects.create(user=user, seen_at=now)


def _is_new_visit(seen_at: datetime, now: datetime) -> bool:
    if now <= seen_at:
        return False  # the clock was set back
    return now - seen_at >= ENDS_AFTER or timezone.localdate(seen_at) != timezone.localdate(now)
