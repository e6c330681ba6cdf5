import pytest

from intranet.core.dates import today
from intranet.news import demo
from intranet.news.models import EventPage, InformationPage, NewsItem, NewsPage
from tests.factories.news import make_news

pytestmark = pytest.mark.django_db


def test_help_is_not_offered_to_strangers(client) -> None:
    assert "/pomoc/" not in client.get("/konto/logowanie/").content.decode()


def test_help_leads_to_its_section_with_short_pages(client_as) -> None:
    client = client_as()

    page = client.get("/pomoc/", follow=True)

    section = InformationPage.objects.get(slug="pomoc")
    assert page.status_code == 200
    assert 'href="/pomoc/"' in client.get("/").content.decode()
    for child in section.get_children():
        assert child.title in page.content.decode()
        assert client.get(child.url).status_code == 200
    assert section.get_children().count() == 11


def test_help_is_found_where_editors_have_moved_it(client_as) -> None:
    section = InformationPage.objects.get(slug="pomoc")
    new_parent = InformationPage.objects.get(depth=2).add_child(
        instance=InformationPage(title="Dział", slug="dzial")
    )
    section.move(new_parent, pos="last-child")

    assert client_as().get("/pomoc/", follow=True).status_code == 200


def test_news_with_the_address_of_help_is_not_help(client_as) -> None:
    InformationPage.objects.get(slug="pomoc").unpublish()
    make_news("pomoc")

    assert client_as().get("/pomoc/").status_code == 404


def test_help_of_a_section_stands_back_behind_the_help(client_as) -> None:
    section = InformationPage.objects.get(slug="pomoc")
    section.get_children().first().add_child(instance=InformationPage(title="Inna", slug="pomoc"))

    assert client_as().get("/pomoc/").url == section.url


def test_withdrawn_help_is_not_found(client_as) -> None:
    InformationPage.objects.get(slug="pomoc").unpublish()

    assert client_as().get("/pomoc/").status_code == 404


def test_help_pages_may_be_edited_as_any_other(client_as) -> None:
    page = InformationPage.objects.get(slug="skroty-klawiszowe")
    page.lead = "Zmienione."
    page.save_revision().publish()

    assert "Zmienione." in client_as().get(page.url).content.decode()


def test_demo_news_is_of_every_sort_and_loads_once(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    demo.load(today())
    before = NewsItem.objects.count()

    demo.load(today())

    assert NewsItem.objects.count() == before == 13
    assert NewsPage.objects.filter(is_pinned=True).exists()
    assert NewsItem.objects.urgent().current(today()).exists()
    assert NewsItem.objects.expired(today()).count() == 2
    assert EventPage.objects.exclude(online_link="").exists()
