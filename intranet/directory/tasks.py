from celery import shared_task

from intranet.directory.sync import apply_snapshot
from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import config_from_settings
from intranet.ldap.errors import DirectoryUnavailable, IncompleteRead


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
    apply_snapshot(DirectoryClient(config_from_settings()).read_snapshot())
