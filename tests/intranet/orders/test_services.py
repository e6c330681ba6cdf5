from datetime import date

import pytest
from django.db import IntegrityError, transaction

from intranet.core.models import AuditEntry
from intranet.directory.audience import everyone
from intranet.files.services import store_file
from intranet.orders.models import Order, OrderAttachment, OrderRelation
from intranet.orders.services import (
    NewAttachment,
    NewRelation,
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
        relate_orders(source=order, target=order, type=OrderRelation.Type.REPEALS)


def test_taken_number_leaves_nothing_half_registered() -> None:
    OrderFactory(number=5, year=2017)
    repealed = OrderFactory()
    file = store_file(data=b"%PDF-1.7\n", name="a.pdf")

    with pytest.raises(IntegrityError), transaction.atomic():
        register_order(
            order=new_order(number=5, year=2017),
            audience=everyone(),
            relations=[NewRelation(OrderRelation.Type.REPEALS, repealed)],
            attachments=[NewAttachment(file, "Polityka", 1)],
        )

    assert Order.objects.count() == 2
    assert not OrderRelation.objects.exists()
    assert not OrderAttachment.objects.exists()
    assert not AuditEntry.objects.filter(action="orders.register").exists()


def test_order_is_registered_with_all_that_belongs_to_it() -> None:
    amended, repealed = OrderFactory.create_batch(2)
    unit = OrgUnitFactory(name="Wydział Organizacyjny")
    file = store_file(data=b"%PDF-1.7\n", name="a.pdf")
    user = UserFactory()

    order = register_order(
        order=new_order(effective_from=date(2017, 2, 1), owner_unit=unit, subject="zasad zastępstw"),
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
    entry = AuditEntry.objects.about(order).get()
    assert (entry.action, entry.actor_id) == ("orders.register", str(user.pk))
    assert list(Order.objects.filter(pk__in=matching_ids(Order, "zastępstwo"))) == [order]


def test_order_keeps_the_name_its_unit_had_on_that_day() -> None:
    unit = OrgUnitFactory(name="Dział Kadr")
    order = register_order(order=new_order(owner_unit=unit), audience=everyone())

    unit.name = "Wydział Organizacyjny"
    unit.save()

    order.refresh_from_db()
    assert order.owner_unit_name == "Dział Kadr"
