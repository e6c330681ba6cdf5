from datetime import date

import pytest
from django.db import IntegrityError, transaction

from intranet.directory.audience import everyone
from intranet.orders.models import HeldNumber, Order
from intranet.orders.numbering import gaps, missing_by_register, next_number
from intranet.orders.numbers import OrderNumber
from intranet.orders.services import NumberAnnulled, NumberTaken, YearOfAnother, register_order
from intranet.orders.services.numbering import NumberHeld, hold_number, release_number
from tests.factories.orders import OrderFactory

pytestmark = pytest.mark.django_db

ORDER = Order.Kind.ORDER
RESERVED, ANNULLED = HeldNumber.State.RESERVED, HeldNumber.State.ANNULLED


def hold(number: int, state: str = RESERVED, suffix: str = "") -> HeldNumber:
    return hold_number(
        kind=ORDER, number=OrderNumber(number, suffix, 2017), state=state, reason="dla działu kadr", by=None
    )


def register(number: int, suffix: str = "", year: int = 2017) -> Order:
    order = OrderFactory.build(number=number, number_suffix=suffix, year=year, signed_on=date(2017, 3, 1))
    return register_order(order=order, audience=everyone(), by=None)


def test_annulled_number_is_borne_by_no_order() -> None:
    hold(5, ANNULLED)

    with pytest.raises(NumberAnnulled):
        register(5)


def test_database_refuses_an_order_with_a_held_number() -> None:
    hold(5)

    with pytest.raises(IntegrityError), transaction.atomic():
        OrderFactory(number=5)


def test_database_refuses_to_hold_a_number_that_an_order_bears() -> None:
    OrderFactory(number=5)

    with pytest.raises(IntegrityError), transaction.atomic():
        HeldNumber.objects.create(kind=ORDER, year=2017, number=5, state=RESERVED, reason="pomyłka")


def test_taken_number_is_refused_with_the_order_that_bears_it() -> None:
    bearer = register(5)

    with pytest.raises(NumberTaken) as refusal:
        register(5)

    assert refusal.value.args == (bearer,)


def test_number_of_another_year_is_refused() -> None:
    with pytest.raises(YearOfAnother):
        register(5, year=2016)


def test_registering_uses_the_reservation_up_and_keeps_its_reason() -> None:
    held = hold(5)

    register(5)

    held.refresh_from_db()
    assert held.released_at is not None
    assert held.reason == "dla działu kadr"


def test_reserved_number_is_not_reserved_again() -> None:
    hold(5)

    with pytest.raises(NumberHeld):
        hold(5)


def test_annulled_number_is_not_given_back() -> None:
    held = hold(5, ANNULLED)

    release_number(kind=ORDER, number=OrderNumber(5, "", 2017), reason="zmiana zdania", by=None)

    held.refresh_from_db()
    assert held.released_at is None


def test_next_number_counts_orders_and_held_numbers() -> None:
    OrderFactory(number=3)
    hold(7)
    OrderFactory(number=9, year=2016)

    assert next_number(ORDER, 2017) == OrderNumber(8, "", 2017)


def test_gaps_are_what_neither_order_nor_reason_accounts_for() -> None:
    for number in (1, 2, 6):
        OrderFactory(number=number)
    OrderFactory(number=4, number_suffix="a")
    hold(3, ANNULLED)

    assert [(gap.first, gap.last) for gap in gaps(ORDER, 2017)] == [(4, 5)]
    assert missing_by_register() == {(ORDER, 2017): 2}


def test_held_number_with_a_letter_shows_the_gap_before_it_on_every_list() -> None:
    hold(3, suffix="a")

    assert [(gap.first, gap.last) for gap in gaps(ORDER, 2017)] == [(1, 3)]
    assert missing_by_register() == {(ORDER, 2017): 3}
