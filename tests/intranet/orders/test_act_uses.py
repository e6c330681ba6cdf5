"""Orders on the pages of the acts that they rest on."""

from datetime import date

import pytest

from intranet.accounts.models import Role
from intranet.directory.audience import make_audience
from intranet.legal.models import LegalAct
from intranet.legal.uses import use_counts, uses_of
from intranet.orders.models import LegalBasis, Order
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.legal import LegalActFactory
from tests.factories.orders import OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db


def rest(order: Order, act: LegalAct, *provisions: str) -> None:
    for provision in provisions:
        LegalBasis(order=order, act=act, provision=provision).save()


def titles(act: LegalAct, user) -> list[str]:
    return [use.url for kind in uses_of(act, user) for use in kind.uses]


@pytest.fixture(autouse=True)
def _key():
    from intranet.orders.models import REGISTER

    with REGISTER.opened():
        yield


def test_neither_number_nor_title_of_a_hidden_order_leaks() -> None:
    act = LegalActFactory()
    rest(OrderFactory(audience=make_audience(units=[OrgUnitFactory()])), act, "art. 5")

    assert use_counts([act.pk], UserFactory())[act.pk] == 0
    assert uses_of(act, UserFactory()) == []
    assert use_counts([act.pk], UserFactory(roles=[Role.CHANCELLERY]))[act.pk] == 1


def test_an_order_with_two_provisions_of_an_act_counts_once() -> None:
    act, order = LegalActFactory(), OrderFactory()
    rest(order, act, "art. 5", "art. 6")
    rest(order, LegalActFactory(), "art. 7")

    [kind] = uses_of(act, UserFactory())

    assert kind.count == 1
    assert kind.uses[0].provision == "art. 5, art. 6"


def test_orders_in_force_come_first_then_the_newest() -> None:
    act = LegalActFactory()
    repealed = OrderFactory(signed_on=date(2017, 5, 1))
    OrderRelationFactory(target=repealed)
    older, newer = (
        OrderFactory(signed_on=date(2016, 1, 1), year=2016),
        OrderFactory(signed_on=date(2017, 1, 1)),
    )
    for order in (repealed, older, newer):
        rest(order, act, "art. 5")

    assert titles(act, UserFactory()) == [order.get_absolute_url() for order in (newer, older, repealed)]


@pytest.mark.parametrize("number", [1, 10])
def test_an_acts_orders_cost_a_fixed_number_of_questions(number: int, django_assert_num_queries) -> None:
    act, user = LegalActFactory(), UserFactory()
    for order in OrderFactory.create_batch(number):
        rest(order, act, "art. 5")
    uses_of(act, user)

    with django_assert_num_queries(5):
        uses_of(act, user)
