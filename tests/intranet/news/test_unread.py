from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from intranet.news.models import NewsItem, NewsVisit
from intranet.news.unread import count_unread
from tests.factories.directory import OrgUnitFactory
from tests.factories.news import days_ago, make_news

pytestmark = pytest.mark.django_db


def published_before(news: NewsItem, days: int) -> None:
    moment = timezone.now() - timedelta(days=days)
    NewsItem.objects.filter(pk=news.pk).update(first_published_at=moment, published_on=days_ago(days))


def test_stranger_has_nothing_unread() -> None:
    make_news()

    assert count_unread(AnonymousUser()) == 0


def test_newcomer_is_told_of_the_last_thirty_days(client_as) -> None:
    published_before(make_news("dawna"), 40)
    published_before(make_news("niedawna"), 20)

    assert count_unread(client_as().user) == 1


def test_opening_the_list_empties_the_counter_and_later_news_fills_it(client_as) -> None:
    make_news("pierwsza")
    client = client_as()
    before = count_unread(client.user)

    client.get("/aktualnosci/")
    after = count_unread(client.user)
    make_news("druga")

    assert (before, after, count_unread(client.user)) == (1, 0, 1)
    assert NewsVisit.objects.filter(user=client.user).count() == 1


def test_news_of_another_day_is_unread_again_when_its_day_comes(client_as) -> None:
    client = client_as()
    news = make_news("na-jutro", published_on=days_ago(-1))
    client.get("/aktualnosci/")
    NewsVisit.objects.update(seen_at=timezone.now() - timedelta(days=1))
    NewsItem.objects.filter(pk=news.pk).update(
        published_on=days_ago(0), first_published_at=timezone.now() - timedelta(days=2)
    )

    assert count_unread(client.user) == 1


def test_expired_news_is_not_unread(client_as) -> None:
    make_news("minela", published_on=days_ago(3), expires_on=days_ago(1))

    assert count_unread(client_as().user) == 0


@pytest.mark.parametrize("news", [1, 10])
def test_counter_costs_one_query_however_much_is_unread(
    client_as, news: int, django_assert_num_queries
) -> None:
    for number in range(news):
        make_news(f"n{number}")
    user = client_as().user

    with django_assert_num_queries(1):
        assert count_unread(user) == news


def test_news_for_the_persons_unit_is_counted_and_for_another_is_not(client_as) -> None:
    user = client_as().user
    make_news("swoja", units=[user.person.unit])
    make_news("cudza", units=[OrgUnitFactory()])
    make_news("wspolna")

    assert count_unread(user) == 2


@pytest.mark.parametrize("query", ["?show=archiwum", "?kind=wydarzenia", "?page=2", "?year=2026"])
def test_part_of_the_list_is_no_visit(client_as, query: str) -> None:
    for number in range(16):
        make_news(f"n{number}")
    client = client_as()

    client.get(f"/aktualnosci/{query}")

    assert count_unread(client.user) == 16
    assert not NewsVisit.objects.exists()


def test_coming_back_at_once_writes_nothing(client_as) -> None:
    make_news()
    client = client_as()
    client.get("/aktualnosci/")
    first = NewsVisit.objects.get().seen_at

    client.get("/aktualnosci/")

    assert NewsVisit.objects.get().seen_at == first


def test_coming_back_later_or_to_something_new_is_a_visit(client_as) -> None:
    client = client_as()
    moments = []
    for minutes in (0, 6):
        NewsVisit.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes))
        client.get("/aktualnosci/")
        moments.append(NewsVisit.objects.get().seen_at)
    make_news("nowa")
    client.get("/aktualnosci/")
    moments.append(NewsVisit.objects.get().seen_at)

    assert moments == sorted(set(moments))
    assert count_unread(client.user) == 0
