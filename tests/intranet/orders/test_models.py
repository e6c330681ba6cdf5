from datetime import date

import pytest
from django.db import IntegrityError, transaction

from intranet.accounts.models import Role
from intranet.directory.audience import make_audience
from intranet.orders.models import REGISTER, Order, OrderAttachment, OrderRelation, OrderStatus
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db

JANUARY, MARCH, MAY = date(2017, 1, 12), date(2017, 3, 1), date(2017, 5, 1)


def computed(order: Order, day: date) -> set[str]:
    """Ask for the status in all three ways; they must agree."""
    order = Order.objects.get(pk=order.pk)
    in_sql = Order.objects.annotate_status(day).get(pk=order.pk).status_today
    by_filter = {
        status.value
        for status in OrderStatus
        if Order.objects.with_status_on(status, day).filter(pk=order.pk).exists()
    }
    return {order.status_on(day).value, in_sql} | by_filter


# --- What the database refuses ---


def test_order_cannot_repeal_itself() -> None:
    order = OrderFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        OrderRelation.objects.create(source=order, target=order, type="REPEALS", effective_on=MAY)


@pytest.mark.parametrize(
    "change",
    [
        {"number": None},
        {"number": 0},
        {"external_number": "5/VI/14"},
        {"kind": Order.Kind.EXTERNAL_ACT},
        {"kind": Order.Kind.EXTERNAL_ACT, "number": None, "external_number": ""},
        {"effective_from": MAY, "effective_until": MARCH},
        {"kind": "LAW"},
        {"kind": ""},
        {"number_suffix": "A"},
    ],
)
def test_contradictory_order_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderFactory(**change)


def test_unknown_role_of_an_attachment_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderAttachmentFactory(role="PICTURE")


@pytest.mark.parametrize("status", ["ALL", "", "in_force"])
def test_orders_of_an_unknown_status_cannot_be_asked_for(status: str) -> None:
    with pytest.raises(ValueError, match="is not a valid OrderStatus"):
        Order.objects.with_status_on(status, MARCH)


@pytest.mark.parametrize("kind", [kind for kind in Order.Kind if kind != Order.Kind.EXTERNAL_ACT])
def test_every_kind_can_be_kept(kind: Order.Kind) -> None:
    assert OrderFactory(kind=kind).pk


@pytest.mark.parametrize("role", OrderAttachment.Role)
def test_every_role_of_an_attachment_can_be_kept(role: OrderAttachment.Role) -> None:
    assert OrderAttachmentFactory(role=role).pk


def test_number_is_unique_per_kind_and_year_with_its_letter() -> None:
    OrderFactory(number=13, year=2017)
    OrderFactory(number=13, year=2017, number_suffix="a")
    OrderFactory(number=13, year=2018)
    OrderFactory(number=13, year=2017, kind=Order.Kind.CIRCULAR)

    with pytest.raises(IntegrityError), transaction.atomic():
        OrderFactory(number=13, year=2017)


def test_same_relation_is_refused_twice() -> None:
    relation = OrderRelationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        OrderRelationFactory(source=relation.source, target=relation.target)


def test_related_order_cannot_be_deleted() -> None:
    relation = OrderRelationFactory()

    with pytest.raises(IntegrityError), REGISTER.opened():
        relation.target.delete()


# --- Status on a day ---


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2017, 1, 11), OrderStatus.PENDING),
        (JANUARY, OrderStatus.IN_FORCE),
        (date(2017, 4, 30), OrderStatus.IN_FORCE),
        (MAY, OrderStatus.REPEALED),
        (date(2030, 1, 1), OrderStatus.REPEALED),
    ],
)
def test_order_is_pending_then_in_force_then_repealed(day: date, status: OrderStatus) -> None:
    relation = OrderRelationFactory(target=OrderFactory(effective_from=JANUARY), effective_on=MAY)

    assert computed(relation.target, day) == {status.value}


@pytest.mark.parametrize(
    ("day", "status"),
    [(MARCH, OrderStatus.IN_FORCE), (date(2017, 3, 2), OrderStatus.EXPIRED)],
)
def test_last_day_of_force_still_binds(day: date, status: OrderStatus) -> None:
    assert computed(OrderFactory(effective_until=MARCH), day) == {status.value}


def test_repeal_outweighs_expiry() -> None:
    order = OrderFactory(effective_until=MARCH)
    OrderRelationFactory(target=order, effective_on=MARCH)

    assert computed(order, MAY) == {OrderStatus.REPEALED.value}


def test_retroactive_order_is_in_force_before_it_was_signed() -> None:
    order = OrderFactory(signed_on=date(2017, 1, 17), effective_from=date(2017, 1, 1))

    assert computed(order, date(2017, 1, 5)) == {OrderStatus.IN_FORCE.value}
    assert order.is_retroactive


@pytest.mark.parametrize("type", ["AMENDS", "CORRECTS"])
def test_amended_or_corrected_order_stays_in_force(type: str) -> None:
    relation = OrderRelationFactory(type=type, effective_on=MARCH)

    assert computed(relation.target, MAY) == {OrderStatus.IN_FORCE.value}


def test_repeal_of_a_part_leaves_the_rest_in_force() -> None:
    relation = OrderRelationFactory(fragment="§ 3", effective_on=MARCH)

    assert computed(relation.target, MAY) == {OrderStatus.IN_FORCE.value}


def test_repealing_the_repealer_revives_nothing() -> None:
    first, second, third = OrderFactory.create_batch(3)
    OrderRelationFactory(source=second, target=first, effective_on=MARCH)
    OrderRelationFactory(source=third, target=second, effective_on=MAY)

    assert computed(first, date(2020, 1, 1)) == {OrderStatus.REPEALED.value}


def test_first_of_two_repeals_decides() -> None:
    order = OrderFactory()
    OrderRelationFactory(target=order, effective_on=MAY)
    OrderRelationFactory(target=order, effective_on=MARCH)

    assert Order.objects.get(pk=order.pk).repealed_on() == MARCH


# --- Words ---


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({"number": 2}, "2/2017"),
        ({"number": 13, "number_suffix": "a"}, "13a/2017"),
        ({"external": True, "external_number": "4396/VII/16"}, "4396/VII/16"),
    ],
)
def test_number_is_written_as_on_paper(fields: dict[str, object], written: str) -> None:
    assert OrderFactory.build(audience=None, **fields).full_number == written


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("zasad zastępstw", "w sprawie zasad zastępstw"),
        ("zmieniające zarządzenie w sprawie staży", "zmieniające zarządzenie w sprawie staży"),
    ],
)
def test_title_reads_as_polish(subject: str, title: str) -> None:
    assert OrderFactory.build(audience=None, subject=subject).title == title


# --- Who sees what ---


def test_order_for_another_unit_is_invisible() -> None:
    order = OrderFactory(audience=make_audience(units=[OrgUnitFactory()]))
    person = PersonFactory(user=UserFactory())

    assert order not in Order.objects.visible_to(person.user)


@pytest.mark.parametrize("role", [Role.CHANCELLERY, Role.DIRECTOR, Role.AUDITOR])
def test_keepers_of_the_register_see_every_order(role: Role) -> None:
    order = OrderFactory(audience=make_audience(units=[OrgUnitFactory()]))

    assert order in Order.objects.visible_to(UserFactory(roles=[role]))


def test_unit_and_its_sub_units_see_their_order() -> None:
    unit = OrgUnitFactory()
    order = OrderFactory(audience=make_audience(units=[unit]))
    inside = PersonFactory(user=UserFactory(), unit=OrgUnitFactory(parent=unit))

    assert order in Order.objects.visible_to(inside.user)


def test_account_without_a_person_sees_what_is_for_everyone() -> None:
    open_order = OrderFactory()
    OrderFactory(audience=make_audience(units=[OrgUnitFactory()]))

    assert list(Order.objects.visible_to(UserFactory())) == [open_order]
