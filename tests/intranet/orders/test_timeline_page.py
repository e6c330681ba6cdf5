"""The page of an act's history."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from intranet.accounts.models import Role
from intranet.directory.audience import make_audience
from intranet.orders.models import Order
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db


def address(order: Order) -> str:
    return reverse("orders:timeline", args=[order.pk])


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def closed_order(**fields: object) -> Order:
    return OrderFactory(audience=make_audience(units=[OrgUnitFactory()]), subject="tajnej komisji", **fields)


# --- Refusals ---


def test_history_of_an_order_for_others_is_not_found(client_as) -> None:
    assert client_as().get(address(closed_order())).status_code == 404


def test_history_needs_signing_in(client) -> None:
    assert client.get(address(OrderFactory())).status_code == 302


@pytest.mark.parametrize("pk", ["999999", "99999999999999999999"])
def test_history_of_nothing_is_not_found(client_as, pk: str) -> None:
    assert client_as().get(f"/zarzadzenia/{pk}/historia/").status_code == 404


def test_history_is_only_read(client_as) -> None:
    assert client_as().post(address(OrderFactory())).status_code == 405


def test_closed_act_is_shown_by_its_number_alone(client_as) -> None:
    closed = closed_order(number=77)
    order = OrderRelationFactory(source=closed, type="AMENDS").target

    response = client_as().get(address(order))

    assert "77/2017" in response.content.decode()
    assert "tajnej komisji" not in response.content.decode()
    assert f"/zarzadzenia/{closed.pk}/" not in response.content.decode()


@pytest.mark.parametrize("day", ["jutro", "31.02.2017", "0001-01-01", "9" * 300, "<script>alert(1)</script>"])
def test_what_is_no_day_is_said_beside_the_field_and_the_page_answers(client_as, day: str) -> None:
    page = soup(client_as().get(address(OrderFactory()), {"dzien": day}))

    assert page.select_one(".as-on-form .field__error")
    assert not page.select_one(".as-on")
    assert page.select_one(".lifelines")
    assert "<script>alert" not in str(page)


def test_markup_in_an_order_is_shown_as_text(client_as) -> None:
    order = OrderFactory(subject="<b>tłusty</b>", change_summary="<i>x</i>")
    OrderRelationFactory(source=order, type="AMENDS", fragment="<u>§</u>")

    page = client_as().get(address(order)).content.decode()

    assert "<b>tłusty" not in page
    assert "<i>x</i>" not in page
    assert "<u>§" not in page


# --- What it shows ---


def test_picture_has_words_for_those_who_do_not_see_it(client_as) -> None:
    relation = OrderRelationFactory()

    page = soup(client_as().get(address(relation.target)))

    drawing = page.select_one(".lifelines svg[role=img]")
    for name in (drawing["aria-labelledby"], drawing["aria-describedby"]):
        assert page.select_one(f"#{name}").get_text(strip=True)
    lanes = [lane.get_text(" ", strip=True) for lane in page.select(".lifelines__lane")]
    assert len(lanes) == 2
    assert relation.source.full_number in " ".join(lanes)
    assert not page.select("[style]")


def test_list_tells_the_same_as_the_picture(client_as) -> None:
    relation = OrderRelationFactory(type="REPEALS", fragment="§ 3", effective_on=date(2018, 1, 1))

    page = soup(client_as().get(address(relation.target)))

    event = page.select(".order-event")[-1].get_text(" ", strip=True)
    assert relation.source.full_number in event
    assert relation.target.full_number in event
    assert "§\N{NO-BREAK SPACE}3" in event
    assert page.select_one(f".order-event a[href='{relation.source.get_absolute_url()}']")


def test_chosen_day_is_in_a_band_with_the_way_back_and_stays_in_links(client_as) -> None:
    relation = OrderRelationFactory(effective_on=date(2018, 1, 1))

    page = soup(client_as().get(address(relation.target), {"dzien": "1.3.2017"}))

    band = page.select_one(".as-on")
    assert "1\N{NO-BREAK SPACE}marca\N{NO-BREAK SPACE}2017" in band.get_text()
    assert band.select_one("a")["href"] == address(relation.target)
    assert page.select_one(f".lifelines a[href='{address(relation.source)}?dzien=2017-03-01']")
    assert page.select_one("input[name=dzien]")["value"] == "01.03.2017"
    assert page.select_one(".state--in_force")


def test_day_before_signing_says_that_there_was_no_act(client_as) -> None:
    page = soup(client_as().get(address(OrderFactory()), {"dzien": "2016-12-31"}))

    assert page.select_one(".state--neutral")
    assert not page.select_one(".callout--warning")


def test_changes_missing_from_the_text_are_those_made_by_the_day(client_as) -> None:
    order = OrderFactory()
    OrderRelationFactory(target=order, type="AMENDS", source__number=31, effective_on=date(2017, 2, 1))
    OrderRelationFactory(target=order, type="AMENDS", source__number=32, effective_on=date(2017, 4, 1))
    client = client_as()

    then = (
        soup(client.get(address(order), {"dzien": "2017-03-01"})).select_one(".callout--warning").get_text()
    )
    now = soup(client.get(address(order))).select_one(".callout--warning").get_text()

    assert ("31/2017" in then, "32/2017" in then) == (True, False)
    assert ("31/2017" in now, "32/2017" in now) == (True, True)


def test_page_has_one_heading_and_ids_of_its_own(client_as) -> None:
    page = soup(client_as().get(address(OrderRelationFactory().target)))

    ids = [element["id"] for element in page.select("[id]")]
    assert len(page.select("h1")) == 1
    assert len(ids) == len(set(ids))


def test_order_leads_to_its_history(client_as) -> None:
    order = OrderFactory()

    page = soup(client_as().get(order.get_absolute_url()))

    assert page.select_one(f"a[href='{address(order)}']")


@pytest.mark.parametrize("count", [2, 20])
def test_page_asks_as_many_queries_whatever_its_relations(
    client_as, count: int, django_assert_max_num_queries
) -> None:
    client = client_as(Role.CHANCELLERY)
    order = OrderFactory()
    for number in range(count):
        relation = OrderRelationFactory(target=order, type="AMENDS", fragment=f"§ {number + 1}")
        OrderRelationFactory(target=relation.source)

    with django_assert_max_num_queries(16):
        client.get(address(order))


def test_every_act_of_the_family_says_its_status_on_the_day(client_as) -> None:
    relation = OrderRelationFactory(effective_on=date(2018, 1, 1), source__signed_on=date(2017, 6, 1))
    client = client_as()

    def statuses(day: str) -> list[str]:
        page = soup(client.get(address(relation.target), {"dzien": day}))
        return [
            status["class"][1].removeprefix("lifelines__status--")
            for status in page.select(".lifelines__status")
        ]

    assert statuses("2017-03-01") == ["in_force", "none"]
    assert statuses("2018-01-01") == ["repealed", "in_force"]
