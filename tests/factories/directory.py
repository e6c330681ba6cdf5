import uuid

import factory

from intranet.directory.models import JobGroup, OrgUnit, Person


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
