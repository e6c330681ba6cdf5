from datetime import datetime

from django.db import transaction
from django.utils import timezone

from intranet.core import audit
from intranet.directory.sync.accounts import follow_account_states, take_roles_of_leavers, write_roles
from intranet.directory.sync.job_groups import are_groups_believable, write_job_groups, write_memberships
from intranet.directory.sync.people import StaffOfSync, retire_leavers, write_managers, write_people
from intranet.directory.sync.report import SyncReport
from intranet.directory.sync.turns import take_turn
from intranet.directory.sync.units import end_missing_units, write_heads, write_units
from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import config_from_settings
from intranet.ldap.entries import DirectorySnapshot


def sync_with_directory() -> tuple[DirectorySnapshot, SyncReport]:
    """Read the whole directory and write what changed; return what was read and what was done.

    Raises DirectoryError when it cannot be read in full and SyncNotNeeded when another sync was first; nothing
    is changed then.
    """
    read_began_at = timezone.now()
    snapshot = DirectoryClient(config_from_settings()).read_snapshot()
    return snapshot, apply_snapshot(snapshot, read_began_at=read_began_at)


@transaction.atomic
def apply_snapshot(snapshot: DirectorySnapshot, *, read_began_at: datetime | None = None) -> SyncReport:
    """Write ``snapshot`` and return what changed; everything or nothing, audited as one entry.

    Whoever has signed in since ``read_began_at`` (the moment before the read; None: just now) is left as the
    sign-in wrote them. Raises SyncNotNeeded while another sync writes and for a read older than the last.
    """
    read_began_at = read_began_at or timezone.now()
    take_turn(read_began_at)
    report = SyncReport()
    units = write_units(snapshot.units, report)
    end_missing_units(units, report)
    staff = StaffOfSync.locked(snapshot.people, read_began_at)
    write_people(staff, units.by_symbol(), report)
    retire_leavers(staff, report)
    write_managers(staff, report)
    write_heads(units, staff, report)
    follow_account_states(staff, report)
    take_roles_of_leavers(staff, report)
    if are_groups_believable(snapshot.groups, report):
        job_groups = write_job_groups(snapshot.groups, report)
        write_memberships(staff, job_groups, report)
        write_roles(staff, report)
    report.changes.announce()
    if report.has_changes:
        audit.record(actor=None, action="directory.sync", details=report.details())
    return report
