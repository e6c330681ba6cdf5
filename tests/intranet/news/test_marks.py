from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from intranet.news.models import NewsVisit
from tests.factories.news import days_ago, make_news

pytestmark = pytest.mark.django_db


def marked_as_new(response) -> list[str]:
    page = BeautifulSoup(response.content.decode(), "html.parser")
    return [
        item.select_one(".news-item__title").get_text(strip=True)
        for item in page.select(".news-item")
        if "nowe" in [badge.get_text(strip=True) for badge in item.select(".badge")]
    ]


def test_list_marks_what_came_since_the_last_visit_and_only_once(client_as) -> None:
    client = client_as()
    old = make_news("stara", published_on=days_ago(3))
    NewsVisit.objects.create(user=client.user, seen_at=timezone.now() - timedelta(days=1))
    type(old).objects.filter(pk=old.pk).update(first_published_at=timezone.now() - timedelta(days=3))
    make_news("nowa")

    first, second = (client.get(reverse("news:list")) for _ in range(2))

    assert marked_as_new(first) == ["Wiadomość nowa"]
    assert marked_as_new(second) == []
