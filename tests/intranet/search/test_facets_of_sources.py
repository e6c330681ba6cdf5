"""What each kind of things can be narrowed by, and what is suggested before a number is finished."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intranet.accounts.models import Role, User
from intranet.search.indexing import index_objects
from intranet.search.registry import sources
from intranet.search.suggesting import suggest
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.news import days_ago, make_event, make_news
from tests.factories.orders import OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    user: User = UserFactory(roles=[Role.AUDITOR])
    return user


def facets(key: str, reader: User) -> dict[int, tuple[int | None, str]]:
    source = sources.get(key)
    assert source is not None
    return {pk: (unit, status) for pk, unit, status in source.facets(source.visible_to(reader))}


def test_orders_have_their_owner_and_the_status_of_the_day(reader: User) -> None:
    unit = OrgUnitFactory()
    in_force = OrderFactory(owner_unit=unit)
    pending = OrderFactory(pending=True)
    repealed = OrderRelationFactory(source=in_force, target=OrderFactory()).target
    expired = OrderFactory(effective_until=date(2018, 1, 1))

    assert facets("zarzadzenia", reader) == {
        in_force.pk: (unit.pk, "in_force"),
        pending.pk: (None, "pending"),
        repealed.pk: (None, "repealed"),
        expired.pk: (None, "expired"),
    }


def test_news_are_current_or_in_the_archive(reader: User) -> None:
    current = make_news("dzis")
    past = make_news("dawne", published_on=days_ago(20), expires_on=days_ago(10))
    over = make_event("bylo", starts_at=timezone.now() - timedelta(days=5), published_on=days_ago(9))

    assert facets("aktualnosci", reader) == {
        current.pk: (None, ""),
        past.pk: (None, "archiwum"),
        over.pk: (None, "archiwum"),
    }


def test_people_and_units_belong_to_units(reader: User) -> None:
    unit, closed = OrgUnitFactory(), OrgUnitFactory(valid_to=days_ago(1))
    person = PersonFactory(unit=unit)

    assert facets("pracownicy", reader) == {person.pk: (unit.pk, "")}
    assert facets("komorki", reader) == {unit.pk: (unit.pk, ""), closed.pk: (closed.pk, "dawne")}


@pytest.mark.parametrize("key", [source.key for source in sources])
def test_every_status_has_a_name(key: str, reader: User) -> None:
    source = sources.get(key)

    assert all(source.statuses.values())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12", ["12/2017", "12/2016", "12a/2016"]),
        ("12a", ["12a/2016"]),
        ("12/", ["12/2017", "12/2016", "12a/2016"]),
        ("12/2017", ["12/2017"]),
        ("99", []),
    ],
)
def test_an_order_is_suggested_before_its_number_is_finished(
    reader: User, text: str, numbers: list[str]
) -> None:
    OrderFactory(number=12, year=2016, subject="a")
    OrderFactory(number=12, year=2016, number_suffix="a", subject="b")
    OrderFactory(number=12, year=2017, subject="c")
    OrderFactory(number=13, year=2017, subject="d")

    shown = [re.findall(r"\d+a?/\d+", result.meta)[0] for _source, result in suggest(text, reader)]

    assert sorted(shown) == sorted(numbers)


def test_the_status_narrows_the_page(client_as: Callable[..., Client]) -> None:
    index_objects([OrderFactory(subject="umowy"), OrderFactory(subject="umowy", pending=True)])

    response = client_as().get("/szukaj/", {"q": "umowa", "status": "pending"})

    assert response.context["total"] == 1
