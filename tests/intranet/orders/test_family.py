"""Orders tied by relations, over many small registers, compared with a walk by hand."""

import random
from itertools import permutations

import pytest

from intranet.accounts.models import Role, User
from intranet.directory.audience import make_audience
from intranet.orders.family import family_of, way_down
from intranet.orders.models import REGISTER, Order, OrderRelation
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db


def tie(rows: list[tuple[Order, Order]]) -> None:
    with REGISTER.opened():
        OrderRelation.objects.bulk_create(
            OrderRelation(source=source, target=target, type="AMENDS", effective_on=source.signed_on)
            for source, target in rows
        )


def by_hand(start: Order, rows: list[tuple[Order, Order]], closed: set[int]) -> set[int]:
    seen, waiting = {start.pk}, [start.pk]
    while waiting:
        at = waiting.pop()
        if at in closed:
            continue
        beside = {b.pk for a, b in rows if a.pk == at} | {a.pk for a, b in rows if b.pk == at}
        waiting += beside - seen
        seen |= beside
    return seen


def keeper() -> User:
    return UserFactory(roles=[Role.CHANCELLERY])


# --- Refusals ---


def test_closed_order_leads_nowhere() -> None:
    closed = OrderFactory(audience=make_audience(units=[OrgUnitFactory()]))
    order, beyond = OrderFactory.create_batch(2)
    tie([(closed, order), (beyond, closed)])

    assert set(family_of(order, user=UserFactory(), most=60).ids) == {order.pk, closed.pk}
    assert set(family_of(order, user=keeper(), most=60).ids) == {order.pk, closed.pk, beyond.pk}


@pytest.mark.parametrize("seed", range(15))
def test_family_is_what_a_walk_by_hand_finds(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  (a test)
    orders = OrderFactory.create_batch(5)
    hidden = OrderFactory.create_batch(3, audience=make_audience(units=[OrgUnitFactory()]))
    rows = dice.sample(list(permutations(orders + hidden, 2)), dice.randint(0, 9))
    tie(rows)
    user = UserFactory()

    found = family_of(orders[0], user=user, most=60)

    assert set(found.ids) == by_hand(orders[0], rows, {order.pk for order in hidden})
    assert len(found.ids) == len(set(found.ids))
    assert set(family_of(orders[0], user=keeper(), most=60).ids) == by_hand(orders[0], rows, set())


def test_large_family_is_cut_to_the_nearest() -> None:
    orders = OrderFactory.create_batch(9)
    tie(list(zip(orders, orders[1:], strict=False)))

    found = family_of(orders[4], user=keeper(), most=5)

    assert found.is_cut
    assert set(found.ids) == {order.pk for order in orders[2:7]}
    assert not family_of(orders[4], user=keeper(), most=9).is_cut


def test_order_without_relations_is_alone() -> None:
    order = OrderFactory()
    OrderRelationFactory()

    assert family_of(order, user=keeper(), most=60).ids == [order.pk]


def test_way_down_is_the_shortest_chain() -> None:
    a, b, c, d = OrderFactory.create_batch(4)
    tie([(a, b), (b, c), (c, d), (a, c)])

    assert way_down([a.pk], d.pk) == [a.pk, c.pk, d.pk]
    assert way_down([d.pk], a.pk) == []
    assert way_down([a.pk], a.pk) == [a.pk]
    assert way_down([], a.pk) == []


@pytest.mark.parametrize("count", [2, 20])
def test_chain_of_any_length_is_one_query(count: int, django_assert_num_queries) -> None:
    orders = OrderFactory.create_batch(count)
    tie(list(zip(orders, orders[1:], strict=False)))
    user = keeper()
    user.has_role(Role.CHANCELLERY)

    with django_assert_num_queries(1):
        assert len(family_of(orders[0], user=user, most=60).ids) == count
    with django_assert_num_queries(1):
        assert len(way_down([orders[0].pk], orders[-1].pk)) == count
