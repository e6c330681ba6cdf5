import logging

from celery import shared_task

from intranet.directory.sync import SyncNotNeeded, sync_with_directory
from intranet.ldap.errors import DirectoryUnavailable, IncompleteRead

logger = logging.getLogger(__name__)


@shared_task(
    name="directory.sync",
    time_limit=600,
    soft_time_limit=540,
    autoretry_for=(DirectoryUnavailable, IncompleteRead),
    retry_backoff=60,
    max_retries=3,
)
def sync_directory() -> None:
    """Read the whole directory and write what changed; a second run changes nothing."""
    try:
        sync_with_directory()
    except SyncNotNeeded as reason:
        logger.info("sync passed over: %s", reason)
