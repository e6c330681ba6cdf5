"""What one needs to reach a colleague: the person's page, the visiting card, the phone list."""

from datetime import date

import pytest
from django.urls import reverse

from intranet.directory.models import OrgUnit
from intranet.directory.vcards import LONGEST_LINE
from tests.factories.directory import OrgUnitFactory, PersonFactory

pytestmark = pytest.mark.django_db


def card_of(client, person) -> list[str]:
    response = client.get(reverse("directory:vcard", args=[person.pk]))
    assert response.status_code == 200
    return response.content.decode().replace("\r\n ", "").split("\r\n")


def main_of(response) -> str:
    return response.content.decode().partition("<main")[2].partition("</main")[0]


def test_leaver_has_no_visiting_card(client_as) -> None:
    leaver = PersonFactory(is_active=False)

    assert client_as().get(reverse("directory:vcard", args=[leaver.pk])).status_code == 404


def test_stranger_gets_no_visiting_card(client) -> None:
    response = client.get(reverse("directory:vcard", args=[PersonFactory().pk]))

    assert response.status_code == 302


def test_visiting_card_cannot_be_posted_to(client_as) -> None:
    assert client_as().post(reverse("directory:vcard", args=[PersonFactory().pk])).status_code == 405


def test_visiting_card_says_what_the_page_shows(client_as, settings) -> None:
    settings.SITE_NAME = "Ośrodek Próbny"
    unit = OrgUnitFactory(name="Wydział Próbny", address="ul. Próbna 1, Łódź")
    person = PersonFactory(
        given_name="Łucja",
        surname="Żak-Próbna",
        job_title="inspektor",
        unit=unit,
        phone="42 685 40 00 wew. 12",
        email="lucja@mops.example",
        room="12",
        employee_number="997",
    )

    lines = card_of(client_as(), person)

    assert lines[:4] == ["BEGIN:VCARD", "VERSION:3.0", "FN:Łucja Żak-Próbna", "N:Żak-Próbna;Łucja;;;"]
    assert "ORG:Ośrodek Próbny;Wydział Próbny" in lines
    assert "TEL;TYPE=WORK,VOICE:426854000\\,12" in lines
    assert "EMAIL;TYPE=INTERNET,WORK:lucja@mops.example" in lines
    assert "ADR;TYPE=WORK:;;ul. Próbna 1\\, Łódź;;;;" in lines
    assert lines[-2:] == ["END:VCARD", ""]
    assert "997" not in "".join(lines)


def test_visiting_card_is_a_file_with_plain_letters_in_its_name(client_as) -> None:
    person = PersonFactory(given_name="Łucja", surname='Żak"\r\nX: 1')

    response = client_as().get(reverse("directory:vcard", args=[person.pk]))

    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="lucja-zak-x-1.vcf"'


def test_directory_cannot_add_lines_to_the_visiting_card(client_as) -> None:
    person = PersonFactory(job_title="inspektor\r\nTEL:997;\\", email="")

    lines = card_of(client_as(), person)

    assert "TITLE:inspektor\\nTEL:997\\;\\\\" in lines
    assert not [line for line in lines if line.startswith("TEL:997")]


def test_long_lines_of_the_visiting_card_are_folded_between_letters(client_as) -> None:
    person = PersonFactory(job_title="ż" * 120)

    content = client_as().get(reverse("directory:vcard", args=[person.pk])).content

    assert max(len(line) for line in content.split(b"\r\n")) <= LONGEST_LINE
    assert "ż" * 120 in content.decode().replace("\r\n ", "")


def test_person_without_a_phone_is_called_at_the_units_phone(client_as) -> None:
    person = PersonFactory(phone="", unit=OrgUnitFactory(phone="42 685 40 00"))

    page = main_of(client_as().get(person.get_absolute_url()))

    assert 'href="tel:426854000"' in page
    assert "TEL;TYPE=WORK,VOICE:426854000" in card_of(client_as(), person)


def test_person_with_nothing_known_has_an_honest_page(client_as) -> None:
    person = PersonFactory(phone="", email="", room="", job_title="", unit=None)

    page = main_of(client_as().get(person.get_absolute_url()))

    assert "tel:" not in page
    assert "mailto:" not in page
    assert f"/{person.pk}/wizytowka.vcf" in page


def test_person_has_the_way_of_units_to_the_top(client_as) -> None:
    top = OrgUnitFactory(name="Dyrekcja Próbna")
    unit = OrgUnitFactory(name="Wydział Środkowy", parent=top)
    person = PersonFactory(unit=OrgUnitFactory(name="Punkt Dolny", parent=unit))

    path = client_as().get(person.get_absolute_url()).context["path"]

    assert [step.name for step in path] == ["Dyrekcja Próbna", "Wydział Środkowy", "Punkt Dolny"]


def test_units_in_a_loop_do_not_hang_the_page(client_as) -> None:
    first, second = OrgUnitFactory(), OrgUnitFactory()
    OrgUnit.objects.filter(pk=first.pk).update(parent=second)
    OrgUnit.objects.filter(pk=second.pk).update(parent=first)

    for page in (PersonFactory(unit=first), first):
        assert client_as().get(page.get_absolute_url()).status_code == 200


def test_colleagues_are_five_without_the_person_and_the_head(client_as) -> None:
    unit = OrgUnitFactory()
    unit.head = PersonFactory(surname="Aaron", unit=unit)
    unit.save()
    PersonFactory(surname="Abacki", unit=unit, is_active=False)
    person, *others = PersonFactory.create_batch(8, unit=unit)

    response = client_as().get(person.get_absolute_url())

    assert list(response.context["colleagues"]) == sorted(others, key=lambda other: other.surname)[:5]
    assert response.context["chief"] == unit.head
    assert response.context["unit_people_count"] == 9


def test_head_who_left_is_not_offered_as_manager(client_as) -> None:
    person = PersonFactory(manager=PersonFactory(is_active=False))

    assert client_as().get(person.get_absolute_url()).context["chief"] is None


def test_manager_who_left_does_not_hide_the_head_of_the_unit(client_as) -> None:
    head = PersonFactory()
    person = PersonFactory(unit=OrgUnitFactory(head=head), manager=PersonFactory(is_active=False))

    assert client_as().get(person.get_absolute_url()).context["chief"] == head


def test_head_of_a_unit_is_not_their_own_manager(client_as) -> None:
    unit = OrgUnitFactory()
    head = PersonFactory(unit=unit, manager=PersonFactory(is_active=False))
    OrgUnit.objects.filter(pk=unit.pk).update(head=head)

    assert client_as().get(head.get_absolute_url()).context["chief"] is None


def test_phone_list_explains_the_symbols_it_shows_and_no_others(client_as) -> None:
    unit, other = OrgUnitFactory(symbol="WPŚ", name="Wydział Środkowy"), OrgUnitFactory(symbol="ZZZ")
    PersonFactory(unit=unit, surname="Jedynacka")
    client = client_as(unit=other)

    found = client.get(reverse("directory:phone_list"), {"q": "jedynacka"})
    of_unit = client.get(reverse("directory:phone_list"), {"unit": unit.pk})

    key = main_of(found).partition("Symbole komórek")[2]
    assert "Wydział Środkowy" in key
    assert "ZZZ" not in key
    assert "Symbole komórek" not in main_of(of_unit)


def test_head_sees_the_numbers_of_the_units_that_exist(client_as) -> None:
    head = PersonFactory()
    unit = OrgUnitFactory(head=head)
    OrgUnitFactory(head=head, valid_to=date(2021, 6, 30))
    PersonFactory.create_batch(2, unit=unit)
    PersonFactory(unit=unit, is_active=False)

    headed = client_as().get(head.get_absolute_url()).context["shown_person"].headed_units.all()

    assert [(shown, shown.people_count) for shown in headed] == [(unit, 2)]


def test_phone_list_holds_everybody_on_one_sheet(client_as) -> None:
    unit = OrgUnitFactory()
    PersonFactory.create_batch(60, unit=unit)
    PersonFactory()

    response = client_as().get(reverse("directory:phone_list"), {"unit": unit.pk})

    assert len(response.context["people"]) == 60


def test_phone_list_leaves_leavers_out(client_as) -> None:
    leaver = PersonFactory(is_active=False)

    assert leaver.surname not in main_of(client_as().get(reverse("directory:phone_list")))


@pytest.mark.parametrize("query", [{"unit": "x"}, {"unit": "99999"}, {"letter": "%"}, {"q": "x" * 999}])
def test_phone_list_withstands_a_wrong_address(client_as, query: dict[str, str]) -> None:
    assert client_as().get(reverse("directory:phone_list"), query).status_code == 200


@pytest.mark.parametrize("count", [2, 20])
def test_number_of_queries_does_not_grow_with_the_unit(
    client_as, count: int, django_assert_max_num_queries
) -> None:
    client = client_as()
    person = PersonFactory(unit=OrgUnitFactory(parent=OrgUnitFactory()))
    PersonFactory.create_batch(count, unit=person.unit)
    for _ in range(count):
        OrgUnitFactory(head=person)

    for address in (person.get_absolute_url(), reverse("directory:phone_list")):
        with django_assert_max_num_queries(14):
            assert client.get(address).status_code == 200
