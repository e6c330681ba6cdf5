"""Fill units, people, heads and job groups from one complete read of the directory.

The read happens before the transaction; writes go in bulk, only for rows that differ. Whoever is missing from a
complete read has left, unless so many are missing that the read itself is suspect.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models, transaction

from intranet.accounts.models import User
from intranet.accounts.services import apply_directory_roles, role_table, roles_of_groups
from intranet.core import audit
from intranet.directory.hooks import Changes
from intranet.directory.models import JobGroup, OrgUnit, Person
from intranet.ldap.dn import dn_key
from intranet.ldap.entries import DirectoryGroup, DirectoryPerson, DirectorySnapshot, DirectoryUnit

logger = logging.getLogger(__name__)

BATCH = 500
# Above both numbers the leavers are not believed: somebody moved a branch of the tree or lost a permission.
MOST_LEAVERS, MOST_LEAVERS_SHARE = 20, 0.05


@dataclass
class SyncReport:
    """Counts of what one sync changed; ``leavers_refused`` is the number of leavers it did not believe."""

    counts: dict[str, int] = field(default_factory=dict)
    leavers_refused: int = 0
    changes: Changes = field(default_factory=Changes)

    def count(self, name: str, number: int) -> None:
        self.counts[name] = self.counts.get(name, 0) + number

    @property
    def has_changes(self) -> bool:
        return any(self.counts.values()) or self.leavers_refused > 0


LONGEST = {
    field.name: field.max_length for field in Person._meta.fields if isinstance(field, models.CharField)
}


def fields_of(entry: DirectoryPerson) -> dict[str, str]:
    """Return the Person fields that the directory decides, cut to what their columns hold."""
    wanted = {
        "given_name": entry.given_name,
        "surname": entry.surname or entry.login,
        "job_title": entry.job_title,
        "email": entry.email,
        "phone": entry.phone,
        "room": entry.room,
        "employee_number": entry.employee_number,
    }
    return {name: value[: LONGEST[name]] for name, value in wanted.items()}


def job_group_codes(group_names: Iterable[str]) -> set[str]:
    """Return the codes of the job groups among directory groups: names with the agreed prefix, without it."""
    prefix = settings.LDAP_JOB_GROUP_PREFIX
    return {
        name[len(prefix) :] for name in group_names if name.startswith(prefix) and len(name) > len(prefix)
    }


@transaction.atomic
def apply_snapshot(snapshot: DirectorySnapshot) -> SyncReport:
    """Write ``snapshot`` and return what changed; everything or nothing, audited as one entry."""
    report = SyncReport()
    units = _write_units(snapshot.units, report)
    job_groups = _write_job_groups(snapshot.groups, report)
    people = _write_people(snapshot.people, units, report)
    _write_managers(snapshot.people, people, report)
    _write_heads(snapshot, units, people, report)
    _write_memberships(snapshot.people, people, job_groups, report)
    _retire_leavers(snapshot.people, report)
    _write_roles(snapshot.people, report)
    report.changes.announce()
    if report.has_changes:
        details = {**report.counts, "leavers_refused": report.leavers_refused}
        audit.record(actor=None, action="directory.sync", details=details)
    return report


def _change(row: Any, values: dict[str, Any]) -> bool:
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def _write_units(entries: Iterable[DirectoryUnit], report: SyncReport) -> dict[str, OrgUnit]:
    """Create and update units; return them by folded symbol. Parents need a second pass: children may come first."""
    entries = list(entries)
    known = {unit.directory_guid: unit for unit in OrgUnit.objects.all()}
    by_symbol = {unit.symbol.casefold(): unit for unit in known.values() if unit.directory_guid is None}
    new, changed = [], []
    by_dn: dict[str, OrgUnit] = {}
    kinds = set(OrgUnit.Type.values)
    for entry in entries:
        values = {
            "directory_guid": entry.guid,
            "symbol": entry.symbol[:40],
            "name": (entry.name or entry.symbol)[:200],
            "type": entry.kind if entry.kind in kinds else OrgUnit.Type.DEPARTMENT,
            "address": entry.address[:200],
            "phone": entry.phone[:60],
        }
        unit = known.get(entry.guid) or by_symbol.get(entry.symbol.casefold())
        if unit is None:
            unit = OrgUnit(**values)
            new.append(unit)
        elif _change(unit, values):
            changed.append(unit)
        by_dn[dn_key(entry.dn)] = unit
    OrgUnit.objects.bulk_create(new, batch_size=BATCH)
    OrgUnit.objects.bulk_update(
        changed, ["directory_guid", "symbol", "name", "type", "address", "phone"], batch_size=BATCH
    )
    moved = []
    for entry in entries:
        unit, parent = by_dn[dn_key(entry.dn)], by_dn.get(dn_key(entry.parent_dn))
        if _change(unit, {"parent_id": parent.pk if parent is not None else None}):
            moved.append(unit)
    OrgUnit.objects.bulk_update(moved, ["parent"], batch_size=BATCH)
    report.changes.units.update(unit.pk for unit in (*new, *changed))
    report.count("units_created", len(new))
    report.count("units_changed", len(changed))
    return {unit.symbol.casefold(): unit for unit in by_dn.values()}


def _write_job_groups(groups: Iterable[DirectoryGroup], report: SyncReport) -> dict[str, JobGroup]:
    known = {group.code: group for group in JobGroup.objects.all()}
    new, changed = [], []
    for group in groups:
        for code in job_group_codes([group.name]):
            name = (group.description or code)[:120]
            if code not in known:
                known[code] = JobGroup(code=code, name=name)
                new.append(known[code])
            elif _change(known[code], {"name": name}):
                changed.append(known[code])
    JobGroup.objects.bulk_create(new, batch_size=BATCH)
    JobGroup.objects.bulk_update(changed, ["name"], batch_size=BATCH)
    report.count("job_groups_created", len(new))
    report.count("job_groups_changed", len(changed))
    return known


def _write_people(
    entries: Iterable[DirectoryPerson], units: dict[str, OrgUnit], report: SyncReport
) -> dict[str, Person]:
    """Create and update people; return them by the key of their DN."""
    known = {person.directory_guid: person for person in Person.objects.select_related("unit")}
    accounts = dict(User.objects.filter(directory_guid__isnull=False).values_list("directory_guid", "pk"))
    new, changed, returned = [], [], []
    by_dn: dict[str, Person] = {}
    for entry in entries:
        person = known.get(entry.guid)
        values: dict[str, Any] = {
            **fields_of(entry),
            "unit": units.get(entry.unit_symbol.casefold()),
            "is_active": not entry.is_disabled,
        }
        if entry.guid in accounts:
            values["user_id"] = accounts[entry.guid]
        if person is None:
            person = Person(directory_guid=entry.guid, **values)
            new.append(person)
        else:
            was_active = person.is_active
            if _change(person, values) or _change(person, {"search_key": person.make_search_key()}):
                changed.append(person)
            if person.is_active and not was_active and person.user_id:
                returned.append(person.user_id)
        person.search_key = person.make_search_key()
        by_dn[dn_key(entry.dn)] = person
    Person.objects.bulk_create(new, batch_size=BATCH)
    Person.objects.bulk_update(
        changed,
        ["given_name", "surname", "job_title", "email", "phone", "room", "employee_number"]
        + ["unit", "user", "is_active", "search_key"],
        batch_size=BATCH,
    )
    disabled = [person.user_id for person in changed if not person.is_active and person.user_id]
    User.objects.filter(pk__in=disabled).update(is_active=False)
    User.objects.filter(pk__in=returned).update(is_active=True)
    report.changes.people.update(person.pk for person in (*new, *changed))
    report.count("people_created", len(new))
    report.count("people_changed", len(changed))
    return by_dn


def _write_managers(
    entries: Iterable[DirectoryPerson], people: dict[str, Person], report: SyncReport
) -> None:
    changed = []
    for entry in entries:
        person, manager = people[dn_key(entry.dn)], people.get(dn_key(entry.manager_dn))
        if _change(
            person, {"manager_id": manager.pk if manager is not None and manager is not person else None}
        ):
            changed.append(person)
    Person.objects.bulk_update(changed, ["manager"], batch_size=BATCH)
    report.count("managers_changed", len(changed))


def _write_heads(
    snapshot: DirectorySnapshot, units: dict[str, OrgUnit], people: dict[str, Person], report: SyncReport
) -> None:
    changed = []
    for entry in snapshot.units:
        unit, head = units[entry.symbol[:40].casefold()], people.get(dn_key(entry.head_dn))
        if _change(unit, {"head_id": head.pk if head is not None else None}):
            changed.append(unit)
    OrgUnit.objects.bulk_update(changed, ["head"], batch_size=BATCH)
    report.count("heads_changed", len(changed))


def _write_memberships(
    entries: Iterable[DirectoryPerson],
    people: dict[str, Person],
    job_groups: dict[str, JobGroup],
    report: SyncReport,
) -> None:
    through = Person.job_groups.through
    wanted = {
        (people[dn_key(entry.dn)].pk, job_groups[code].pk)
        for entry in entries
        for code in job_group_codes(entry.group_names)
        if code in job_groups
    }
    held = {(row.person_id, row.jobgroup_id): row.pk for row in through.objects.all()}
    through.objects.bulk_create(
        (through(person_id=person, jobgroup_id=group) for person, group in sorted(wanted - held.keys())),
        batch_size=BATCH,
    )
    gone = [pk for pair, pk in held.items() if pair not in wanted]
    through.objects.filter(pk__in=gone).delete()
    report.count("memberships_changed", len(wanted - held.keys()) + len(gone))


def _retire_leavers(entries: Iterable[DirectoryPerson], report: SyncReport) -> None:
    """Deactivate whoever is no longer in the directory, with the account; refuse an incredible number."""
    present = {entry.guid for entry in entries}
    working = list(Person.objects.active().filter(directory_guid__isnull=False))
    leavers = [person for person in working if person.directory_guid not in present]
    if len(leavers) > max(MOST_LEAVERS, MOST_LEAVERS_SHARE * len(working)):
        report.leavers_refused = len(leavers)
        logger.error("sync: %d people missing from the directory were not deactivated", len(leavers))
        return
    Person.objects.filter(pk__in=[person.pk for person in leavers]).update(is_active=False)
    User.objects.filter(pk__in=[person.user_id for person in leavers if person.user_id]).update(
        is_active=False
    )
    report.changes.people.update(person.pk for person in leavers)
    for person in leavers:
        audit.record(actor=None, action="directory.left", obj=person)
    report.count("leavers", len(leavers))


def _write_roles(entries: Iterable[DirectoryPerson], report: SyncReport) -> None:
    """Give and take directory roles of the people who have an account."""
    table = role_table()
    groups = {entry.guid: entry.group_names for entry in entries}
    users = User.objects.filter(directory_guid__isnull=False).prefetch_related("role_grants")
    for user in users:
        names = groups.get(user.directory_guid, ()) if user.directory_guid else ()
        held = {grant.role for grant in user.role_grants.all() if grant.source == grant.Source.DIRECTORY}
        if roles_of_groups(names, table) != held:
            apply_directory_roles(user=user, group_names=names)
            report.count("roles_changed", 1)
