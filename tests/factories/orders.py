from datetime import date

import factory

from intranet.directory.audience import everyone
from intranet.files.services import store_file
from intranet.orders.models import Order, OrderAttachment, OrderRelation


class OrderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Order

    class Params:
        pending = factory.Trait(effective_from=date(2099, 1, 1))
        external = factory.Trait(
            kind=Order.Kind.EXTERNAL_ACT,
            number=None,
            external_number=factory.Sequence(lambda number: f"{5000 + number}/VI/14"),
        )

    kind = Order.Kind.ORDER
    number = factory.Sequence(lambda number: number + 1)
    year = 2017
    subject = "wprowadzenia Polityki Antykorupcyjnej"
    issuer = "Dyrektor Miejskiego Ośrodka Pomocy Społecznej"
    signed_on = date(2017, 1, 12)
    published_on = factory.SelfAttribute("signed_on")
    effective_from = factory.SelfAttribute("signed_on")
    text = "§ 1. Wprowadza się Politykę Antykorupcyjną."
    audience = factory.LazyFunction(everyone)


class OrderRelationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrderRelation

    source = factory.SubFactory(OrderFactory)
    target = factory.SubFactory(OrderFactory)
    type = OrderRelation.Type.REPEALS
    effective_on = date(2018, 1, 1)


class OrderAttachmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrderAttachment

    order = factory.SubFactory(OrderFactory)
    file = factory.LazyFunction(lambda: store_file(data=b"%PDF-1.7\n%sample\n", name="Załącznik nr 1.pdf"))
    number = 1
    title = "Polityka Antykorupcyjna"
