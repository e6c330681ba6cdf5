from datetime import timedelta

import pytest
from django.utils import timezone

from intranet.core.dates import today
from intranet.news.models import NewsItem
from tests.factories.directory import OrgUnitFactory
from tests.factories.news import days_ago, make_event, make_news

pytestmark = pytest.mark.django_db
LIST = "/aktualnosci/"


def shown(client, query: str = "") -> list[str]:
    return [item.slug for item in client.get(f"{LIST}{query}").context["items"]]


def test_pinned_stands_first_and_then_the_newest(client_as) -> None:
    make_news("stara-przypieta", is_pinned=True, published_on=days_ago(90))
    make_news("wczoraj", published_on=days_ago(1))
    make_news("dzis")

    assert shown(client_as()) == ["stara-przypieta", "dzis", "wczoraj"]


def test_expired_is_only_in_the_archive(client_as) -> None:
    make_news("trwa", expires_on=today())
    make_news("minela", expires_on=days_ago(1), published_on=days_ago(5))
    make_event("po-wszystkim", starts_at=timezone.now() - timedelta(days=3), published_on=days_ago(9))
    client = client_as()

    assert shown(client) == ["trwa"]
    assert shown(client, "?show=archiwum") == ["minela", "po-wszystkim"]
    assert "callout--neutral" in client.get("/aktualnosci/minela/").content.decode()


def test_event_of_today_is_current_until_the_end_of_the_day(client_as) -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    make_event("rano", starts_at=midnight + timedelta(minutes=1), ends_at=midnight + timedelta(minutes=2))

    assert shown(client_as()) == ["rano"]


def test_filters_narrow_by_kind_and_year(client_as) -> None:
    make_news("dawna", published_on=today().replace(year=today().year - 2))
    make_news("nowa")
    make_event("wydarzenie")
    client = client_as()

    assert shown(client, "?kind=wydarzenia") == ["wydarzenie"]
    assert set(shown(client, "?kind=aktualnosci")) == {"dawna", "nowa"}
    assert shown(client, f"?year={today().year - 2}") == ["dawna"]


@pytest.mark.parametrize("query", ["?kind=nic", "?year=abc", "?show=%00", "?year=1066"])
def test_filter_that_does_not_exist_is_answered_calmly(client_as, query: str) -> None:
    make_news()

    answer = client_as().get(f"{LIST}{query}")

    assert answer.status_code == 200
    assert not answer.context["items"]


def test_page_that_does_not_exist_is_not_found(client_as) -> None:
    assert client_as().get(f"{LIST}?page=99").status_code == 404


def test_urgent_notice_is_a_band_at_home_and_on_the_list_until_it_expires(client_as) -> None:
    make_news("awaria", title="Przerwa w dostępie", is_urgent=True, expires_on=today())
    make_news("po-awarii", title="Dawna przerwa", is_urgent=True, expires_on=days_ago(1))
    client = client_as()

    for path in ("/", LIST):
        page = client.get(path).content.decode()
        assert 'class="urgent"' in page
        assert "Przerwa w dostępie" in page
        assert "Dawna przerwa" not in page


def test_nothing_urgent_draws_no_band(client_as) -> None:
    make_news()

    assert 'class="urgent"' not in client_as().get("/").content.decode()


def test_home_shows_pinned_and_four_newest(client_as) -> None:
    make_news("przypieta", title="Przypięta", is_pinned=True, published_on=days_ago(60))
    for number in range(5):
        make_news(f"n{number}", title=f"Numer {number}.", published_on=days_ago(number))

    home = client_as().get("/").content.decode()

    assert "Przypięta" in home
    assert "Numer 3." in home
    assert "Numer 4." not in home


def test_upcoming_events_stand_beside_the_list(client_as) -> None:
    make_event("pozniej", starts_at=timezone.now() + timedelta(days=9))
    make_event("wczesniej", starts_at=timezone.now() + timedelta(days=2))

    upcoming = client_as().get(LIST).context["upcoming"]

    assert [event.slug for event in upcoming] == ["wczesniej", "pozniej"]


@pytest.mark.parametrize("rows", [2, 20])
def test_list_asks_the_same_of_the_database_for_many_rows(
    client_as, rows: int, django_assert_max_num_queries
) -> None:
    client = client_as()
    unit = client.user.person.unit
    for number in range(rows):
        make = make_event if number % 2 else make_news
        make(f"n{number}", units=[unit] if number % 3 else None)
    client.get(LIST)

    with django_assert_max_num_queries(24):
        client.get(LIST)


def test_dates_that_contradict_each_other_are_refused_by_the_database() -> None:
    from django.db import IntegrityError, transaction

    news = make_news()
    for wrong in ({"expires_on": days_ago(1)}, {"is_urgent": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NewsItem.objects.filter(pk=news.pk).update(**wrong)


def test_row_says_whom_it_is_for(client_as) -> None:
    unit = OrgUnitFactory(name="Wydział Wyjątkowy")
    make_news("dla-nas", units=[unit])

    assert "Wydział Wyjątkowy" in client_as(unit=unit).get("/aktualnosci/dla-nas/").content.decode()
