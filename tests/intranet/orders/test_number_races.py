"""Two people at the register at once, each with a connection of their own."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from intranet.directory.audience import everyone
from intranet.orders.models import HeldNumber, Order, RegisterKind
from intranet.orders.numbering import next_number
from intranet.orders.numbers import OrderNumber
from intranet.orders.services import NumberTaken, lock_kind, register_order
from intranet.orders.services.numbering import NumberHeld, hold_number
from tests.factories.orders import OrderFactory
from tests.two_writers import at_once, two_writers

ORDER, SIGNED_ON = Order.Kind.ORDER, date(2017, 3, 1)


@pytest.fixture
def kinds() -> None:
    """Emptied tables have lost the rows that a migration wrote."""
    RegisterKind.objects.get_or_create(kind=ORDER)
    everyone()


def register_next() -> OrderNumber:
    with transaction.atomic():
        lock_kind(ORDER)
        number = next_number(ORDER, 2017)
        order = OrderFactory.build(number=number.number, year=2017, signed_on=SIGNED_ON)
        register_order(order=order, audience=everyone(), by=None)
    return number


def register_five() -> Order:
    order = OrderFactory.build(number=5, year=2017, signed_on=SIGNED_ON)
    return register_order(order=order, audience=everyone(), by=None)


def hold_five() -> HeldNumber:
    number = OrderNumber(5, "", 2017)
    return hold_number(kind=ORDER, number=number, state="RESERVED", reason="w podpisie", by=None)


@two_writers
@pytest.mark.usefixtures("kinds")
def test_next_number_goes_to_one_order_each() -> None:
    numbers = at_once(*[register_next] * 4)

    assert sorted(number.number for number in numbers) == [1, 2, 3, 4]


@two_writers
@pytest.mark.usefixtures("kinds")
def test_same_typed_number_is_given_once_and_the_second_person_learns_to_what() -> None:
    results = at_once(register_five, register_five)

    [refusal] = [result for result in results if isinstance(result, NumberTaken)]
    assert refusal.args == (Order.objects.get(),)


@two_writers
@pytest.mark.usefixtures("kinds")
def test_number_is_reserved_once() -> None:
    results = at_once(hold_five, hold_five)

    assert sorted(type(result).__name__ for result in results) == ["HeldNumber", "NumberHeld"]
    assert any(isinstance(result, NumberHeld) for result in results)


@two_writers
@pytest.mark.usefixtures("kinds")
def test_reserving_and_registering_at_once_leave_no_order_beside_a_reservation() -> None:
    at_once(hold_five, register_five)

    # Either the reservation came first and was used up, or the order did and the reservation was refused.
    assert Order.objects.filter(number=5).count() == 1
    assert not HeldNumber.objects.holding().exists()


@two_writers
@pytest.mark.usefixtures("kinds")
def test_triggers_keep_the_number_apart_for_writers_that_forgot_the_lock() -> None:
    def order() -> Order:
        with transaction.atomic():
            return OrderFactory(number=5)

    def held() -> HeldNumber:
        with transaction.atomic():
            return HeldNumber.objects.create(
                kind=ORDER, year=2017, number=5, state="ANNULLED", reason="pomyłka"
            )

    results = at_once(order, held)

    assert sum(isinstance(result, IntegrityError) for result in results) == 1
