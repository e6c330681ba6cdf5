"""„Stan na dzień” on the page of an order and in the register."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.factories.orders import OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db

LIST = "/zarzadzenia/"


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def numbers(response) -> list[str]:
    return [order.full_number for order in response.context["orders"]]


@pytest.mark.parametrize("day", ["jutro", "31.02.2017", "0001-01-01", "9" * 300])
def test_what_is_no_day_is_said_beside_the_field_and_the_order_is_shown_as_today(client_as, day: str) -> None:
    page = soup(client_as().get(OrderFactory().get_absolute_url(), {"dzien": day}))

    assert page.select_one(".as-on-form .field__error")
    assert page.select_one(".state--in_force")
    assert not page.select_one(".as-on")


def test_what_is_no_day_lists_nothing_and_says_why(client_as) -> None:
    OrderFactory()

    response = client_as().get(LIST, {"dzien": "31.02.2017"})

    assert response.context["form"].errors["dzien"]
    assert numbers(response) == []


@pytest.mark.parametrize(
    ("day", "variant"),
    [
        ("2017-01-11", "neutral"),
        ("2017-01-12", "pending"),
        ("2017-02-01", "in_force"),
        ("2017-12-31", "in_force"),
        ("2018-01-01", "repealed"),
        ("2099-01-01", "repealed"),
    ],
)
def test_order_is_shown_as_on_the_day(client_as, day: str, variant: str) -> None:
    order = OrderFactory(effective_from=date(2017, 2, 1))
    OrderRelationFactory(target=order, effective_on=date(2018, 1, 1))

    page = soup(client_as().get(order.get_absolute_url(), {"dzien": day}))

    assert page.select_one(f".state--{variant}")
    assert page.select_one(".as-on a")["href"] == order.get_absolute_url()


def test_order_given_force_backwards_did_not_exist_before_signing_but_says_from_when_it_binds(
    client_as,
) -> None:
    order = OrderFactory(signed_on=date(2017, 1, 17), effective_from=date(2017, 1, 1))

    page = soup(client_as().get(order.get_absolute_url(), {"dzien": "2017-01-05"}))

    words = page.select_one(".state--neutral").get_text()
    assert "1\N{NO-BREAK SPACE}stycznia\N{NO-BREAK SPACE}2017" in words


def test_changes_missing_from_the_text_are_those_made_by_the_day(client_as) -> None:
    order = OrderFactory()
    OrderRelationFactory(target=order, type="AMENDS", source__number=31, effective_on=date(2017, 2, 1))
    OrderRelationFactory(target=order, type="AMENDS", source__number=32, effective_on=date(2017, 4, 1))

    page = soup(client_as().get(order.get_absolute_url(), {"dzien": "2017-03-01"}))

    warning = page.select_one(".callout--warning").get_text()
    assert ("31/2017" in warning, "32/2017" in warning) == (True, False)
    later = page.select(".relations .timeline__item")[-1]
    assert later.select_one(".badge")


def test_today_has_no_band(client_as) -> None:
    assert not soup(client_as().get(OrderFactory().get_absolute_url())).select_one(".as-on")


def test_register_of_a_day_shows_statuses_of_that_day(client_as) -> None:
    repealed_later = OrderRelationFactory(effective_on=date(2018, 1, 1)).target
    OrderFactory(signed_on=date(2017, 3, 2))
    client = client_as()

    then = client.get(LIST, {"dzien": "1.3.2017"})
    now = client.get(LIST)

    assert repealed_later.full_number in numbers(then)
    assert repealed_later.full_number not in numbers(now)
    assert soup(then).select_one(".as-on")
    assert soup(then).select_one(f"a[href='{repealed_later.get_absolute_url()}?dzien=2017-03-01']")


def test_register_of_a_day_leaves_out_what_did_not_exist_yet(client_as) -> None:
    OrderFactory(signed_on=date(2017, 3, 2), effective_from=date(2017, 6, 1))

    waiting = client_as().get(LIST, {"dzien": "2017-03-01", "status": "PENDING"})

    assert numbers(waiting) == []


def test_day_is_a_chip_written_as_offices_do(client_as) -> None:
    OrderFactory()

    chips = client_as().get(LIST, {"dzien": "2017-03-01"}).context["chips"]

    assert [(chip.label.rpartition(" ")[2], chip.url) for chip in chips] == [("01.03.2017", "?")]
