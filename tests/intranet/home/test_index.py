import pytest

from intranet.accounts.models import Role
from intranet.core.models import HelpContact
from intranet.directory.audience import make_audience
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.orders import OrderFactory

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


def test_empty_house_still_says_what_to_expect(client_as) -> None:
    page = client_as().get("/").content.decode()

    assert "Nic na Ciebie nie czeka" in page
    assert "Nie ma jeszcze zarządzeń" in page


def test_account_without_a_person_has_a_home_too(client_as) -> None:
    client = client_as(person=False)

    assert client.get("/").status_code == 200
    assert client.get("/zarzadzenia/").status_code == 200
