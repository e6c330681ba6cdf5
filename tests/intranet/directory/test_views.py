from datetime import date

import pytest
from django.urls import reverse

from tests.factories.directory import OrgUnitFactory, PersonFactory

pytestmark = pytest.mark.django_db
HOSTILE = [
    "x" * 10_000,
    "🙂",
    "\u202eabc",
    "<script>",
    "%",
    "_",
    "' OR 1=1 --",
    "a\x00b",
    "   ",
    "AND OR NOT * (",
]


def test_leaver_is_not_shown(client_as) -> None:
    leaver = PersonFactory(is_active=False)
    client = client_as()

    assert client.get(leaver.get_absolute_url()).status_code == 404
    assert leaver.surname not in client.get(reverse("directory:list")).content.decode()


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_search_gives_an_honest_page(client_as, query: str) -> None:
    response = client_as().get(reverse("directory:list"), {"q": query})

    assert response.status_code == 200
    assert "<script>" not in response.content.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize("page", ["0", "-1", "9999", "abc"])
def test_page_that_does_not_exist_is_not_found(client_as, page: str) -> None:
    assert client_as().get(reverse("directory:list"), {"page": page}).status_code == 404


@pytest.mark.parametrize(
    "query", ["zrebiec", "ŹREBIEC", "anna zrebiec", "zrebiec anna", "42 685 77", "4268577", "p. 305"]
)
def test_person_is_found_by_part_of_what_is_known(client_as, query: str) -> None:
    person = PersonFactory(given_name="Anna", surname="Źrebiec-Żak", phone="42 685 77 01", room="p. 305")
    person.search_key = person.make_search_key()
    person.save()
    PersonFactory(surname="Kowalska")

    found = client_as().get(reverse("directory:list"), {"q": query}).context["people"]

    assert list(found) == [person]


def test_list_is_in_polish_alphabetical_order(client_as) -> None:
    for surname in ("Żak", "Łąka", "Lis", "Mazur", "Ślusarz"):
        PersonFactory(surname=surname, unit=None)

    people = client_as(person=False).get(reverse("directory:list")).context["people"]

    assert [person.surname for person in people] == [
        "Lis",
        "Łąka",
        "Mazur",
        "Ślusarz",
        "Żak",
    ]


@pytest.mark.parametrize("count", [2, 20, 200])
def test_number_of_queries_is_constant(client_as, count: int, django_assert_max_num_queries) -> None:
    client = client_as()
    unit = OrgUnitFactory(head=PersonFactory())
    PersonFactory.create_batch(count, unit=unit)
    for _ in range(count):
        OrgUnitFactory(parent=unit, head=unit.head)

    for address in (reverse("directory:list"), reverse("directory:units"), unit.get_absolute_url()):
        with django_assert_max_num_queries(11):
            assert client.get(address).status_code == 200


def test_dissolved_unit_names_its_successor(client_as) -> None:
    successor = OrgUnitFactory(name="Wydział Pieczy Instytucjonalnej")
    unit = OrgUnitFactory(valid_to=date(2021, 6, 30), successor=successor)

    page = client_as().get(unit.get_absolute_url()).content.decode()

    assert "Wydział Pieczy Instytucjonalnej" in page
    assert unit.name not in client_as().get(reverse("directory:units")).content.decode().partition("<main")[2]


def test_unit_without_head_says_the_post_is_vacant(client_as) -> None:
    page = client_as().get(OrgUnitFactory(head=None).get_absolute_url()).content.decode()

    assert "wakat" in page


def test_same_surnames_are_in_polish_order_of_given_names(client_as) -> None:
    for given_name in ("Zofia", "Łucja", "Lena"):
        PersonFactory(given_name=given_name, surname="Kowalska", unit=None)

    people = client_as(person=False).get(reverse("directory:list")).context["people"]

    assert [person.given_name for person in people] == ["Lena", "Łucja", "Zofia"]


def test_filter_offers_units_that_exist_today(client_as) -> None:
    ended, existing = OrgUnitFactory(valid_to=date(2021, 6, 30)), OrgUnitFactory()

    response = client_as(unit=existing).get(reverse("directory:list"))

    offered = response.context["form"].fields["unit"].queryset
    assert existing in offered
    assert ended not in offered


@pytest.mark.parametrize(
    "query", [{"sort": "x"}, {"sort": "-"}, {"letter": "%"}, {"letter": "ab"}, {"sort": "\x00"}]
)
def test_unknown_order_or_letter_gives_an_honest_page(client_as, query: dict[str, str]) -> None:
    people = client_as().get(reverse("directory:list"), query).context["people"]

    assert len(people) == 1


def test_list_is_sorted_by_unit_then_by_name(client_as) -> None:
    last, first = OrgUnitFactory(name="Wydział Żywności"), OrgUnitFactory(name="Wydział Łąk")
    for surname, unit in (("Adamska", last), ("Źdźbło", first), ("Lis", first), ("Nowak", None)):
        PersonFactory(surname=surname, unit=unit)

    people = client_as(person=False).get(reverse("directory:list"), {"sort": "unit"}).context["people"]

    assert [person.surname for person in people] == ["Lis", "Źdźbło", "Adamska", "Nowak"]


@pytest.mark.parametrize(
    ("order", "rooms"), [("room", ["3", "12", "103", ""]), ("-room", ["103", "12", "3", ""])]
)
def test_rooms_are_sorted_as_numbers_and_people_without_one_come_last(
    client_as, order: str, rooms: list[str]
) -> None:
    for room in ("12", "", "103", "3"):
        PersonFactory(room=room, unit=None)

    people = client_as(person=False).get(reverse("directory:list"), {"sort": order}).context["people"]

    assert [person.room for person in people] == rooms


def test_header_of_the_column_in_force_turns_the_order_round(client_as) -> None:
    PersonFactory(unit=None)

    page = client_as(person=False).get(reverse("directory:list"), {"q": "swiatek", "page": "1"})

    sorting = page.context["sorting"]
    assert (sorting["surname"].direction, sorting["unit"].direction) == ("ascending", "")
    assert sorting["surname"].url == "?q=swiatek&sort=-surname"
    assert 'aria-sort="ascending"' in page.content.decode()


def test_letter_tells_polish_letters_apart(client_as) -> None:
    for surname in ("Zając", "Źdźbło", "Żak", "żbik"):
        PersonFactory(surname=surname, unit=None)

    people = client_as(person=False).get(reverse("directory:list"), {"letter": "ż"}).context["people"]

    assert [person.surname for person in people] == ["Żak", "żbik"]


def test_index_is_the_polish_alphabet_with_the_letters_in_use_as_links(client_as) -> None:
    for surname in ("Łąka", "Quiz"):
        PersonFactory(surname=surname, unit=None)

    response = client_as(person=False).get(reverse("directory:list"), {"unit": "", "page": "1"})

    index = response.context["letters"]
    assert "".join(step.letter for step in index) == "ABCĆDEFGHIJKLŁMNOÓPQRSŚTUWZŹŻ"
    assert [step.letter for step in index if step.url] == ["Ł", "Q"]


def test_letter_is_a_chip_that_can_be_removed(client_as) -> None:
    PersonFactory(surname="Łąka", unit=None)

    chips = (
        client_as(person=False)
        .get(reverse("directory:list"), {"letter": "Ł", "sort": "-unit"})
        .context["chips"]
    )

    assert [chip.url for chip in chips] == ["?sort=-unit"]


def test_picture_of_units_has_an_address_of_its_own(client_as) -> None:
    unit = OrgUnitFactory(name="Wydział Próbny")
    OrgUnitFactory(name="Punkt Próbny", parent=unit)

    response = client_as(unit=unit).get(reverse("directory:units"), {"widok": "schemat"})

    assert response.context["picture"] is not None
    assert "Punkt Próbny" in response.content.decode()
