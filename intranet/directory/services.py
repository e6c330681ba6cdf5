"""Writes about single people; the whole staff is written by `directory.sync`."""

from django.db import transaction
from django.utils import timezone

from intranet.accounts.models import User
from intranet.core import audit
from intranet.core.dates import today
from intranet.directory.hooks import Changes
from intranet.directory.models import JobGroup, OrgUnit, Person
from intranet.directory.sync.values import job_group_codes, person_fields
from intranet.ldap.entries import DirectoryPerson


@transaction.atomic
def link_person(*, user: User, entry: DirectoryPerson) -> Person:
    """Keep the Person of ``entry`` up to date and joined to the account; called at each sign-in.

    A new member of staff can work before the next sync: the Person is made here when it is missing. A sync
    whose read began earlier leaves the person as written here.
    """
    person = Person.objects.select_for_update().filter(directory_guid=entry.guid).first()
    is_new = person is None
    if person is None:
        person = Person(directory_guid=entry.guid)
    before = _comparable(person)
    for field, value in person_fields(entry).items():
        setattr(person, field, value)
    person.unit, person.user, person.is_active = _unit_of(entry), user, True
    person.search_key = person.make_search_key()
    is_changed = is_new or _comparable(person) != before
    person.entry_seen_at = timezone.now()
    person.save(update_fields=None if is_changed else ["entry_seen_at"])
    if is_changed:
        Changes(people={person.pk}).announce()
    if is_new:
        audit.record(actor=None, action="directory.person_created", obj=person)
    person.job_groups.set(JobGroup.objects.filter(code__in=job_group_codes(entry.group_names)))
    return person


def _unit_of(entry: DirectoryPerson) -> OrgUnit | None:
    if not entry.unit_symbol:
        return None
    return OrgUnit.objects.existing(today()).filter(symbol__iexact=entry.unit_symbol).first()


def _comparable(person: Person) -> dict[str, object]:
    return {field.attname: getattr(person, field.attname) for field in Person._meta.concrete_fields}
