"""What holds the intranet's addresses up stays; the files of news go with their news."""

from contextlib import closing

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Page, ReferenceIndex, Site

from intranet.accounts.models import Role
from intranet.news.models import NewsIndexPage, NewsPage
from intranet.news.permissions import HELP_SLUG
from tests.factories.directory import OrgUnitFactory
from tests.factories.news import make_news

pytestmark = pytest.mark.django_db


def pillars() -> list[Page]:
    root = Site.objects.get(is_default_site=True).root_page
    return [root, NewsIndexPage.objects.get(), Page.objects.get(slug=HELP_SLUG)]


def document() -> Document:
    found = Document(title="Grafik")
    found.file.save("grafik.pdf", ContentFile(b"%PDF-1.4 grafik"))
    found.save()
    return found


def news_with(file: Document, **fields: object) -> NewsPage:
    item = make_news(body=[("files", [file])], **fields)
    ReferenceIndex.create_or_update_for_object(item)
    return item


def opened(client: Client, file: Document) -> bool:
    with closing(client.get(file.url)) as response:
        return response.status_code == 200


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_editor_takes_no_pillar_away(client_as, action: str) -> None:
    editor: Client = client_as(Role.EDITOR)

    for page in pillars():
        editor.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))

    assert all(page.live for page in pillars())


def test_editor_takes_no_pillar_away_with_others_at_once(client_as) -> None:
    pages = [make_news(), *pillars()]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    client_as(Role.EDITOR).post(f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}")

    assert Page.objects.filter(pk__in=[page.pk for page in pages]).count() == len(pages)


def test_editor_deletes_an_ordinary_page(client_as) -> None:
    page = make_news()

    client_as(Role.EDITOR).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert not NewsPage.objects.filter(pk=page.pk).exists()


def test_file_of_news_for_another_unit_is_not_there(client_as) -> None:
    file = document()
    news_with(file, units=[OrgUnitFactory()])

    assert client_as().get(file.url).status_code == 404


def test_file_of_news_is_open_to_its_readers(client_as) -> None:
    file, unit = document(), OrgUnitFactory()
    news_with(file, units=[unit])

    assert opened(client_as(unit=unit), file)


def test_file_of_any_news_is_open_to_editors(client_as) -> None:
    file = document()
    news_with(file, units=[OrgUnitFactory()])

    assert opened(client_as(Role.EDITOR), file)


def test_file_of_news_for_everyone_too_is_open_to_everybody(client_as) -> None:
    file = document()
    news_with(file, units=[OrgUnitFactory()])
    news_with(file, slug="dla-wszystkich")

    assert opened(client_as(), file)
