from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from intranet.accounts.models import User
from intranet.directory.models import OrgUnit, Person
from intranet.search.indexing import index_objects
from intranet.search.suggesting import MOST_SUGGESTED, suggest
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.intranet.search.test_hostile_questions import HOSTILE

MakeNote = Callable[..., OrgUnit]
ADDRESS = "/szukaj/podpowiedzi/"


@pytest.fixture
def reader(db: None) -> User:
    user: User = UserFactory()
    return user


def titles(text: str, reader: User) -> list[str]:
    return [result.title for _source, result in suggest(text, reader)]


def make_person(given_name: str, surname: str, **fields: object) -> Person:
    person: Person = PersonFactory(given_name=given_name, surname=surname, **fields)
    person.search_key = person.make_search_key()
    person.save()
    index_objects([person])
    return person


def make_unit(name: str, symbol: str) -> OrgUnit:
    unit: OrgUnit = OrgUnitFactory(name=name, symbol=symbol)
    index_objects([unit])
    return unit


def test_a_stranger_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert "/konto/logowanie/" in client.get(ADDRESS, {"q": "umowa"})["Location"]


def test_what_a_person_may_not_see_is_not_suggested(note: MakeNote, reader: User) -> None:
    note("umowa tajna", symbol="7/2017", secret=True)

    assert titles("umo", reader) == []
    assert titles("7/2017", reader) == []


def test_a_leaver_is_not_suggested(reader: User) -> None:
    make_person("Anna", "Ćwik", is_active=False)

    assert titles("ćwi", reader) == []


def test_the_number_comes_before_titles(note: MakeNote, reader: User) -> None:
    note("2/2017 w tytule", symbol="A")
    note("polityka", symbol="2/2017")

    assert titles("2/2017", reader) == ["polityka", "2/2017 w tytule"]


@pytest.mark.parametrize(
    "text", ["umo", "zawier umo", "UMÓW", "zawieranie umów", "zawierania um", "zawierania u"]
)
def test_words_begun_are_found_in_titles(note: MakeNote, reader: User, text: str) -> None:
    note("Zasady zawierania umów")

    assert titles(text, reader) == ["Zasady zawierania umów"]


def test_texts_are_left_to_the_whole_search(note: MakeNote, reader: User) -> None:
    note("notatka", "o umowach")

    assert titles("umowa", reader) == []


@pytest.mark.parametrize(
    "text", ["ćwi", "cwi", "Anna Ćw", "ćwikl anna", "wiklin", "lińsk", "42 685", "685 40"]
)
def test_a_person_is_suggested_by_pieces_of_names_and_phone(reader: User, text: str) -> None:
    make_person("Anna", "Ćwiklińska", phone="42 685 40 17", job_title="główna księgowa")
    make_person("Jan", "Żak", phone="42 111 22 33", job_title="specjalista")

    assert titles(text, reader) == ["Anna Ćwiklińska"]


def test_a_job_is_no_name(reader: User) -> None:
    make_person("Jan", "Żak", job_title="kowal", email="kowal@mops.example")

    assert titles("kowal", reader) == []


def test_surnames_that_begin_so_come_first(reader: User) -> None:
    make_person("Zofia", "Bukowska")
    make_person("Kowalina", "Adamska")
    make_person("Anna", "Kowalska")

    assert titles("kow", reader) == ["Anna Kowalska", "Kowalina Adamska", "Zofia Bukowska"]


@pytest.mark.parametrize(
    ("text", "first"), [("ZI", "Zespół Informatyków"), ("i wpś", "I Wydział"), ("I WPS", "I Wydział")]
)
def test_a_symbol_of_a_unit_comes_first(reader: User, text: str, first: str) -> None:
    make_person("Ziemowit", "Zięba")
    make_unit("Zespół Informatyków", "ZI")
    make_unit("II Wydział", "II WPŚ")
    make_unit("I Wydział", "I WPŚ")

    assert titles(text, reader)[0] == first


def test_no_kind_hides_another(reader: User) -> None:
    for number in range(60):
        make_unit(f"Wydział Kowali nr {number}", f"K{number}")
    make_person("Anna", "Kowalska")

    found = titles("kow", reader)

    assert len(found) == MOST_SUGGESTED
    assert "Anna Kowalska" in found


def test_a_letter_is_too_little(note: MakeNote, reader: User) -> None:
    note("umowa")

    assert titles("u", reader) == []
    assert titles(" ", reader) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_questions_get_a_list(client_as: Callable[..., Client], note: MakeNote, text: str) -> None:
    note("umowa")

    response = client_as().get(ADDRESS, {"q": text.encode("utf-8", "surrogatepass")})

    assert response.status_code == 200


def test_the_list_is_options_with_kind_status_and_the_way_on(
    client_as: Callable[..., Client], note: MakeNote
) -> None:
    note("<i>umowa", symbol="4/2017")

    response = client_as().get(ADDRESS, {"q": "umow&a"})
    found = client_as().get(ADDRESS, {"q": "umow"})

    assertContains(response, "/szukaj/?q=umow%26a")
    assertContains(found, 'role="option"', 2)
    assertContains(found, "&lt;i&gt;<mark>umowa</mark>")
    assertContains(found, "pill--in_force")
    assertContains(found, "4/2017")


def test_an_empty_field_gets_recent_searches_or_nothing(
    client_as: Callable[..., Client], note: MakeNote
) -> None:
    note("umowa")
    client = client_as()

    assertNotContains(client.get(ADDRESS), "option")
    client.get("/szukaj/", {"q": "umowa"})
    assertContains(client.get(ADDRESS), 'role="option"', 1)


def test_every_page_offers_suggestions(client_as: Callable[..., Client]) -> None:
    assertContains(client_as().get("/pracownicy/"), f'data-suggestions="{ADDRESS}"')


@pytest.mark.parametrize("number", [2, 30])
def test_the_number_of_queries_does_not_grow(
    client_as: Callable[..., Client], reader: User, number: int
) -> None:
    for at in range(number):
        make_person("Anna", f"Kowalska{at}")
        make_unit(f"Dział Kowali {at}", f"K{at}")
    client = client_as()
    client.get(ADDRESS, {"q": "kow"})
    with CaptureQueriesContext(connection) as shell:
        client.get(ADDRESS)

    with CaptureQueriesContext(connection) as asked:
        client.get(ADDRESS, {"q": "kow"})

    # In place of recent searches: people, titles, units.
    assert len(asked) <= len(shell) + 2
