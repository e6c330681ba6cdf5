"""„Stan na dzień”: reading the day, and how an order stood on it."""

from datetime import date

import pytest
from django.http import QueryDict

from intranet.core.dates import today
from intranet.orders.as_on import asked_day, known_on
from intranet.orders.models import Order, OrderStatus
from intranet.orders.standing import Standing, standing_of
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderFactory, OrderRelationFactory

MARCH = date(2017, 3, 1)


def query_for(text: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query["dzien"] = text
    return query


def standing(order: Order, on: date) -> Standing:
    return standing_of(Order.objects.annotate_status(on).get(pk=order.pk), user=UserFactory(), on=on)


@pytest.mark.parametrize(
    "text", ["31.02.2017", "jutro", "2017", "0001-01-01", "1.1.2500", "9" * 500, "\x00", "<b>", "2017-13-01"]
)
def test_what_is_no_day_leaves_today_and_says_so(text: str) -> None:
    asked = asked_day(query_for(text))

    assert (asked.on, asked.is_another, asked.query) == (today(), False, "")
    assert asked.form.errors


@pytest.mark.parametrize("text", ["2017-03-01", "1.3.2017", "01.03.2017", "01032017", "1.03.2017 r."])
def test_day_is_understood_and_shown_as_offices_write_it(text: str) -> None:
    asked = asked_day(query_for(text))

    assert asked.on == MARCH
    assert asked.query == "?dzien=2017-03-01"
    assert asked.form["dzien"].value() == "01.03.2017"


@pytest.mark.parametrize("query", ["", "dzien=", "inne=1"])
def test_no_day_is_today(query: str) -> None:
    asked = asked_day(QueryDict(query))

    assert (asked.on, asked.query, asked.form.errors) == (today(), "", {})


@pytest.mark.django_db
def test_before_signing_there_is_no_act() -> None:
    order = OrderFactory(signed_on=MARCH)

    assert standing(order, date(2017, 2, 28)).is_before_signing
    assert not standing(order, MARCH).is_before_signing


@pytest.mark.django_db
def test_list_of_a_day_knows_what_was_signed_by_then_or_given_force_from_then() -> None:
    signed = OrderFactory(signed_on=MARCH, effective_from=date(2017, 6, 1))
    retroactive = OrderFactory(signed_on=date(2017, 3, 20), effective_from=MARCH)
    OrderFactory(signed_on=date(2017, 3, 2))

    assert set(Order.objects.filter(known_on(MARCH))) == {signed, retroactive}


@pytest.mark.django_db
def test_only_changes_made_by_that_day_are_missing_from_the_text() -> None:
    order = OrderFactory()
    by_then = OrderRelationFactory(target=order, type="AMENDS", effective_on=MARCH).source
    part = OrderRelationFactory(target=order, fragment="§ 3", effective_on=MARCH).source
    OrderRelationFactory(target=order, type="AMENDS", effective_on=date(2017, 3, 2))

    assert standing(order, MARCH).changed_by == f"{by_then.full_number}, {part.full_number}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "is_untouched"),
    [(date(2017, 1, 11), False), (date(2017, 2, 28), True), (MARCH, False)],
)
def test_order_is_untouched_until_something_is_done_to_it(day: date, is_untouched: bool) -> None:
    order = OrderRelationFactory(effective_on=MARCH).target

    assert standing(order, day).is_untouched == is_untouched


@pytest.mark.django_db
def test_repeal_to_come_is_to_come_as_seen_from_that_day() -> None:
    order = OrderRelationFactory(effective_on=date(2018, 1, 1)).target

    then = standing(order, MARCH)

    assert then.status == OrderStatus.IN_FORCE
    assert then.coming_repeal is not None
    assert then.coming_repeal.effective_on == date(2018, 1, 1)
