from datetime import date, timedelta

import pytest
from django.utils import timezone

from intranet.accounts.models import Role, Visit
from intranet.core.models import HelpContact
from intranet.directory.audience import make_audience
from intranet.orders.models import REGISTER, Order
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.orders import OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [None, Role.CHANCELLERY, Role.IT_SUPPORT])
def test_vacant_post_of_head_waits_for_hr_alone(client_as, role: Role | None) -> None:
    OrgUnitFactory(name="Wydział Bez Kierownika", head=None)
    others = client_as(*([role] if role else []), unit=OrgUnitFactory(head=PersonFactory()))

    assert "Wskaż kierownika" not in others.get("/").content.decode()
    assert "Wskaż kierownika komórki Wydział Bez Kierownika" in client_as(Role.HR).get("/").content.decode()


def test_missing_help_contact_waits_for_it_until_it_is_there(client_as) -> None:
    client = client_as(Role.IT_SUPPORT)

    before = client.get("/").content.decode()
    HelpContact.objects.create(pk=1, phone="42 1", hours="8–16")
    after = client.get("/").content.decode()

    assert "Wpisz, do kogo dzwonić" in before
    assert "Wpisz, do kogo dzwonić" not in after


def test_order_for_others_is_not_among_the_newest(client_as) -> None:
    OrderFactory(subject="tajnej komisji", audience=make_audience(units=[OrgUnitFactory()]))

    assert "tajnej komisji" not in client_as().get("/").content.decode()


def test_newest_orders_come_with_their_status(client_as) -> None:
    OrderFactory(subject="zasad zastępstw", pending=True)

    page = client_as().get("/").content.decode()

    assert "W\u00a0sprawie zasad zastępstw" in page
    assert "oczekuje na wejście w życie" in page


def test_newcomer_meets_no_order_that_has_lost_its_force(client_as) -> None:
    OrderFactory(subject="dawnych zasad", effective_until=date(2018, 1, 1))
    OrderRelationFactory(target__subject="uchylonych zasad", source__subject="nowych zasad")

    page = client_as().get("/").content.decode()

    assert "dawnych zasad" not in page
    assert "uchylonych zasad" not in page
    assert "nowych zasad" in page
    assert "nowe</span>" not in page


def been_here(client, days: int) -> None:
    moment = timezone.now() - timedelta(days=days)
    Visit.objects.create(user=client.user, seen_at=moment)


def registered(days: int, **fields: object) -> Order:
    order = OrderFactory(**fields)
    with REGISTER.opened():
        Order.objects.filter(pk=order.pk).update(registered_at=timezone.now() - timedelta(days=days))
    return order


def test_order_for_others_is_not_among_the_new(client_as) -> None:
    client = client_as()
    been_here(client, days=2)
    registered(1, subject="tajnej komisji", audience=make_audience(units=[OrgUnitFactory()]))

    assert "tajnej komisji" not in client.get("/").content.decode()


def test_orders_registered_since_the_last_visit_are_marked_new(client_as) -> None:
    client = client_as()
    been_here(client, days=2)
    registered(1, subject="nowych zasad")
    registered(3, subject="znanych zasad")

    page = client.get("/").content.decode()

    assert "Nowe zarządzenia od ostatniej wizyty" in page
    assert "nowych zasad" in page
    assert "znanych zasad" not in page


def test_nothing_new_is_said_and_the_newest_are_shown(client_as) -> None:
    client = client_as()
    been_here(client, days=2)
    registered(3, subject="znanych zasad")

    page = client.get("/").content.decode()

    assert "Od ostatniej wizyty" in page
    assert "znanych zasad" in page


def test_greeting_names_the_day_and_the_unit(client_as) -> None:
    page = client_as(unit=OrgUnitFactory(name="Wydział Mój")).get("/").content.decode()

    assert "Dzień dobry" in page
    assert "Wydział Mój" in page


@pytest.mark.parametrize("count", [2, 20])
def test_home_costs_the_same_for_few_and_for_many(
    client_as, count: int, django_assert_max_num_queries
) -> None:
    client = client_as()
    OrderFactory.create_batch(count)
    been_here(client, days=2)
    client.get("/")

    with django_assert_max_num_queries(14):
        client.get("/")


def test_empty_house_still_says_what_to_expect(client_as) -> None:
    page = client_as().get("/").content.decode()

    assert "Nic na Ciebie nie czeka" in page
    assert "Nie ma jeszcze zarządzeń" in page


def test_account_without_a_person_has_a_home_too(client_as) -> None:
    client = client_as(person=False)

    assert client.get("/").status_code == 200
    assert client.get("/zarzadzenia/").status_code == 200
