"""One sync at a time, and never an older read over a newer one."""

from datetime import datetime

from django.utils import timezone

from intranet.directory.models import LastSync


class SyncNotNeeded(Exception):
    """Another sync is writing now, or has already written a newer read; nothing was changed."""


def take_turn(read_began_at: datetime) -> None:
    """Hold the row of the last sync until the transaction ends, or raise SyncNotNeeded at once.

    SQLite lets one transaction write at a time anyway; there the second sync waits, and finds the newer read.
    """
    LastSync.objects.bulk_create([LastSync(pk=1)], ignore_conflicts=True)
    last = LastSync.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if last is None:
        raise SyncNotNeeded("Another sync is writing.")
    # One from the future was written by a clock that went wrong, and must not stop the syncs until then.
    if last.read_began_at is not None and read_began_at < last.read_began_at <= timezone.now():
        raise SyncNotNeeded("A newer read of the directory has been written already.")
    last.read_began_at = read_began_at
    last.save(update_fields=["read_began_at"])
