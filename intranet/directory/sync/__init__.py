"""Fill units, people, heads, job groups, account states and roles from one complete read of the directory.

The read happens before the transaction; writes go in bulk, only for rows that differ. Whatever is missing from a
complete read is gone, unless so much is missing that the read itself is suspect (`report.is_believable`).
"""

from intranet.directory.sync.applying import apply_snapshot, sync_with_directory
from intranet.directory.sync.report import Refusal, SyncReport
from intranet.directory.sync.turns import SyncNotNeeded

__all__ = ["Refusal", "SyncNotNeeded", "SyncReport", "apply_snapshot", "sync_with_directory"]
