"""People of the directory: who works here, where, under whom, and who has left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from intranet.accounts.models import User
from intranet.core import audit
from intranet.directory.models import OrgUnit, Person
from intranet.directory.sync.report import Refusal, SyncReport, is_believable
from intranet.directory.sync.rows import BATCH, change
from intranet.directory.sync.values import person_fields, symbol_key
from intranet.ldap.dn import dn_key
from intranet.ldap.entries import DirectoryPerson

WRITTEN = ["given_name", "surname", "job_title", "email", "phone", "room", "employee_number"] + [
    "unit",
    "user",
    "is_active",
    "search_key",
]


@dataclass
class StaffOfSync:
    """Everybody during one sync: their entries, rows and accounts.

    ``entries`` leaves out whoever has signed in since the read began; ``kept`` holds the ids of people missing
    from a read that is not believed.
    """

    entries: list[DirectoryPerson]
    users: dict[UUID, User]
    known: dict[UUID, Person]
    without_guid: list[Person]
    seen_later: set[UUID]
    present: set[UUID]
    by_dn: dict[str, Person]
    kept: set[int] = field(default_factory=set)

    @classmethod
    def locked(cls, entries: Iterable[DirectoryPerson], read_began_at: datetime) -> "StaffOfSync":
        """Read everybody; until the transaction ends, sign-ins of those already known wait.

        Accounts first, then people: a sign-in locks in that order too.
        """
        entries = list(entries)
        accounts = User.objects.select_for_update(no_key=True).filter(directory_guid__isnull=False)
        users = {
            user.directory_guid: user
            for user in accounts.order_by("pk").prefetch_related("role_grants")
            if user.directory_guid is not None
        }
        rows = Person.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
        people = list(rows.order_by("pk"))
        known = {person.directory_guid: person for person in people if person.directory_guid is not None}
        seen_later = {
            guid
            for guid, person in known.items()
            if person.entry_seen_at is not None and person.entry_seen_at >= read_began_at
        }
        return cls(
            entries=[entry for entry in entries if entry.guid not in seen_later],
            users=users,
            known=known,
            without_guid=[person for person in people if person.directory_guid is None],
            seen_later=seen_later,
            present={entry.guid for entry in entries},
            by_dn={dn_key(entry.dn): known[entry.guid] for entry in entries if entry.guid in seen_later},
        )

    def superior_id(self, dn: str, current_id: int | None) -> int | None:
        """Return the id of the head or manager named ``dn``, None unless they work here.

        ``current_id`` stays when it is of somebody the read lacks and who is not believed to have left.
        """
        person = self.by_dn.get(dn_key(dn))
        if person is not None and person.is_active:
            return person.pk
        return current_id if person is None and current_id in self.kept else None

    def working_ids(self) -> set[int]:
        """Return the ids of all who work here."""
        return {person.pk for person in (*self.known.values(), *self.without_guid) if person.is_active}

    def leavers_with_account(self) -> list[tuple[Person, User]]:
        """Return who is not in the directory and not thought to work here, this sync's leavers among them."""
        return [
            (self.known[guid], user)
            for guid, user in self.users.items()
            if guid not in self.present and guid in self.known and not self.known[guid].is_active
        ]


def write_people(staff: StaffOfSync, units: Mapping[str, OrgUnit], report: SyncReport) -> None:
    """Create and update people; ``units`` are those to work in, by `symbol_key`."""
    new, changed = [], []
    for entry in staff.entries:
        user = staff.users.get(entry.guid)
        values: dict[str, object] = {
            **person_fields(entry),
            "unit": units.get(symbol_key(entry.unit_symbol)),
            "is_active": not entry.is_disabled,
            **({"user_id": user.pk} if user is not None else {}),
        }
        person = staff.known.get(entry.guid)
        if person is None:
            person = Person(directory_guid=entry.guid, **values)
            person.search_key = person.make_search_key()
            new.append(person)
        else:
            is_changed = change(person, values)
            if change(person, {"search_key": person.make_search_key()}) or is_changed:
                changed.append(person)
        staff.by_dn[dn_key(entry.dn)] = person
    # Somebody's first sign-in may make their row at this moment: theirs stays, and ours takes its id.
    Person.objects.bulk_create(
        new,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["directory_guid"],
        update_fields=["directory_guid"],
    )
    Person.objects.bulk_update(changed, WRITTEN, batch_size=BATCH)
    staff.known.update({person.directory_guid: person for person in new if person.directory_guid is not None})
    report.changes.people.update(person.pk for person in (*new, *changed))
    report.count("people_created", len(new))
    report.count("people_changed", len(changed))


def retire_leavers(staff: StaffOfSync, report: SyncReport) -> None:
    """Deactivate whoever is no longer in the directory; refuse an incredible number.

    Whoever has signed in since the read began is in the directory, whatever the read says.
    """
    working = [person for person in staff.known.values() if person.is_active]
    here = staff.present | staff.seen_later
    leavers = [person for person in working if person.directory_guid not in here]
    if not is_believable(len(leavers), len(working)):
        staff.kept = {person.pk for person in leavers}
        report.refuse(Refusal.LEAVERS, len(leavers))
        return
    for person in leavers:
        person.is_active = False
        audit.record(actor=None, action="directory.left", obj=person)
    Person.objects.bulk_update(leavers, ["is_active"], batch_size=BATCH)
    report.changes.people.update(person.pk for person in leavers)
    report.count("leavers", len(leavers))


def write_managers(staff: StaffOfSync, report: SyncReport) -> None:
    """Give people the managers that the directory names, if they work here."""
    changed = []
    for entry in staff.entries:
        person = staff.by_dn[dn_key(entry.dn)]
        manager_id = staff.superior_id(entry.manager_dn, person.manager_id)
        if change(person, {"manager_id": manager_id if manager_id != person.pk else None}):
            changed.append(person)
    Person.objects.bulk_update(changed, ["manager"], batch_size=BATCH)
    report.count("managers_changed", len(changed))
