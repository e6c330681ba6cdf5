"""Filters of the results and their counts: a count is what choosing it would show."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from django.db.models import QuerySet
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from intranet.directory.models import OrgUnit
from intranet.search import finding
from intranet.search.choices import Choice, Filters
from tests.factories.directory import OrgUnitFactory
from tests.intranet.search.conftest import NoteSource

MakeNote = Callable[..., OrgUnit]
ADDRESS = "/szukaj/"
OLD = date(2016, 5, 1)


@pytest.fixture(autouse=True)
def _faceted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes belong to the unit above them; those that have ended are over."""

    def facets(self: NoteSource, visible: QuerySet[OrgUnit]) -> Iterable[tuple[int, int | None, str]]:
        for pk, parent_id, end in visible.order_by().values_list("pk", "parent_id", "valid_to"):
            yield pk, parent_id, "dawne" if end else "nowe"

    monkeypatch.setattr(NoteSource, "facets", facets)
    monkeypatch.setattr(NoteSource, "statuses", {"nowe": "nowa", "dawne": "dawna"})


@pytest.fixture
def reader(client_as: Callable[..., Client]) -> Client:
    return client_as()


@pytest.fixture
def notes_of_two_units(note: MakeNote) -> list[OrgUnit]:
    """Make four notes: two units, two years, two statuses, unevenly."""
    first = OrgUnitFactory(name="Dział Pierwszy", symbol="DP")
    second = OrgUnitFactory(name="Ąśćki Dział", symbol="AD")
    note("umowa a", on=OLD, parent=first)
    note("umowa b", on=date(2017, 5, 1), parent=first)
    note("umowa c", on=date(2017, 6, 1), parent=second)
    note("umowa d", on=date(2017, 7, 1), parent=second, valid_to=date(2020, 1, 1))
    note("umowa e", parent=second)
    return [first, second]


def filters(client: Client, **asked: str) -> Filters:
    return client.get(ADDRESS, {"q": "umowa", **asked}).context["filters"]


def counts(found: Filters, name: str) -> dict[str, int | None]:
    menu = next((menu for menu in found.menus if menu.name == name), None)
    return {str(choice.label): choice.count for choice in menu.choices} if menu else {}


def every_choice(found: Filters) -> list[Choice]:
    return [*found.tabs, *(choice for menu in found.menus for choice in menu.choices)]


def test_what_a_person_may_not_see_is_in_no_count(reader: Client, note: MakeNote) -> None:
    unit = OrgUnitFactory(name="Dział Tajny", symbol="DT")
    note("umowa jawna", on=OLD)
    note("umowa tajna", on=date(2019, 1, 1), parent=unit, secret=True, valid_to=date(2020, 1, 1))

    response = reader.get(ADDRESS, {"q": "umowa"})
    found = response.context["filters"]

    assert counts(found, "dni") == {"2016": 1}
    assert counts(found, "komorka") == {}
    assert counts(found, "status") == {"nowa": 1}
    assertNotContains(response, "Dział Tajny")


def test_choices_are_counted(reader: Client, notes_of_two_units: list[OrgUnit]) -> None:
    found = filters(reader)

    assert [tab.count for tab in found.tabs] == [5, 5]
    assert counts(found, "dni") == {"2017": 3, "2016": 1}
    assert counts(found, "komorka") == {"Ąśćki Dział": 3, "Dział Pierwszy": 2}
    assert counts(found, "status") == {"nowa": 4, "dawna": 1}


def test_counts_follow_the_other_filters(reader: Client, notes_of_two_units: list[OrgUnit]) -> None:
    found = filters(reader, komorka="AD", rok="2017")

    assert [tab.count for tab in found.tabs] == [2, 2]
    assert counts(found, "dni") == {"2017": 2}
    assert counts(found, "komorka") == {"Ąśćki Dział": 2, "Dział Pierwszy": 1}
    assert counts(found, "status") == {"nowa": 1, "dawna": 1}


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"rok": "2017"},
        {"komorka": "AD", "status": "nowe"},
        {"od": "1.6.2017", "rodzaj": "notatki"},
        {"rok": "2016", "komorka": "AD"},
    ],
)
@pytest.mark.parametrize("most", [100, 2])
def test_each_count_is_what_its_choice_shows(
    reader: Client,
    notes_of_two_units: list[OrgUnit],
    monkeypatch: pytest.MonkeyPatch,
    chosen: dict[str, str],
    most: int,
) -> None:
    monkeypatch.setattr(finding, "MOST_HITS", most)

    for choice in every_choice(filters(reader, policz="1", **chosen)):
        if not choice.is_current:
            shown = reader.get(f"{ADDRESS}{choice.url}&policz=1").context["total"]
            assert choice.count == shown, choice


def test_too_many_are_counted_when_asked_and_filtered_anyway(
    reader: Client, notes_of_two_units: list[OrgUnit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_HITS", 2)

    capped = reader.get(ADDRESS, {"q": "umowa"})
    narrowed = reader.get(ADDRESS, {"q": "umowa", "rok": "2016"})
    counted = reader.get(ADDRESS, {"q": "umowa", "policz": "1"})

    assert {choice.count for choice in every_choice(capped.context["filters"])} == {None}
    assertContains(capped, "search-count-all")
    assert narrowed.context["total"] == 1
    assert narrowed.context["answer"].is_complete
    assert counted.context["filters"].tabs[0].count == counted.context["total"] == 5
    assertNotContains(counted, "search-count-all")


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({"od": "1.6.2017"}, 2),
        ({"do": "31-05-2017"}, 2),
        ({"od": "2017-06-01", "do": "30.6.2017"}, 1),
        ({"rok": "2017", "do": "1.5.2017"}, 1),
        ({"komorka": "DP"}, 2),
        ({"komorka": "nie ma"}, 5),
        ({"status": "dawne"}, 1),
        ({"status": "'><script>"}, 5),
    ],
)
def test_filters_narrow_and_unknown_ones_do_not(
    reader: Client, notes_of_two_units: list[OrgUnit], asked: dict[str, str], total: int
) -> None:
    assert reader.get(ADDRESS, {"q": "umowa", **asked}).context["total"] == total


@pytest.mark.parametrize(
    "asked", [{"od": "32.1.2017"}, {"do": "wczoraj"}, {"od": "2.2.2017", "do": "1.1.2017"}]
)
def test_a_day_typed_wrong_is_told_and_narrows_nothing(
    reader: Client, notes_of_two_units: list[OrgUnit], asked: dict[str, str]
) -> None:
    response = reader.get(ADDRESS, {"q": "umowa", **asked})

    assert response.context["form"].errors
    assertContains(response, 'aria-invalid="true"')
    assertContains(response, '<details class="search-menu" data-menu open>')


def test_each_chosen_filter_is_a_chip_that_takes_it_away(
    reader: Client, notes_of_two_units: list[OrgUnit]
) -> None:
    asked = {"rodzaj": "notatki", "rok": "2017", "komorka": "AD", "status": "nowe"}

    found = filters(reader, **asked)

    assert [chip.name for chip in found.chips] == ["rodzaj", "dni", "komorka", "status"]
    for chip in found.chips:
        assert len(filters_at(reader, chip.url).chips) == 3
    assert filters_at(reader, found.clear_url).chips == []


def filters_at(client: Client, url: str) -> Filters:
    return client.get(f"{ADDRESS}{url}").context["filters"]


def test_filters_that_leave_nothing_offer_to_be_cleared(
    reader: Client, notes_of_two_units: list[OrgUnit]
) -> None:
    response = reader.get(ADDRESS, {"q": "umowa", "rok": "1999"})

    assert response.context["total"] == 0
    assertContains(response, "empty")
    assertContains(response, response.context["filters"].clear_url.replace("&", "&amp;"))


def test_an_exact_number_obeys_the_filters(reader: Client, note: MakeNote) -> None:
    note("polityka", symbol="2/2017", on=OLD)

    assert reader.get(ADDRESS, {"q": "2/2017", "rok": "2016"}).context["total"] == 1
    assert reader.get(ADDRESS, {"q": "2/2017", "rok": "2015"}).context["total"] == 0
