"""News for other units is as if it did not exist, by whatever way it is asked for."""

import pytest
from django.test import Client

from intranet.accounts.models import Role
from intranet.news.audiences import audience_of_units
from intranet.news.models import InformationPage, NewsIndexPage, NewsItem, NewsPage
from intranet.news.unread import count_unread
from tests.factories.directory import OrgUnitFactory
from tests.factories.news import days_ago, make_editor, make_event, make_news

pytestmark = pytest.mark.django_db
SECRET = "Grafik dla jednego wydziału"


@pytest.fixture
def unit():
    return OrgUnitFactory()


@pytest.fixture
def foreign(unit) -> NewsPage:
    return make_news("grafik", title=SECRET, units=[unit], is_pinned=True)


@pytest.mark.parametrize(
    "path",
    ["/aktualnosci/grafik/", "/strony/aktualnosci/grafik/"],
)
def test_news_of_another_unit_is_not_found(client_as, foreign: NewsPage, path: str) -> None:
    assert client_as().get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/aktualnosci/",
        "/aktualnosci/?show=archiwum",
        "/aktualnosci/?kind=aktualnosci",
        "/strony/",
        "/szukaj/?q=grafik",
    ],
)
def test_news_of_another_unit_is_named_nowhere(client_as, foreign: NewsPage, path: str) -> None:
    make_news(
        "dawny-grafik",
        title=f"{SECRET} dawniej",
        units=list(foreign.audience.units.all()),
        expires_on=days_ago(2),
    )

    assert SECRET not in client_as().get(path, follow=True).content.decode()


def test_urgent_notice_of_another_unit_is_no_band(client_as, unit) -> None:
    make_news("pilne", title=SECRET, units=[unit], is_urgent=True, expires_on=days_ago(-1))

    assert SECRET not in client_as().get("/").content.decode()
    assert SECRET not in client_as().get("/aktualnosci/").content.decode()


def test_event_of_another_unit_gives_neither_page_nor_calendar(client_as, unit) -> None:
    make_event("narada", title=SECRET, units=[unit])
    client = client_as()

    assert client.get("/aktualnosci/narada/").status_code == 404
    assert client.get("/aktualnosci/narada/kalendarz.ics").status_code == 404
    assert SECRET not in client.get("/aktualnosci/").content.decode()


def test_news_of_another_unit_is_not_counted_as_unread(client_as, foreign: NewsPage) -> None:
    assert count_unread(client_as().user) == 0


def test_account_without_a_person_sees_only_what_is_for_everyone(client_as, foreign: NewsPage) -> None:
    make_news("dla-wszystkich")

    seen = NewsItem.objects.visible_to(client_as(person=False).user)

    assert [item.slug for item in seen] == ["dla-wszystkich"]


def test_stranger_is_sent_to_sign_in(foreign: NewsPage) -> None:
    for path in ("/aktualnosci/", "/aktualnosci/grafik/", "/pomoc/", "/aktualnosci/grafik/kalendarz.ics"):
        assert Client().get(path).status_code == 302, path


@pytest.mark.parametrize(
    "fields", [{"live": False}, {"published_on": days_ago(-1)}], ids=["draft", "published tomorrow"]
)
def test_news_is_not_found_before_its_publication(client_as, fields: dict) -> None:
    make_news("szkic", title="Jeszcze nie teraz", **fields)
    client = client_as()

    assert client.get("/aktualnosci/szkic/").status_code == 404
    assert "Jeszcze nie teraz" not in client.get("/aktualnosci/").content.decode()


def test_role_in_the_centre_opens_no_news_of_others(client_as, foreign: NewsPage) -> None:
    assert client_as(Role.DIRECTOR).get(foreign.url).status_code == 404


def test_section_of_pages_does_not_list_news_moved_into_it(client_as, foreign: NewsPage) -> None:
    section = InformationPage.objects.get(depth=2)
    foreign.move(section, pos="last-child")

    assert SECRET not in client_as().get(section.url).content.decode()


def test_search_finds_it_for_a_reader_of_the_unit(
    client_as, unit, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_news("grafik", title=SECRET, units=[unit])

    link = 'href="/aktualnosci/grafik/"'
    assert link not in client_as().get("/szukaj/?q=grafik").content.decode()
    assert link in client_as(unit=unit).get("/szukaj/?q=grafik").content.decode()


def test_news_for_a_unit_alone_is_hidden_from_its_sub_units(client_as, unit) -> None:
    news = make_news("sama", title=SECRET, units=[unit])
    news.audience = audience_of_units(units=[unit], with_subunits=False)
    news.save()

    assert client_as(unit=OrgUnitFactory(parent=unit)).get(news.url).status_code == 404
    assert "bez komórek podległych" in client_as(unit=unit).get(news.url).content.decode()


def test_author_who_is_no_editor_any_more_opens_own_news_for_others(client_as, foreign: NewsPage) -> None:
    client = client_as()
    NewsPage.objects.filter(pk=foreign.pk).update(owner=client.user)

    assert client.get(foreign.url).status_code == 200
    assert SECRET not in client.get("/aktualnosci/").content.decode()


def test_editor_outside_the_audience_takes_the_calendar_that_the_page_offers(client_as, unit) -> None:
    event = make_event("narada", units=[unit])
    client = client_as(Role.EDITOR)

    assert "/aktualnosci/narada/kalendarz.ics" in client.get(event.url).content.decode()
    assert client.get("/aktualnosci/narada/kalendarz.ics").status_code == 200


def test_person_of_the_unit_and_of_its_sub_unit_reads_it(client_as, foreign: NewsPage, unit) -> None:
    for own in (unit, OrgUnitFactory(parent=unit)):
        client = client_as(unit=own)

        assert client.get("/aktualnosci/grafik/").status_code == 200
        assert SECRET in client.get("/aktualnosci/").content.decode()
        assert SECRET in client.get("/").content.decode()


def test_editor_looks_at_news_of_others_but_is_not_told_of_it(client_as, foreign: NewsPage) -> None:
    client = client_as(Role.EDITOR)
    make_editor(client.user)

    assert client.get(foreign.url).status_code == 200
    assert SECRET not in client.get("/aktualnosci/").content.decode()


def test_address_in_the_page_tree_leads_to_the_readers_one(client_as) -> None:
    news = make_news("adres")

    answer = client_as().get("/strony/aktualnosci/adres/")

    assert answer.url == news.url == "/aktualnosci/adres/"
    assert client_as().get(NewsIndexPage.objects.get().relative_url(None) or "").status_code == 200
