import pytest

from intranet.accounts.models import Role
from intranet.directory.models import OrgUnit
from tests.factories.directory import OrgUnitFactory, PersonFactory

pytestmark = pytest.mark.django_db

TEAM = "/moj-zespol/"


@pytest.mark.parametrize("role", [None, Role.HR, Role.CHANCELLERY, Role.AUDITOR])
def test_whoever_heads_nothing_is_refused(client_as, role: Role | None) -> None:
    client = client_as(*([role] if role else []))

    assert client.get(TEAM).status_code == 403
    assert TEAM not in client.get("/").content.decode()


def test_the_head_of_a_dissolved_unit_is_refused(client_as) -> None:
    client = client_as()
    OrgUnitFactory(head=client.user.person, valid_to="2020-12-31")

    assert client.get(TEAM).status_code == 403


def test_person_named_head_by_a_unit_needs_no_role(client_as) -> None:
    client = client_as()
    OrgUnitFactory(head=client.user.person)

    assert client.get(TEAM).status_code == 200
    assert TEAM in client.get("/").content.decode()


def test_role_of_head_without_a_unit_explains_itself(client_as) -> None:
    page = client_as(Role.HEAD).get(TEAM).content.decode()

    assert "Żadna komórka nie ma Cię wpisanego jako kierownika" in page


def test_account_without_a_person_but_with_the_role_gets_the_page(client_as) -> None:
    assert client_as(Role.HEAD, person=False).get(TEAM).status_code == 200


def test_team_is_the_people_of_my_units_and_of_those_below(client_as) -> None:
    client = client_as(Role.HEAD)
    mine = OrgUnitFactory(name="Wydział Mój", head=client.user.person)
    below = OrgUnitFactory(name="Sekcja Niżej", parent=mine)
    OrgUnitFactory(name="Sekcja Dawna", parent=mine, valid_to="2020-12-31")
    for surname, unit in (("Bąk", mine), ("Źrebak", below), ("Obcy", OrgUnitFactory())):
        PersonFactory(surname=surname, unit=unit, phone="42 685 40 11", room="12a")
    PersonFactory(surname="Dawny", unit=mine, is_active=False)

    page = client.get(TEAM).content.decode()

    assert "Bąk" in page
    assert "Źrebak" in page
    assert 'href="tel:426854011"' in page
    assert "Obcy" not in page
    assert "Dawny" not in page
    assert page.index("Wydział Mój") < page.index("Sekcja Niżej")


def test_the_head_stands_first_in_the_unit(client_as) -> None:
    client = client_as(Role.HEAD)
    mine = OrgUnitFactory(head=client.user.person)
    below = OrgUnitFactory(parent=mine, head=PersonFactory(surname="Żak"))
    OrgUnit.objects.filter(pk=below.pk).update(head=PersonFactory(surname="Żurek", unit=below))
    PersonFactory(surname="Adamska", unit=below)

    page = client.get(TEAM).content.decode()

    assert page.index("Żurek") < page.index("Adamska")


def test_large_team_is_searched_without_diacritics(client_as) -> None:
    client = client_as(Role.HEAD)
    mine = OrgUnitFactory(head=client.user.person)
    small = client.get(TEAM).content.decode()
    PersonFactory.create_batch(21, unit=mine)
    PersonFactory(surname="Łącka", unit=mine)

    page = client.get(TEAM, {"q": "lacka"}).content.decode()

    assert 'name="q" id="id_q"' not in small
    assert "Łącka" in page
    assert "Świątek" not in page


@pytest.mark.parametrize("words", ["nikogo takiego", "a" * 300, "\x00"])
def test_odd_words_break_nothing(client_as, words: str) -> None:
    client = client_as(Role.HEAD)
    PersonFactory(unit=OrgUnitFactory(head=client.user.person))

    assert client.get(TEAM, {"q": words}).status_code == 200


@pytest.mark.parametrize("count", [2, 20])
def test_team_costs_the_same_for_few_and_for_many(
    client_as, count: int, django_assert_max_num_queries
) -> None:
    client = client_as(Role.HEAD)
    mine = OrgUnitFactory(head=client.user.person)
    for _ in range(count):
        PersonFactory(unit=OrgUnitFactory(parent=mine))
    client.get(TEAM)

    with django_assert_max_num_queries(8):
        client.get(TEAM)
