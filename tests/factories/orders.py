from datetime import date

import factory

from intranet.directory.audience import everyone
from intranet.files.services import store_file
from intranet.orders.models import REGISTER, Order, OrderAttachment, OrderDraft, OrderRelation
from tests.factories.accounts import UserFactory

SIGNED_ON = date(2017, 1, 12)


class Sealed(factory.django.DjangoModelFactory):
    """Rows that only the register's key lets in."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with REGISTER.opened():
            return super()._create(model_class, *args, **kwargs)


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
    # Beyond the numbers that tests write themselves.
    number = factory.Sequence(lambda number: number + 1001)
    year = factory.LazyAttribute(lambda order: order.signed_on.year)
    subject = "wprowadzenia Polityki Antykorupcyjnej"
    issuer = "Dyrektor Miejskiego Ośrodka Pomocy Społecznej"
    signed_on = SIGNED_ON
    published_on = factory.SelfAttribute("signed_on")
    effective_from = factory.SelfAttribute("signed_on")
    text = "§ 1. Wprowadza się Politykę Antykorupcyjną."
    audience = factory.LazyFunction(everyone)

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        """Sign an order in the year that a test asks for."""
        day, year = kwargs["signed_on"], kwargs["year"]
        if day == SIGNED_ON and year != day.year:
            moved = day.replace(year=year)
            for name in ("signed_on", "published_on", "effective_from"):
                if kwargs[name] == day:
                    kwargs[name] = moved
        return kwargs


class OrderRelationFactory(Sealed):
    class Meta:
        model = OrderRelation

    source = factory.SubFactory(OrderFactory)
    target = factory.SubFactory(OrderFactory)
    type = OrderRelation.Type.REPEALS
    effective_on = date(2018, 1, 1)


class OrderAttachmentFactory(Sealed):
    class Meta:
        model = OrderAttachment

    order = factory.SubFactory(OrderFactory)
    file = factory.LazyFunction(lambda: store_file(data=b"%PDF-1.7\n%sample\n", name="Załącznik nr 1.pdf"))
    number = 1
    title = "Polityka Antykorupcyjna"


class OrderDraftFactory(factory.django.DjangoModelFactory):
    """A draft complete enough to be sent; ``author`` has written in it."""

    class Meta:
        model = OrderDraft
        skip_postgeneration_save = True

    subject = "zasad zastępstw"
    issuer = "Dyrektor Miejskiego Ośrodka Pomocy Społecznej"
    text = "§ 1. Zastępstwo ustala kierownik.\n§ 2. Zarządzenie wchodzi w życie z dniem podpisania."
    audience = factory.LazyFunction(everyone)
    author = factory.SubFactory(UserFactory)
    updated_by = factory.SelfAttribute("author")

    @factory.post_generation
    def editors(self, create: bool, extracted: object, **kwargs: object) -> None:
        self.editors.add(self.author, *(extracted or ()))
