"""Job groups and who is in them, from directory groups with the agreed prefix."""

from collections.abc import Collection, Iterable

from intranet.accounts.models import RoleGrant
from intranet.directory.models import JobGroup, Person
from intranet.directory.sync.people import StaffOfSync
from intranet.directory.sync.report import Refusal, SyncReport, is_believable
from intranet.directory.sync.rows import BATCH, change, cut
from intranet.directory.sync.values import job_group_code, job_group_codes
from intranet.ldap.dn import dn_key
from intranet.ldap.entries import DirectoryGroup


def are_groups_believable(groups: Collection[DirectoryGroup], report: SyncReport) -> bool:
    """Tell whether roles and job groups may follow ``groups``; refuse a read without any.

    An account that may not read the groups gets an empty answer, not an error; everybody, administrators too,
    would lose everything.
    """
    if groups:
        return True
    held = Person.job_groups.through.objects.count()
    held += RoleGrant.objects.filter(source=RoleGrant.Source.DIRECTORY).count()
    if held:
        report.refuse(Refusal.NO_GROUPS, held)
    return not held


def write_job_groups(groups: Iterable[DirectoryGroup], report: SyncReport) -> dict[str, JobGroup]:
    """Create job groups and follow their descriptions; return all there are by code."""
    known = {group.code: group for group in JobGroup.objects.all()}
    names: dict[str, str] = {}
    for group in groups:
        if code := job_group_code(group.name):
            names.setdefault(code, cut(JobGroup, "name", group.description or code))
    new = [JobGroup(code=code, name=name) for code, name in names.items() if code not in known]
    changed = [
        known[code] for code, name in names.items() if code in known and change(known[code], {"name": name})
    ]
    JobGroup.objects.bulk_create(new, batch_size=BATCH)
    JobGroup.objects.bulk_update(changed, ["name"], batch_size=BATCH)
    report.count("job_groups_created", len(new))
    report.count("job_groups_changed", len(changed))
    return {**known, **{group.code: group for group in new}}


def write_memberships(staff: StaffOfSync, job_groups: dict[str, JobGroup], report: SyncReport) -> None:
    """Put people into their job groups and take them out; refuse when incredibly many would go out.

    People missing from a read that is not believed, and those who have just signed in, stay as they are.
    """
    through = Person.job_groups.through
    written = {staff.by_dn[dn_key(entry.dn)].pk for entry in staff.entries}
    wanted = {
        (staff.by_dn[dn_key(entry.dn)].pk, job_groups[code].pk)
        for entry in staff.entries
        for code in job_group_codes(entry.group_names)
        if code in job_groups
    }
    held = {(row.person_id, row.jobgroup_id): row.pk for row in through.objects.all()}
    gone = {pk for (person, group), pk in held.items() if person in written and (person, group) not in wanted}
    if not is_believable(len(gone), len(held)):
        report.refuse(Refusal.MEMBERSHIPS, len(gone))
        gone = set()
    staying = written | staff.working_ids()
    gone |= {pk for (person, _group), pk in held.items() if person not in staying}
    missing = sorted(wanted - held.keys())
    through.objects.bulk_create(
        (through(person_id=person, jobgroup_id=group) for person, group in missing), batch_size=BATCH
    )
    through.objects.filter(pk__in=gone).delete()
    report.count("memberships_changed", len(missing) + len(gone))
