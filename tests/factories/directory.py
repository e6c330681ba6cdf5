import uuid
from collections.abc import Sequence

import factory

from intranet.directory.models import JobGroup, OrgUnit, Person
from intranet.ldap.entries import DirectoryGroup, DirectoryPerson, DirectorySnapshot, DirectoryUnit

BASE = "dc=mops,dc=example"


class OrgUnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrgUnit

    directory_guid = factory.LazyFunction(uuid.uuid4)
    symbol = factory.Sequence(lambda number: f"K{number}")
    name = factory.Sequence(lambda number: f"Wydział Próbny {number}")
    type = OrgUnit.Type.DEPARTMENT


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    directory_guid = factory.LazyFunction(uuid.uuid4)
    given_name = "Łucja"
    surname = factory.Sequence(lambda number: f"Świątek{number}")
    job_title = "pracownik socjalny"
    unit = factory.SubFactory(OrgUnitFactory)
    email = factory.Sequence(lambda number: f"osoba{number}@mops.example")
    phone = factory.Sequence(lambda number: f"42 685 {number:04}")
    search_key = factory.LazyAttribute(
        lambda values: Person(
            **{
                name: getattr(values, name)
                for name in ("given_name", "surname", "job_title", "email", "phone")
            }
        ).make_search_key()
    )


class JobGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JobGroup
        django_get_or_create = ["code"]

    code = "pracownik-socjalny"
    name = "pracownicy socjalni"


def person_entry(number: int, **fields: object) -> DirectoryPerson:
    """Give what the directory knows of the person ``number``: the same one each time."""
    return DirectoryPerson(
        **{
            "guid": uuid.uuid5(uuid.NAMESPACE_OID, f"person {number}"),
            "dn": f"uid=osoba{number},ou=ludzie,{BASE}",
            "login": f"osoba{number}",
            "given_name": "Łucja",
            "surname": f"Żak{number}",
            "unit_symbol": "WFK",
            **fields,
        }
    )


def unit_entry(key: str, /, **fields: object) -> DirectoryUnit:
    """Give what the directory knows of the unit ``key``: the same one each time."""
    return DirectoryUnit(
        **{
            "guid": uuid.uuid5(uuid.NAMESPACE_OID, f"unit {key}"),
            "dn": f"ou={key},ou=jednostki,{BASE}",
            "symbol": key,
            "name": f"Wydział {key}",
            **fields,
        }
    )


def group_entry(name: str, description: str = "") -> DirectoryGroup:
    """Give a group; its members are told by the ``group_names`` of people."""
    guid = uuid.uuid5(uuid.NAMESPACE_OID, f"group {name}")
    return DirectoryGroup(guid, f"cn={name},ou=grupy,{BASE}", name, description)


def snapshot_of(
    people: Sequence[DirectoryPerson] = (),
    units: Sequence[DirectoryUnit] | None = None,
    groups: Sequence[DirectoryGroup] | None = None,
) -> DirectorySnapshot:
    """Give a whole read: one unit unless told, and the groups that people are in beside one of everybody."""
    if groups is None:
        names = {name for person in people for name in person.group_names}
        groups = [group_entry(name) for name in sorted(names | {"wszyscy"})]
    return DirectorySnapshot(
        people=tuple(people),
        units=tuple([unit_entry("WFK")] if units is None else units),
        groups=tuple(groups),
    )
