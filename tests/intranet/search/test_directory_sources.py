from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from intranet.accounts.models import User
from intranet.directory.hooks import Changes
from intranet.directory.models import OrgUnit, Person
from intranet.search.finding import find, results_of
from intranet.search.indexing import index_object
from intranet.search.keys import ask
from intranet.search.registry import sources
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory, PersonFactory


@pytest.fixture
def reader(db: None) -> User:
    user: User = UserFactory()
    return user


def titles(text: str, reader: User) -> list[str]:
    keys = [source.key for source in sources]
    hits = find(ask(text), reader, source_keys=keys).hits
    return [result.title for _, result in results_of(hits, reader)]


def test_a_leaver_is_not_found_even_before_the_index_knows(reader: User) -> None:
    person = PersonFactory(surname="Źrebiec")
    index_object(person)

    Person.objects.update(is_active=False)

    assert titles("Źrebiec", reader) == []


@pytest.mark.parametrize(
    "text", ["cwik", "Ćwika", "anna ćwik", "Annie", "informatycy", "42 685 40 17", "426854017"]
)
def test_a_person_is_found_by_name_job_and_phone(reader: User, text: str) -> None:
    person = PersonFactory(
        given_name="Anna", surname="Ćwik", job_title="informatyk", phone="42 685 40 17", unit=None
    )
    index_object(person)

    assert titles(text, reader) == ["Anna Ćwik"]


@pytest.mark.parametrize("text", ["WOA", "wydzial organizacyjny", "Kilińskiego 102"])
def test_a_unit_is_found_by_symbol_name_and_address(reader: User, text: str) -> None:
    unit = OrgUnitFactory(
        name="Wydział Organizacyjno-Administracyjny", symbol="WOA", address="ul. Kilińskiego 102"
    )
    index_object(unit)

    assert titles(text, reader) == [unit.name]


def test_people_and_units_are_filed_in_the_write_that_changes_them(reader: User) -> None:
    unit = OrgUnitFactory(name="Zespół Informatyków", address="")
    person = PersonFactory(surname="Ślusarz", unit=unit)

    Changes(people={person.pk}, units={unit.pk}).announce()

    assert titles("ślusarz", reader) == ["Łucja Ślusarz"]
    assert titles("informatycy", reader) == ["Zespół Informatyków", "Łucja Ślusarz"]


def test_a_renamed_unit_is_known_for_its_people_too(reader: User) -> None:
    person = PersonFactory(unit=OrgUnitFactory(name="Zespół Informatyków"))
    Changes(people={person.pk}).announce()
    OrgUnit.objects.update(name="Dział Cyfryzacji")

    Changes(units={person.unit_id}).announce()

    assert titles("informatycy", reader) == []
    assert titles("cyfryzacja", reader) == ["Dział Cyfryzacji", person.full_name]


def test_filing_what_has_not_changed_writes_nothing(db: None) -> None:
    ids = {person.pk for person in PersonFactory.create_batch(3)}
    Changes(people=ids).announce()

    with CaptureQueriesContext(connection) as again:
        Changes(people=ids).announce()

    assert not [query for query in again if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_page_shows_people(client_as: Callable[..., Client]) -> None:
    index_object(PersonFactory(surname="Łukasik", job_title="radca prawny"))

    response = client_as().get("/szukaj/", {"q": "lukasik"})

    (part,) = response.context["parts"]
    assert [row.result.title for row in part.rows] == ["Łucja Łukasik"]
    assert "radca prawny" in part.rows[0].meta
