"""Writes about single people; the whole staff is written by `directory.sync`."""

from typing import TYPE_CHECKING

from django.db import transaction

from intranet.accounts.models import User
from intranet.core import audit
from intranet.directory.hooks import Changes
from intranet.directory.models import JobGroup, OrgUnit, Person
from intranet.directory.sync import fields_of, job_group_codes
from intranet.ldap.entries import DirectoryPerson

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


@transaction.atomic
def link_person(user: User, entry: DirectoryPerson) -> Person:
    """Keep the Person of ``entry`` up to date and joined to the account; called at each sign-in.

    A new member of staff can work before the next sync: the Person is made here when it is missing.
    """
    person = Person.objects.select_for_update().filter(directory_guid=entry.guid).first()
    is_new = person is None
    if person is None:
        person = Person(directory_guid=entry.guid)
    unit = OrgUnit.objects.filter(symbol__iexact=entry.unit_symbol).first() if entry.unit_symbol else None
    before = _comparable(person)
    for field, value in fields_of(entry).items():
        setattr(person, field, value)
    person.unit, person.user, person.is_active = unit, user, True
    person.search_key = person.make_search_key()
    if is_new or _comparable(person) != before:
        person.save()
        Changes(people={person.pk}).announce()
    if is_new:
        audit.record(actor=None, action="directory.person_created", obj=person)
    person.job_groups.set(JobGroup.objects.filter(code__in=job_group_codes(entry.group_names)))
    return person


def person_of(user: "User | AnonymousUser") -> Person | None:
    """Return the Person of the account with unit read along, or None; asked once per request."""
    if not isinstance(user, User):
        return None
    if not hasattr(user, "_person"):
        user._person = Person.objects.select_related("unit").filter(user=user).first()  # type: ignore[attr-defined]
    return user._person  # type: ignore[attr-defined,no-any-return]


def _comparable(person: Person) -> dict[str, object]:
    return {field.attname: getattr(person, field.attname) for field in Person._meta.concrete_fields}
