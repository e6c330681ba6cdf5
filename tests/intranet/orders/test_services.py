import inspect
from collections.abc import Callable
from datetime import date

import pytest

from intranet.core.models import AuditEntry
from intranet.directory.audience import everyone
from intranet.files.services import store_file
from intranet.orders.models import Order, OrderAttachment, OrderRelation
from intranet.orders.services import (
    NewAttachment,
    NewRelation,
    NumberTaken,
    RelationToItself,
    register_order,
    relate_orders,
)
from intranet.search.indexing import matching_ids
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory

pytestmark = pytest.mark.django_db


def new_order(**fields: object) -> Order:
    return OrderFactory.build(audience=None, **fields)


def test_relation_of_an_order_to_itself_is_refused() -> None:
    order = OrderFactory()

    with pytest.raises(RelationToItself):
        relate_orders(source=order, target=order, type=OrderRelation.Type.REPEALS, by=None)

    assert not AuditEntry.objects.filter(action="orders.relate").exists()


def test_relation_that_cannot_be_recorded_is_not_made() -> None:
    source, target = OrderFactory.create_batch(2)

    with pytest.raises(AttributeError):
        relate_orders(source=source, target=target, type=OrderRelation.Type.REPEALS, by="nobody")  # type: ignore[arg-type]

    assert not OrderRelation.objects.exists()


@pytest.mark.parametrize("service", [register_order, relate_orders])
def test_who_does_it_must_be_said(service: Callable[..., object]) -> None:
    by = inspect.signature(service).parameters["by"]

    assert by.default is inspect.Parameter.empty


def test_taken_number_leaves_nothing_half_registered() -> None:
    OrderFactory(number=5, year=2017)
    repealed = OrderFactory()
    file = store_file(data=b"%PDF-1.7\n", name="a.pdf")

    with pytest.raises(NumberTaken):
        register_order(
            order=new_order(number=5, year=2017),
            audience=everyone(),
            relations=[NewRelation(OrderRelation.Type.REPEALS, repealed)],
            attachments=[NewAttachment(file, "Polityka", 1)],
            by=None,
        )

    assert Order.objects.count() == 2
    assert not OrderRelation.objects.exists()
    assert not OrderAttachment.objects.exists()
    assert not AuditEntry.objects.filter(action__startswith="orders.").exists()


def test_order_is_registered_with_all_that_belongs_to_it() -> None:
    amended, repealed = OrderFactory.create_batch(2)
    unit = OrgUnitFactory(name="Wydział Organizacyjny")
    file = store_file(data=b"%PDF-1.7\n", name="a.pdf")
    user = UserFactory()

    order = register_order(
        order=new_order(
            effective_from=date(2017, 2, 1),
            owner_unit=unit,
            subject="zasad zastępstw",
            change_summary="Nowy wzór karty zastępstwa.",
        ),
        audience=everyone(),
        relations=[
            NewRelation(OrderRelation.Type.REPEALS, repealed),
            NewRelation(OrderRelation.Type.AMENDS, amended, "§ 3", date(2017, 3, 1)),
        ],
        attachments=[NewAttachment(file, "Karta zastępstwa", 1, OrderAttachment.Role.FORM)],
        by=user,
    )

    days = dict(order.outgoing_relations.values_list("target", "effective_on"))
    assert days == {repealed.pk: date(2017, 2, 1), amended.pk: date(2017, 3, 1)}
    assert order.attachments.get().label.endswith("Karta zastępstwa")
    entries = AuditEntry.objects.about(order)
    assert sorted(entry.action for entry in entries) == ["orders.register", "orders.relate", "orders.relate"]
    assert {entry.actor_id for entry in entries} == {str(user.pk)}
    assert list(Order.objects.filter(pk__in=matching_ids(Order, "zastępstwo"))) == [order]


def test_relation_is_recorded_with_who_made_it() -> None:
    source, target = OrderFactory(effective_from=date(2017, 2, 1)), OrderFactory(number=5, year=2015)
    user = UserFactory()

    relation = relate_orders(
        source=source, target=target, type=OrderRelation.Type.AMENDS, fragment="§ 3", by=user
    )

    entry = AuditEntry.objects.about(source).get()
    assert (entry.action, entry.actor_id) == ("orders.relate", str(user.pk))
    assert relation.effective_on == date(2017, 2, 1)
    assert entry.details == {
        "type": "AMENDS",
        "target": target.pk,
        "target_number": "5/2015",
        "fragment": "§ 3",
        "effective_on": "2017-02-01",
    }


def test_letter_of_a_number_is_written_small() -> None:
    order = register_order(order=new_order(number=13, number_suffix="A"), audience=everyone(), by=None)

    order.refresh_from_db()
    assert order.full_number == "13a/2017"


def test_order_keeps_the_name_its_unit_had_on_that_day() -> None:
    unit = OrgUnitFactory(name="Dział Kadr")
    order = register_order(order=new_order(owner_unit=unit), audience=everyone(), by=None)

    unit.name = "Wydział Organizacyjny"
    unit.save()

    order.refresh_from_db()
    assert order.owner_unit_name == "Dział Kadr"
