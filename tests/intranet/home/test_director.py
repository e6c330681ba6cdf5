from datetime import date

import pytest

from intranet.accounts.models import Role
from intranet.orders.models import Order, OrderStatus
from intranet.orders.statistics import status_counts, year_in_orders, years_of
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.orders import OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db

DIRECTOR = "/dyrektor/"


@pytest.mark.parametrize("role", [None, Role.HEAD, Role.CHANCELLERY, Role.HR, Role.ADMINISTRATOR])
def test_others_are_refused_and_not_offered_the_page(client_as, role: Role | None) -> None:
    client = client_as(*([role] if role else []))

    assert client.get(DIRECTOR).status_code == 403
    assert f'href="{DIRECTOR}"' not in client.get("/").content.decode()


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.AUDITOR])
def test_director_and_auditor_see_the_centre_in_numbers(client_as, role: Role) -> None:
    client = client_as(role)

    assert client.get(DIRECTOR).status_code == 200
    assert f'href="{DIRECTOR}"' in client.get("/").content.decode()


def test_year_is_counted_by_months_and_kinds_of_signing() -> None:
    OrderFactory.create_batch(2, signed_on=date(2017, 3, 1))
    OrderFactory(signed_on=date(2017, 12, 31), kind=Order.Kind.CIRCULAR)
    OrderFactory(signed_on=date(2018, 1, 1))

    year = year_in_orders(Order.objects.all(), 2017)

    assert year.by_month == [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert year.by_kind == [(Order.Kind.ORDER, 2), (Order.Kind.CIRCULAR, 1)]
    assert year.total == 3


def test_statuses_are_counted_on_the_day() -> None:
    OrderFactory()
    OrderFactory(pending=True)
    OrderRelationFactory(source__pending=True, effective_on=date(2018, 1, 1))

    counts = dict(status_counts(Order.objects.all(), on=date(2026, 1, 1)))

    assert counts == {
        OrderStatus.IN_FORCE: 1,
        OrderStatus.PENDING: 2,
        OrderStatus.REPEALED: 1,
        OrderStatus.EXPIRED: 0,
    }


def test_years_run_from_the_last_to_the_first_without_gaps() -> None:
    OrderFactory(signed_on=date(2015, 5, 5))
    OrderFactory(signed_on=date(2017, 5, 5))

    assert years_of(Order.objects.all()) == [2017, 2016, 2015]
    assert years_of(Order.objects.none()) == []


def test_chosen_year_is_shown_with_its_neighbours(client_as) -> None:
    for year in (2015, 2016, 2017):
        OrderFactory(signed_on=date(year, 5, 5))

    page = client_as(Role.DIRECTOR).get(DIRECTOR, {"rok": "2016"}).content.decode()

    assert "Akty podpisane w roku 2016" in page
    assert 'href="?rok=2015"' in page
    assert 'href="?rok=2017"' in page


@pytest.mark.parametrize("year", ["1900", "abc", "", "\x00", "9" * 400])
def test_odd_year_shows_the_last_one(client_as, year: str) -> None:
    OrderFactory(signed_on=date(2017, 5, 5))

    answer = client_as(Role.DIRECTOR).get(DIRECTOR, {"rok": year})

    assert answer.status_code == 200
    assert "Akty podpisane w roku 2017" in answer.content.decode()


def test_unknown_year_is_said_to_be_unknown(client_as) -> None:
    OrderFactory(signed_on=date(2017, 5, 5))

    page = client_as(Role.DIRECTOR).get(DIRECTOR, {"rok": "1900"}).content.decode()

    assert "W takim roku nie podpisano żadnego aktu z rejestru" in page


def test_empty_register_still_gives_a_page(client_as) -> None:
    page = client_as(Role.DIRECTOR).get(DIRECTOR).content.decode()

    assert "Nie ma jeszcze zarządzeń" in page


def test_staff_is_counted_with_sub_units(client_as) -> None:
    top = OrgUnitFactory(name="Dyrekcja")
    unit = OrgUnitFactory(name="Wydział Liczony", parent=top)
    PersonFactory.create_batch(2, unit=unit)
    PersonFactory(unit=OrgUnitFactory(parent=unit))
    PersonFactory(unit=unit, is_active=False)

    page = client_as(Role.DIRECTOR, unit=top).get(DIRECTOR).content.decode()

    assert 'Wydział Liczony</a><span class="visually-hidden">: 3<' in page


@pytest.mark.parametrize("count", [2, 20])
def test_numbers_cost_the_same_for_few_and_for_many(
    client_as, count: int, django_assert_max_num_queries
) -> None:
    client = client_as(Role.DIRECTOR)
    OrderFactory.create_batch(count)
    OrgUnitFactory.create_batch(count)
    client.get(DIRECTOR)

    with django_assert_max_num_queries(10):
        client.get(DIRECTOR)


def test_own_people_of_the_top_unit_are_not_taken_for_the_whole(client_as) -> None:
    top = OrgUnitFactory(name="Dyrekcja Próbna")
    PersonFactory.create_batch(2, unit=top)
    PersonFactory.create_batch(3, unit=OrgUnitFactory(name="Wydział Próbny", parent=top))
    OrgUnitFactory(name="Stanowisko Samotne")

    page = client_as(Role.DIRECTOR, unit=top).get(DIRECTOR).content.decode()

    assert "Dyrekcja Próbna (bez komórek podległych)" in page
    assert "Stanowisko Samotne (bez" not in page
    assert "Wydział Próbny (bez" not in page
