from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from intranet.accounts.models import Role
from intranet.directory.audience import everyone, make_audience
from intranet.orders.services import register_order
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db

LIST = "/zarzadzenia/"
HOSTILE = [
    "x" * 10_000,
    "Ź" * 200,
    "🙂🙂",
    "\u202eodwrócone",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "AND OR NOT * ( ) ^ : - + NEAR",
    '"',
    "a\x00b",
    "   ",
    "%_\\",
]


def numbers(response) -> list[str]:
    return [order.full_number for order in response.context["orders"]]


# --- Refusals ---


def test_order_of_another_unit_is_not_found_nor_listed(client_as) -> None:
    hidden = OrderFactory(audience=make_audience(units=[OrgUnitFactory()]), subject="tajnej komisji")
    client = client_as()

    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert "tajnej komisji" not in client.get(LIST, {"status": "ALL"}).content.decode()


def test_relation_tells_only_the_number_of_an_order_one_may_not_read(client_as) -> None:
    hidden = OrderFactory(
        number=77, audience=make_audience(units=[OrgUnitFactory()]), subject="tajnej komisji"
    )
    order = OrderFactory()
    OrderRelationFactory(source=hidden, target=order, effective_on=date(2018, 1, 1))

    page = client_as().get(order.get_absolute_url()).content.decode()

    assert "77/2017" in page
    assert "tajnej komisji" not in page
    assert hidden.get_absolute_url() not in page


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_words_give_an_honest_page(client_as, query: str) -> None:
    OrderFactory()

    response = client_as().get(LIST, {"q": query})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [{"status": "X"}, {"kind": "X"}, {"year": "X"}, {"year": "99999999999999999999"}, {"q": "x" * 201}],
)
def test_wrong_filter_is_said_to_be_wrong(client_as, query: dict[str, str]) -> None:
    OrderFactory()

    response = client_as().get(LIST, query)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert numbers(response) == []


@pytest.mark.parametrize(
    "address", ["/zarzadzenia/999999/", "/zarzadzenia/99999999999999999999/", "/zarzadzenia/?page=99"]
)
def test_what_does_not_exist_is_not_found(client_as, address: str) -> None:
    assert client_as().get(address).status_code == 404


def test_markup_in_an_order_is_shown_as_text(client_as) -> None:
    order = OrderFactory(
        subject="<b>tłusty</b>", text="§ 1. <script>alert(1)</script>\n| <i>a</i> | b |", issuer="<u>x</u>"
    )

    page = client_as().get(order.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "<b>tłusty" not in page
    assert "&lt;b&gt;tłusty" in page


@pytest.mark.parametrize("subject", ["x" * 1000, "🙂 " * 100, "\u202eodwrócony temat", "słowo" * 200])
def test_order_with_an_odd_subject_is_shown(client_as, subject: str) -> None:
    order = OrderFactory(subject=subject)
    client = client_as()

    assert client.get(order.get_absolute_url()).status_code == 200
    assert client.get(LIST).status_code == 200


# --- The register ---


def test_register_shows_what_is_in_force_unless_asked_otherwise(client_as) -> None:
    in_force = OrderFactory()
    pending = OrderFactory(pending=True)
    repealed = OrderRelationFactory(source=in_force).target
    expired = OrderFactory(effective_until=date(2018, 1, 1))
    client = client_as()

    shown = {
        status: numbers(client.get(LIST, {"status": status}))
        for status in ("", "PENDING", "REPEALED", "EXPIRED")
    }

    assert numbers(client.get(LIST)) == shown[""] == [in_force.full_number]
    assert shown["PENDING"] == [pending.full_number]
    assert shown["REPEALED"] == [repealed.full_number]
    assert shown["EXPIRED"] == [expired.full_number]
    assert len(numbers(client.get(LIST, {"status": "ALL"}))) == 4


@pytest.mark.parametrize("query", ["2/2017", "nr 2/2017", "2/17", "2 z 2017 r."])
def test_number_finds_exactly_that_order(client_as, query: str) -> None:
    OrderFactory(number=2, year=2017)
    OrderFactory(number=22, year=2017)

    assert numbers(client_as().get(LIST, {"q": query})) == ["2/2017"]


@pytest.mark.parametrize(
    "query", ["polityka antykorupcyjna", "POLITYKI", "antykorupcyjną", "polityke antykorupcyjna"]
)
def test_words_are_found_in_other_forms_and_without_diacritics(client_as, query: str) -> None:
    order = register_order(
        order=OrderFactory.build(audience=None, subject="wprowadzenia Polityki Antykorupcyjnej"),
        audience=everyone(),
        by=None,
    )

    assert numbers(client_as().get(LIST, {"q": query})) == [order.full_number]


def test_kind_and_year_narrow_the_list(client_as) -> None:
    OrderFactory(number=1, year=2016)
    OrderFactory(number=2, year=2017, kind="CIRCULAR")
    OrderFactory(number=3, year=2017)

    assert numbers(client_as().get(LIST, {"kind": "ORDER", "year": "2017"})) == ["3/2017"]


def test_chosen_filters_are_chips_that_remove_themselves(client_as) -> None:
    OrderFactory()

    chips = client_as().get(LIST, {"kind": "ORDER", "year": "2017", "page": "1"}).context["chips"]

    assert [chip.url for chip in chips] == ["?year=2017", "?kind=ORDER"]


def test_external_act_is_found_by_its_own_number(client_as) -> None:
    OrderFactory(external=True, external_number="4396/VII/16")

    assert numbers(client_as().get(LIST, {"q": "4396/vii/16"})) == ["4396/VII/16"]


# --- The page of an order ---


def test_page_says_that_the_order_is_repealed_and_by_what(client_as) -> None:
    relation = OrderRelationFactory(effective_on=date(2018, 1, 1))

    page = client_as().get(relation.target.get_absolute_url()).content.decode()

    assert "Już nie obowiązuje" in page
    assert "1\u00a0stycznia\u00a02018\u00a0r." in page
    assert relation.source.get_absolute_url() in page


def test_repeal_to_come_is_told_as_to_come(client_as) -> None:
    relation = OrderRelationFactory(effective_on=date(2099, 1, 1))

    page = client_as().get(relation.target.get_absolute_url()).content.decode()

    assert "Dziś obowiązuje" in page
    assert "Utraci moc z dniem 1\u00a0stycznia\u00a02099\u00a0r." in page
    assert f"akt uchylający: {relation.source.full_number}" in page
    assert f"Uchylenie: {relation.source.full_number}" in page
    assert "Już nie obowiązuje" not in page


@pytest.mark.parametrize(
    ("fields", "relation"),
    [
        ({}, {"effective_on": date(2018, 1, 1)}),
        ({}, {"effective_on": date(2099, 1, 1), "fragment": "§ 3"}),
        ({}, {"effective_on": date(2099, 1, 1), "type": "AMENDS"}),
        ({"effective_until": date(2098, 12, 31)}, {"effective_on": date(2099, 1, 2)}),
    ],
)
def test_repeal_that_ends_nothing_later_is_not_announced(
    client_as, fields: dict[str, object], relation: dict[str, object]
) -> None:
    order = OrderRelationFactory(target=OrderFactory(**fields), **relation).target

    assert "Utraci moc" not in client_as().get(order.get_absolute_url()).content.decode()


def test_pending_order_that_will_be_repealed_says_both(client_as) -> None:
    order = OrderRelationFactory(target=OrderFactory(pending=True), effective_on=date(2099, 6, 1)).target

    page = client_as().get(order.get_absolute_url()).content.decode()

    assert "Jeszcze nie obowiązuje" in page
    assert "Utraci moc z dniem 1\u00a0czerwca\u00a02099\u00a0r." in page


@pytest.mark.parametrize(
    ("fields", "heading"),
    [
        ({"kind": "DECISION", "number": 1}, "decyzja nr 1/2017 Dyrektora Miejskiego Ośrodka"),
        (
            {"external": True, "external_number": "4396/VII/16", "issuer": "Prezydent Miasta Łodzi"},
            "akt zewnętrzny nr 4396/VII/16 Prezydenta Miasta Łodzi",
        ),
    ],
)
def test_heading_of_the_text_reads_as_on_paper(client_as, fields: dict[str, object], heading: str) -> None:
    order = OrderFactory(**fields)

    page = BeautifulSoup(client_as().get(order.get_absolute_url()).content, "html.parser")

    assert " ".join(page.select_one(".sheet__heading").get_text().split()).startswith(heading)


def test_page_says_what_the_order_changes(client_as) -> None:
    relation = OrderRelationFactory(type="AMENDS", fragment="§ 3")

    page = client_as().get(relation.source.get_absolute_url()).content.decode()

    assert f"Zmienia {relation.target.full_number} (§ 3)" in page
    assert "Dziś obowiązuje" in page


def test_page_of_a_pending_order_says_from_when(client_as) -> None:
    page = client_as().get(OrderFactory(pending=True).get_absolute_url()).content.decode()

    assert "Jeszcze nie obowiązuje" in page
    assert "1\u00a0stycznia\u00a02099" in page


def test_attachments_are_linked_with_type_and_size(client_as) -> None:
    attachment = OrderAttachmentFactory(title="Wzór umowy")

    page = client_as().get(attachment.order.get_absolute_url()).content.decode()

    assert attachment.file.get_absolute_url() in page
    assert "Wzór umowy" in page
    assert "PDF" in page


# --- Cost ---


@pytest.mark.parametrize("count", [2, 20, 200])
def test_list_asks_as_many_queries_whatever_its_length(
    client_as, count: int, django_assert_max_num_queries
) -> None:
    client = client_as()
    OrderFactory.create_batch(count)

    with django_assert_max_num_queries(12):
        client.get(LIST)


@pytest.mark.parametrize("count", [2, 20, 200])
def test_page_asks_as_many_queries_whatever_its_relations(
    client_as, count: int, django_assert_max_num_queries
) -> None:
    client = client_as(Role.CHANCELLERY)
    order = OrderFactory()
    for number in range(count):
        OrderRelationFactory(target=order, type="AMENDS", fragment=f"§ {number}")
        OrderAttachmentFactory(order=order, number=number + 1)

    with django_assert_max_num_queries(14):
        client.get(order.get_absolute_url())


@pytest.mark.parametrize("count", [2, 20, 200])
def test_home_asks_as_many_queries_whatever_there_is(
    client_as, count: int, django_assert_max_num_queries
) -> None:
    client = client_as()
    OrderFactory.create_batch(count)
    client.get(reverse("home:index"))  # the first visit of a day is written down

    with django_assert_max_num_queries(12):
        assert client.get(reverse("home:index")).status_code == 200


def test_long_register_says_that_there_is_more(client_as, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intranet.core.pagination.MOST_COUNTED", 2)
    OrderFactory.create_batch(3)

    assert "Ponad 2 zarządzeń" in client_as().get(LIST).content.decode()


def test_two_orders_with_one_text_are_drawn_alike_and_escaped(client_as) -> None:
    client = client_as()
    pages = [
        client.get(OrderFactory(text="§ 1. <i>tekst</i>").get_absolute_url()).content.decode()
        for _ in range(2)
    ]

    assert all("&lt;i&gt;tekst&lt;/i&gt;" in page for page in pages)


def test_years_to_choose_reach_from_the_first_to_the_last_visible(client_as) -> None:
    OrderFactory(year=2015)
    OrderFactory(year=2017)
    OrderFactory(year=1999, audience=make_audience(units=[OrgUnitFactory()]))

    choices = client_as().get(LIST).context["form"].fields["year"].choices

    assert [value for value, _ in choices] == ["", 2017, 2016, 2015]


def test_number_with_another_status_is_not_said_to_be_missing(client_as) -> None:
    repealed = OrderRelationFactory(target=OrderFactory(number=5)).target
    hidden = OrderFactory(number=6, pending=True, audience=make_audience(units=[OrgUnitFactory()]))
    client = client_as()

    found = client.get(LIST, {"q": "5/2017"}).content.decode()
    secret = client.get(LIST, {"q": "6/2017"}).content.decode()

    assert repealed.get_absolute_url() in found
    assert "Ten numer jest w rejestrze" in found
    assert hidden.get_absolute_url() not in secret
    assert "Ten numer jest w rejestrze" not in secret


def test_act_for_some_says_for_whom(client_as) -> None:
    unit = OrgUnitFactory(name="Zespół Zamówień")
    restricted = OrderFactory(audience=make_audience(units=[unit]))
    client = client_as(Role.CHANCELLERY)

    assert "Tylko dla: Zespół Zamówień" in client.get(restricted.get_absolute_url()).content.decode()
    assert "Tylko dla" not in client.get(OrderFactory().get_absolute_url()).content.decode()


def test_own_file_of_the_act_is_not_counted_among_its_attachments(client_as) -> None:
    order = OrderFactory()
    OrderAttachmentFactory(order=order, number=None, role="SIGNED_COPY", title="Zarządzenie jako plik")
    OrderAttachmentFactory(order=order, number=1)

    context = client_as().get(order.get_absolute_url()).context

    assert [file.title for file in context["own_files"]] == ["Zarządzenie jako plik"]
    assert [file.number for file in context["numbered_files"]] == [1]


def test_list_reads_one_page_of_orders_and_never_the_whole_register(
    client_as, django_assert_max_num_queries
) -> None:
    client = client_as()
    OrderFactory.create_batch(60)

    with django_assert_max_num_queries(12) as asked:
        client.get(LIST)

    read = [query["sql"] for query in asked.captured_queries if '"orders_order"."subject"' in query["sql"]]
    assert read
    assert all(sql.endswith("LIMIT 25") for sql in read)


def test_number_of_another_kind_is_not_said_to_have_another_status(client_as) -> None:
    OrderFactory(number=2, year=2017)

    page = client_as().get(LIST, {"q": "2/2017", "kind": "CIRCULAR"}).content.decode()

    assert "Ten numer jest w rejestrze" not in page
