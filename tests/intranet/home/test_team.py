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


@pytest.fixture
def crowd(client_as):
    """Sign in the head of a unit of two with two units of forty below."""
    client = client_as(Role.HEAD)
    top = OrgUnitFactory(name="Wydział Górny", head=client.user.person)
    PersonFactory(surname="Bliska", unit=top)
    for number in (1, 2):
        unit = OrgUnitFactory(name=f"Sekcja Dolna {number}", parent=top)
        PersonFactory.create_batch(39, unit=unit)
        head = PersonFactory(surname=f"Podległa{number}", unit=unit)
        OrgUnit.objects.filter(pk=unit.pk).update(head=head)
        lowest = OrgUnitFactory(parent=unit, head=PersonFactory(surname=f"Daleka{number}", unit=unit))
        PersonFactory(unit=lowest)
    return client


def names(response) -> list[str]:
    return [person.surname for team in response.context["teams"] for person in team.people]


def test_head_of_a_crowd_first_sees_the_nearest_people(crowd) -> None:
    response = crowd.get(TEAM)

    assert names(response) == ["Bliska", "Podległa1", "Podległa2"]
    assert "Wszyscy (85)" in response.content.decode()
    assert f"{TEAM}?scope=all" in response.content.decode()


def test_everybody_is_one_link_away_and_searched_there(crowd) -> None:
    everybody = crowd.get(TEAM, {"scope": "all"})
    found = crowd.get(TEAM, {"scope": "all", "q": "daleka"})

    assert len(names(everybody)) == 85
    assert names(found) == ["Daleka1", "Daleka2"]
    assert '<input type="hidden" name="scope" value="all"' in found.content.decode()


def test_search_among_the_nearest_offers_to_search_everybody(crowd) -> None:
    response = crowd.get(TEAM, {"q": "daleka"})

    assert names(response) == []
    assert f"{TEAM}?scope=all&amp;q=daleka" in response.content.decode()


@pytest.mark.parametrize("scope", ["", "x", "\x00", "ALL"])
def test_unknown_scope_shows_the_nearest(crowd, scope: str) -> None:
    assert len(names(crowd.get(TEAM, {"scope": scope}))) == 3


def test_crowd_in_one_unit_has_no_nearer_people(client_as) -> None:
    client = client_as(Role.HEAD)
    PersonFactory.create_batch(61, unit=OrgUnitFactory(head=client.user.person))

    response = client.get(TEAM, {"scope": "all"})

    assert len(names(response)) == 61
    assert not response.context["everybody_url"]
    assert not response.context["nearest_url"]


def test_paper_says_whose_team_it_is(crowd, settings) -> None:
    page = crowd.get(TEAM).content.decode()

    head = page.partition('class="print-only"')[2].partition("</div>")[0]
    assert settings.SITE_NAME in head
    assert "Wydział Górny" in head
    assert str(crowd.user.person) in head
    assert "Stan na" in head
