"""Read the text of stored files, each once, however often and by however many workers it is asked for."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from intranet.files.extraction.process import Allowance, Reading, read_text
from intranet.files.hooks import text_hooks
from intranet.files.kinds import BY_MEDIA_TYPE, PICTURES
from intranet.files.models import FileText, StoredFile

# Longer than any reading lasts: a worker that has not answered by then is gone.
CLAIM_LASTS = timedelta(minutes=5)
# A freshly stored file has a task of its own on the way.
FRESH = timedelta(minutes=1)
MOST_ATTEMPTS = 3

logger = logging.getLogger(__name__)


def extract_text(file_id: UUID, allowance: Allowance | None = None) -> FileText | None:
    """Read the text of a waiting file and return it; None when it is read already, being read, or withdrawn."""
    if not _claim(file_id, timezone.now()):
        return None
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        return None
    reading = _read(file, allowance or Allowance())
    if reading.reason:
        logger.info("text of %s: %s (%s)", file_id, reading.status, reading.reason)
    return _keep(file_id, reading)


def extract_waiting(*, most: int) -> int:
    """Read up to ``most`` files whose task was lost or whose worker died; return how many were taken up.

    A file that has ended a worker three times is given up.
    """
    now = timezone.now()
    given_up = _free_to_claim(now).filter(attempts__gte=MOST_ATTEMPTS)
    given_up.update(status=FileText.Status.FAILED, extracted_at=now, claimed_at=None)
    waiting = _free_to_claim(now).filter(file__stored_at__lt=now - FRESH).order_by("file__stored_at")
    done = 0
    for file_id in list(waiting.values_list("pk", flat=True)[:most]):
        try:
            done += extract_text(file_id) is not None
        except Exception:
            logger.exception("text of %s not kept; it will be tried again", file_id)
    return done


def ask_again(*, also_read: bool) -> int:
    """Make all unread files wait for reading, with ``also_read`` the read ones too; return how many wait.

    What was read stays until it is read anew. Files stored before texts were kept get their rows.
    """
    missing = StoredFile.objects.filter(reading=None)
    FileText.objects.bulk_create((FileText(file=file) for file in missing.iterator()), ignore_conflicts=True)
    final = Q(status=FileText.Status.DONE) | Q(status=FileText.Status.NO_TEXT_LAYER)
    chosen = FileText.objects.all() if also_read else FileText.objects.exclude(final)
    chosen.update(status=FileText.Status.WAITING, attempts=0, claimed_at=None)
    return waiting_count()


def waiting_count() -> int:
    """Return how many files wait to be read."""
    return FileText.objects.filter(status=FileText.Status.WAITING).count()


def extract_all(*, progress: Callable[[int], None]) -> Iterator[FileText]:
    """Read every waiting file now, one after another, and yield its text; ``progress`` is told how many so far."""
    waiting = FileText.objects.filter(status=FileText.Status.WAITING).order_by("file__stored_at")
    for number, file_id in enumerate(list(waiting.values_list("pk", flat=True)), start=1):
        text = extract_text(file_id)
        progress(number)
        if text is not None:
            yield text


def _free_to_claim(now: datetime) -> QuerySet[FileText]:
    return FileText.objects.filter(
        Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS), status=FileText.Status.WAITING
    )


def _claim(file_id: UUID, now: datetime) -> bool:
    """Take the file up; of two workers one gets it, the row itself decides."""
    taken = _free_to_claim(now).filter(pk=file_id, attempts__lt=MOST_ATTEMPTS)
    return taken.update(claimed_at=now, attempts=F("attempts") + 1) == 1


def _read(file: StoredFile, allowance: Allowance) -> Reading:
    if file.media_type in PICTURES:
        return Reading(FileText.Status.NO_TEXT_LAYER, pages=1)
    if file.media_type not in BY_MEDIA_TYPE:
        return Reading(FileText.Status.UNSUPPORTED)
    if not file.content.storage.exists(file.content.name or ""):
        return Reading(FileText.Status.FAILED, reason="the bytes are missing")
    return read_text(file.content.path, file.media_type, allowance)


@transaction.atomic
def _keep(file_id: UUID, reading: Reading) -> FileText | None:
    text = FileText.objects.select_for_update(of=("self",)).select_related("file").filter(pk=file_id).first()
    if text is None or text.status != FileText.Status.WAITING:
        return None  # withdrawn meanwhile, or read by another after this one was given up for dead
    text.status, text.text, text.is_cut = reading.status, reading.text, reading.is_cut
    text.pages, text.extracted_at, text.claimed_at = reading.pages, timezone.now(), None
    text.save(update_fields=["status", "text", "is_cut", "pages", "extracted_at", "claimed_at"])
    for hook in text_hooks:
        hook.ready(text.file)
    return text
