"""Questions that found nothing, without who asked them: they teach editors what is missing."""

import re
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from intranet.core.text import fold
from intranet.search.keys import clean
from intranet.search.models import MissedQuestion
from intranet.search.models.editing import LONGEST_PHRASE

SHORTEST = 2
MOST_DIGITS = 5
KEPT_DAYS = 180
MOST_KEPT = 5_000

_LONG_NUMBER = re.compile(rf"\d{{{MOST_DIGITS + 1},}}")
# Spaces and hyphens divide telephones, accounts and PESEL as people type them.
_DIVIDED_NUMBER = re.compile(r"\d(?:[ -]?\d){8,}")


def note_miss(text: str) -> None:
    """Count the question ``text`` among those without a result.

    What may be about a person is not kept: long texts, long numbers, e-mail addresses. A question that was settled
    and finds nothing again waits again.
    """
    text = " ".join(clean(text).replace("\0", " ").split())
    folded = fold(text)[:LONGEST_PHRASE]
    if not _may_be_kept(text):
        return
    now = timezone.now()
    again = MissedQuestion.objects.filter(folded=folded)
    if not again.update(times=F("times") + 1, last_at=now, settled_at=None):
        missed = MissedQuestion(folded=folded, text=text, first_at=now, last_at=now)
        # Two people may miss the same thing at once; one of them counts.
        MissedQuestion.objects.bulk_create([missed], ignore_conflicts=True)


def _may_be_kept(text: str) -> bool:
    if not SHORTEST <= len(text) <= LONGEST_PHRASE or not any(map(str.isalnum, text)):
        return False
    return not ("@" in text or _LONG_NUMBER.search(text) or _DIVIDED_NUMBER.search(text))


def forget_misses() -> int:
    """Delete what nobody has missed for 180 days and all but the 5,000 newest; return how many."""
    long_ago = timezone.now() - timedelta(days=KEPT_DAYS)
    deleted: int = MissedQuestion.objects.filter(last_at__lt=long_ago).delete()[0]
    beyond = MissedQuestion.objects.order_by("-last_at", "-pk").values_list("pk", flat=True)[MOST_KEPT:]
    return deleted + MissedQuestion.objects.filter(pk__in=list(beyond)).delete()[0]
