"""What holds the intranet's addresses up stays; the files of news go with their news."""

from contextlib import closing

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site

from intranet.accounts.models import Role
from intranet.news.models import InformationPage, NewsIndexPage, NewsPage
from intranet.news.pillars import HELP_SLUG
from tests.factories.directory import OrgUnitFactory
from tests.factories.news import days_ago, make_news

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


def information(slug: str, under: Page | None = None, **fields: object) -> InformationPage:
    parent = Page.objects.get(pk=under.pk) if under else pillars()[0]
    page = parent.add_child(instance=InformationPage(title=slug, slug=slug, **fields))
    ReferenceIndex.create_or_update_for_object(page)
    return page


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_editor_takes_no_pillar_away(client_as, action: str) -> None:
    editor: Client = client_as(Role.EDITOR)

    for page in pillars():
        editor.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))

    assert all(page.live for page in pillars())


@pytest.mark.parametrize("number", [1, 2], ids=["news", "help"])
@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_editor_takes_no_page_away_that_a_pillar_lies_under(client_as, action: str, number: int) -> None:
    section = information("dzial")
    pillars()[number].move(section, pos="last-child")

    answer = client_as(Role.EDITOR).post(reverse(f"wagtailadmin_pages:{action}", args=[section.pk]))

    assert answer.status_code in (302, 403)
    assert Page.objects.get(pk=section.pk).live
    assert all(page.live for page in pillars())


def test_editor_takes_no_page_away_that_a_pillar_lies_under_with_others_at_once(client_as) -> None:
    section, news = information("dzial"), make_news()
    pillars()[2].move(section, pos="last-child")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    client_as(Role.EDITOR).post(f"{address}?id={news.pk}&id={section.pk}")

    assert Page.objects.filter(pk__in=[section.pk, news.pk]).count() == 2


def test_editor_moves_no_pillar_nor_what_it_lies_under(client_as) -> None:
    section, other = information("dzial"), information("inny")
    pillars()[2].move(section, pos="last-child")
    editor = client_as(Role.EDITOR)

    for page in (pillars()[1], pillars()[2], section):
        editor.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk]))

    assert not Page.objects.get(pk=other.pk).get_children().exists()


def test_editor_moves_an_ordinary_page(client_as) -> None:
    page, other = information("zwykla"), information("inny")

    client_as(Role.EDITOR).post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk]))

    assert [child.pk for child in Page.objects.get(pk=other.pk).get_children()] == [page.pk]


def closed_by(client: Client, page: Page) -> bool:
    client.post(
        reverse("wagtailadmin_pages:set_privacy", args=[page.pk]),
        {"restriction_type": "password", "password": "sekret"},
    )
    return PageViewRestriction.objects.filter(page=page).exists()


def test_editor_closes_no_pillar_nor_what_it_lies_under(client_as) -> None:
    section = information("dzial")
    pillars()[2].move(section, pos="last-child")
    editor = client_as(Role.EDITOR)

    assert not any(closed_by(editor, page) for page in (*pillars(), section))


def test_editor_closes_an_ordinary_page_and_one_of_the_help(client_as) -> None:
    editor = client_as(Role.EDITOR)

    assert closed_by(editor, information("zwykla"))
    assert closed_by(editor, pillars()[2].get_children().first())


def test_news_has_no_privacy_beside_its_readers(client_as) -> None:
    assert not closed_by(client_as(Role.EDITOR), make_news())


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


def test_file_that_no_page_holds_is_not_there(client_as) -> None:
    assert client_as().get(document().url).status_code == 404


def test_file_of_a_draft_is_not_there_even_for_its_future_readers(client_as) -> None:
    file = document()
    news_with(file, live=False)
    information("szkic", live=False, body=[("files", [file])])

    assert client_as().get(file.url).status_code == 404


def test_file_that_only_a_draft_of_published_news_holds_is_not_there(client_as) -> None:
    file, news = document(), make_news()
    news.body = [("files", [file])]
    news.save_revision()
    ReferenceIndex.create_or_update_for_object(NewsPage.objects.get(pk=news.pk))

    assert client_as().get(file.url).status_code == 404


def test_file_of_news_whose_day_has_not_come_is_not_there(client_as) -> None:
    file = document()
    news_with(file, published_on=days_ago(-1))

    assert client_as().get(file.url).status_code == 404


@pytest.mark.parametrize("kind", [PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD])
def test_file_of_a_closed_page_or_of_one_below_it_is_not_there(client_as, kind: str) -> None:
    file, below = document(), document()
    section = information("tajne", body=[("files", [file])])
    information("nizej", under=section, body=[("files", [below])])
    PageViewRestriction.objects.create(page=section, restriction_type=kind, password="sekret")
    client = client_as()

    assert client.get(file.url).status_code == 404
    assert client.get(below.url).status_code == 404


def test_file_of_a_closed_page_is_open_to_its_group(client_as) -> None:
    file, group, client = document(), Group.objects.create(name="kadra"), client_as()
    page = information("tajne", body=[("files", [file])])
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)
    client.user.groups.add(group)

    assert opened(client, file)


def test_file_of_an_open_information_page_is_open_to_everybody(client_as) -> None:
    file = document()
    information("zasady", body=[("files", [file])])

    assert opened(client_as(), file)


def test_file_that_no_page_holds_is_open_to_its_uploader(client_as) -> None:
    file, client = document(), client_as()
    Document.objects.filter(pk=file.pk).update(uploaded_by_user=client.user)

    assert opened(client, file)


def test_file_that_no_page_holds_is_open_to_editors(client_as) -> None:
    assert opened(client_as(Role.EDITOR), document())


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
