from datetime import UTC, datetime

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from intranet.accounts.models import User, Visit
from intranet.accounts.visits import note_visit, previous_visit_of
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)


def visit_at(user: User, moment: datetime) -> User:
    with time_machine.travel(moment, tick=False):
        note_visit(User.objects.get(pk=user.pk))
    return User.objects.get(pk=user.pk)


def test_newcomer_has_no_visit_before() -> None:
    user = UserFactory()

    assert previous_visit_of(user) is None
    assert previous_visit_of(visit_at(user, MORNING)) is None


def test_the_database_refuses_a_visit_before_the_one_before() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.create(user=UserFactory(), seen_at=MORNING, previous_at=MORNING)


def test_coming_back_within_half_an_hour_writes_nothing(django_assert_num_queries) -> None:
    user = visit_at(UserFactory(), MORNING)

    with time_machine.travel(MORNING.replace(minute=29), tick=False), django_assert_num_queries(1):
        note_visit(user)

    assert Visit.objects.get().seen_at == MORNING


@pytest.mark.parametrize(
    ("hours", "previous"), [(1, None), (3, None), (4, MORNING), (24, MORNING)], ids=["1", "3", "4", "24"]
)
def test_a_new_visit_begins_after_four_hours(hours: int, previous: datetime | None) -> None:
    user = visit_at(UserFactory(), MORNING)
    later = MORNING.replace(hour=7 + hours) if hours < 24 else MORNING.replace(day=11)

    user = visit_at(user, later)

    assert previous_visit_of(user) == previous
    assert user.visit.seen_at == later


def test_a_new_visit_begins_with_the_new_day_of_the_office() -> None:
    late_evening = datetime(2026, 3, 10, 22, 30, tzinfo=UTC)  # 23.30 in Warsaw
    user = visit_at(UserFactory(), late_evening)

    user = visit_at(user, late_evening.replace(hour=23, minute=1))

    assert previous_visit_of(user) == late_evening


def test_the_visit_before_stays_while_one_goes_on() -> None:
    user = visit_at(UserFactory(), MORNING)
    user = visit_at(user, MORNING.replace(day=11))

    user = visit_at(user, MORNING.replace(day=11, hour=9))

    assert previous_visit_of(user) == MORNING


def test_a_clock_set_back_begins_no_visit() -> None:
    user = visit_at(UserFactory(), MORNING)

    user = visit_at(user, MORNING.replace(day=9))

    assert user.visit.previous_at is None
    assert user.visit.seen_at == MORNING


def test_of_two_requests_at_once_the_second_changes_nothing() -> None:
    user = visit_at(UserFactory(), MORNING)
    second = User.objects.get(pk=user.pk)
    assert second.visit.seen_at == MORNING
    visit_at(user, MORNING.replace(day=11))

    with time_machine.travel(MORNING.replace(day=11, second=1), tick=False):
        note_visit(second)

    assert Visit.objects.get().seen_at == MORNING.replace(day=11)


def test_the_account_of_a_session_brings_its_visit_along(client_as) -> None:
    client = client_as()
    client.get("/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/")

    assert [query["sql"] for query in asked if 'FROM "accounts_visit"' in query["sql"]] == []
