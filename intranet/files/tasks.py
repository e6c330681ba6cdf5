import logging
from uuid import UUID

from celery import shared_task

from intranet.files import sweeping
from intranet.files.extraction import reading
from intranet.files.waking import EXTRACT_TASK

# Together within the task's time limit, even when each takes all the time it may.
MOST_AT_ONCE = 8

logger = logging.getLogger(__name__)


@shared_task(name="files.sweep", time_limit=600)
def sweep() -> None:
    """Remove private files that belong to nobody; a second run removes nothing."""
    sweeping.sweep()


@shared_task(name=EXTRACT_TASK, time_limit=180)
def extract_text(file_id: str) -> None:
    """Read the text of one file; a second run does nothing."""
    reading.extract_text(UUID(file_id))


@shared_task(name="files.extract_waiting", time_limit=600)
def extract_waiting() -> None:
    """Read files whose own task was lost; a second run takes up what the first has left."""
    if taken := reading.extract_waiting(most=MOST_AT_ONCE):
        logger.info("texts of %d files read late", taken)
