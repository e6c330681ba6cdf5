"""The register as a reader walks through it: sorted, narrowed without forgetting, from one act to the next."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from intranet.accounts.models import Role
from intranet.directory.audience import make_audience
from intranet.orders.models import Order
from intranet.orders.register import number_condition
from intranet.orders.templatetags.orders import contents_of, legal_text
from intranet.orders.wording import reference_to
from intranet.search.indexing import index_object
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory, OrderRelationFactory

LIST = "/zarzadzenia/"
LONG_TEXT = "\n".join(f"§ {number}. Przepis numer {number}." for number in range(1, 8))


def page_of(client, address: str, **query: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address, query).content, "html.parser")


def numbers(page: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in page.select(".register__number")]


# --- Sorting ---


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["2/2018", "10/2017", "9/2017", "9a/2017"]),
        ("-date", ["2/2018", "10/2017", "9/2017", "9a/2017"]),
        ("date", ["9a/2017", "9/2017", "10/2017", "2/2018"]),
        ("-number", ["2/2018", "10/2017", "9a/2017", "9/2017"]),
        ("number", ["9/2017", "9a/2017", "10/2017", "2/2018"]),
        ("drop table", ["2/2018", "10/2017", "9/2017", "9a/2017"]),
    ],
)
def test_register_is_sorted_by_date_or_by_number(client_as, sort: str, expected: list[str]) -> None:
    OrderFactory(number=9, number_suffix="a", signed_on=date(2017, 1, 1))
    OrderFactory(number=9, signed_on=date(2017, 1, 2))
    OrderFactory(number=10, signed_on=date(2017, 1, 3))
    OrderFactory(number=2, year=2018, signed_on=date(2018, 1, 1))

    assert numbers(page_of(client_as(), LIST, sort=sort)) == expected


@pytest.mark.django_db
def test_number_is_found_as_the_pattern_of_its_day_wrote_it() -> None:
    order = OrderFactory(number=13, written_number="13/I/17")
    OrderFactory(number=14)

    assert [*Order.objects.filter(number_condition("13/i/17"))] == [order]


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["number", "-number"])
def test_external_acts_stand_after_the_numbered_ones_of_their_year(client_as, sort: str) -> None:
    OrderFactory(external=True, external_number="4396/VII/16")
    OrderFactory(number=3)

    assert numbers(page_of(client_as(), LIST, sort=sort)) == ["3/2017", "4396/VII/16"]


@pytest.mark.django_db
def test_heading_of_the_sorted_column_says_which_way(client_as) -> None:
    OrderFactory()

    (heading,) = page_of(client_as(), LIST, sort="number").select("[aria-sort]")

    assert heading["aria-sort"] == "ascending"
    assert heading.a["href"] == "?sort=-number"


@pytest.mark.django_db
def test_sorting_keeps_the_filters_and_filtering_keeps_the_order(client_as) -> None:
    OrderFactory()

    page = page_of(client_as(), LIST, sort="number", year="2017", page="1")

    assert "year=2017" in page.select_one("thead a")["href"]
    assert "page=" not in page.select_one("thead a")["href"]
    assert page.select_one(".filter-bar [name=sort]")["value"] == "number"


@pytest.mark.django_db
def test_filters_replace_only_the_results(client_as) -> None:
    OrderFactory()

    page = page_of(client_as(), LIST)

    assert page.select_one(".filter-bar")["hx-target"] == "#results"
    assert page.select_one("#results .register") is not None
    assert page.select_one("#results form") is None


# --- From one act to the next ---


@pytest.mark.django_db
def test_order_one_may_not_read_is_no_neighbour(client_as) -> None:
    OrderFactory(number=1)
    OrderFactory(number=2, audience=make_audience(units=[OrgUnitFactory()]))
    order = OrderFactory(number=3)

    neighbours = client_as().get(order.get_absolute_url()).context["neighbours"]

    assert neighbours.previous.full_number == "1/2017"
    assert neighbours.following is None


@pytest.mark.django_db
def test_neighbours_follow_the_numbers_of_the_kind_over_the_years(client_as) -> None:
    OrderFactory(number=9, year=2016)
    order = OrderFactory(number=1)
    OrderFactory(number=1, kind="CIRCULAR")
    OrderFactory(number=1, number_suffix="a")

    neighbours = client_as().get(order.get_absolute_url()).context["neighbours"]

    assert (neighbours.previous.full_number, neighbours.following.full_number) == ("9/2016", "1a/2017")


@pytest.mark.django_db
def test_neighbours_of_an_external_act_are_external_acts_by_date(client_as) -> None:
    first, second = (OrderFactory(external=True, signed_on=date(2017, 1, day)) for day in (1, 2))
    OrderFactory()

    neighbours = client_as().get(first.get_absolute_url()).context["neighbours"]

    assert (neighbours.previous, neighbours.following) == (None, second)


# --- The act's own page ---


@pytest.mark.django_db
def test_reference_is_offered_for_copying_and_without_scripts(client_as) -> None:
    order = OrderFactory(number=5, year=2015, signed_on=date(2015, 2, 2))

    page = page_of(client_as(), order.get_absolute_url())

    words = page.select_one("[data-copy]")["data-copy"].replace("\u00a0", " ")
    assert words == (
        "zarządzenie nr 5/2015 Dyrektora Miejskiego Ośrodka Pomocy Społecznej"
        " z dnia 2 lutego 2015 r. w sprawie wprowadzenia Polityki Antykorupcyjnej"
    )
    assert page.select_one("noscript .order-reference p") is not None


def test_reference_is_polish_for_an_english_reader() -> None:
    with override("en"):
        assert reference_to(OrderFactory.build(audience=None)).startswith("zarządzenie nr")


def test_units_of_an_act_have_addresses() -> None:
    drawn = BeautifulSoup(legal_text("§ 1. A.\n§ 2a. B.\n§ 1. Cytat."), "html.parser")

    assert [heading["id"] for heading in drawn.find_all("h2")] == ["par-1", "par-2a", "par-1-2"]
    assert [link["href"] for link in drawn.select("a")] == ["#par-1", "#par-2a", "#par-1-2"]


def test_long_act_has_contents_with_the_first_words() -> None:
    contents = contents_of(LONG_TEXT)

    assert [entry.anchor for entry in contents[:2]] == ["par-1", "par-2"]
    assert (contents[0].label, contents[0].words) == ("§ 1.", "Przepis numer 1.")


def test_short_act_has_no_contents() -> None:
    assert contents_of("§ 1. A.\n§ 2. B.") == ()


def test_units_inside_chapters_are_told_from_the_chapters() -> None:
    contents = contents_of(f"## Rozdział 1\n{LONG_TEXT}")

    assert [(entry.anchor, entry.is_part) for entry in contents[:2]] == [("part-1", False), ("par-1", True)]


@pytest.mark.django_db
def test_page_of_an_act_asks_the_register_few_questions(client_as, django_assert_max_num_queries) -> None:
    client = client_as(Role.CHANCELLERY)
    order = OrderRelationFactory().target

    with django_assert_max_num_queries(20) as asked:
        client.get(order.get_absolute_url())

    # The act, its attachments, legal bases and corrections, its relations, which of them may be read, neighbours.
    assert len([query for query in asked.captured_queries if ' FROM "orders_' in query["sql"]]) <= 7


# --- Narrowed by unit and by words of the subject ---


@pytest.mark.django_db
def test_register_is_narrowed_to_orders_of_a_unit(client_as) -> None:
    unit = OrgUnitFactory()
    OrderFactory(number=1, owner_unit=unit)
    OrderFactory(number=2, owner_unit=OrgUnitFactory())
    without = OrgUnitFactory()

    assert numbers(page_of(client_as(), LIST, unit=str(unit.pk))) == ["1/2017"]
    assert client_as().get(LIST, {"unit": without.pk}).context["form"].is_valid()
    assert client_as().get(LIST, {"unit": "x"}).status_code == 200


@pytest.mark.django_db
def test_words_may_be_looked_for_in_the_subject_alone(client_as) -> None:
    for order in (OrderFactory(number=1, subject="umów"), OrderFactory(number=2, text="§ 1. Umowa.")):
        index_object(order)

    assert numbers(page_of(client_as(), LIST, q="umowa")) == ["2/2017", "1/2017"]
    assert numbers(page_of(client_as(), LIST, q="umowa", where="subject")) == ["1/2017"]
    assert numbers(page_of(client_as(), LIST, q="oraz", where="subject")) == []
