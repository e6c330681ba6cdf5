import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from wagtail.models import Page, PageViewRestriction, Site, Workflow

from intranet.core.dates import today
from intranet.news import demo
from intranet.news.demo.pages import PAGES
from intranet.news.models import InformationPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> InformationPage:
    return InformationPage.objects.get(depth=2)


def test_draft_is_not_shown(client_as, root: InformationPage) -> None:
    draft = root.add_child(instance=InformationPage(title="Szkic", slug="szkic", live=False))

    assert client_as().get(draft.url).status_code == 404
    assert "Szkic" not in client_as().get(root.url).content.decode()


def test_editors_markup_is_cleaned(client_as, root: InformationPage) -> None:
    page = root.add_child(
        instance=InformationPage(
            title="<script>alert(1)</script>",
            slug="strona",
            body=[("heading", "<b>nagłówek</b>"), ("paragraph", "<p>Zwykły tekst</p>")],
        )
    )

    shown = client_as().get(page.url).content.decode()

    assert "<script>alert" not in shown
    assert "<b>nagłówek" not in shown
    assert "Zwykły tekst" in shown


def test_page_shows_its_way_and_its_sub_pages(client_as, root: InformationPage) -> None:
    page = root.add_child(instance=InformationPage(title="Dla nowego pracownika", slug="nowy"))

    assert page.url in client_as().get(root.url).content.decode()
    assert root.url in client_as().get(page.url).content.decode()


def test_empty_page_says_so(client_as, root: InformationPage) -> None:
    page = root.add_child(instance=InformationPage(title="Pusta", slug="pusta"))

    assert "Ta strona jest jeszcze pusta" in client_as().get(page.url).content.decode()


def test_site_stands_on_an_information_page_and_authors_cannot_approve_themselves() -> None:
    assert isinstance(Site.objects.get(is_default_site=True).root_page.specific, InformationPage)
    assert not Workflow.objects.exists()


@pytest.fixture
def board(root: InformationPage) -> InformationPage:
    """A page that only the group "Zarząd" may open."""
    page = root.add_child(instance=InformationPage(title="Narada", slug="narada", lead="Plany zwolnień"))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS).groups.add(
        Group.objects.create(name="Zarząd")
    )
    return page


def test_title_and_lead_of_a_private_page_stay_with_those_who_may_open_it(
    client_as, root: InformationPage, board: InformationPage
) -> None:
    alias = board.create_alias(update_slug="kopia")
    client = client_as()

    opened = client.get(board.url).status_code
    shown = client.get(root.url).content.decode()

    assert opened != 200
    assert board.title not in shown
    assert board.lead not in shown
    assert alias.url not in shown


def test_member_of_the_group_sees_its_page_in_the_section(
    client_as, root: InformationPage, board: InformationPage
) -> None:
    client = client_as()
    client.user.groups.add(Group.objects.get(name="Zarząd"))

    shown = client.get(root.url).content.decode()

    assert board.title in shown
    assert board.url in shown


def test_page_with_a_password_is_not_named_before_the_password(client_as, root: InformationPage) -> None:
    page = root.add_child(instance=InformationPage(title="Za hasłem", slug="haslo"))
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="Sezam-1"
    )
    client = client_as()

    before = client.get(root.url).content.decode()
    client.post(
        f"/strony/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
        {"password": "Sezam-1", "return_url": root.url},
    )
    after = client.get(root.url).content.decode()

    assert page.title not in before
    assert page.title in after


def test_withdrawn_page_is_not_named_on_the_way_to_its_sub_page(client_as, root: InformationPage) -> None:
    section = root.add_child(instance=InformationPage(title="Wycofany dział", slug="dzial", live=False))
    page = section.add_child(instance=InformationPage(title="Strona", slug="strona"))

    assert "Wycofany dział" not in client_as().get(page.url).content.decode()


def test_section_asks_the_same_of_the_database_for_many_sub_pages(
    client_as, root: InformationPage, board: InformationPage, django_assert_max_num_queries
) -> None:
    client = client_as()
    client.get(root.url)
    for number in range(20):
        root.add_child(instance=InformationPage(title=f"Strona {number}", slug=f"strona-{number}"))

    with django_assert_max_num_queries(25):
        client.get(root.url)


@pytest.fixture
def old_apps():
    """The models as they stood when the migration runs."""
    return MigrationExecutor(connection).loader.project_state([("news", "0002_site_root")]).apps


def site_root_migration():
    loader = MigrationExecutor(connection).loader
    return loader.get_migration("news", "0002_site_root").operations[0]


def type_of(page: Page) -> str:
    return ContentType.objects.get(pk=Page.objects.get(pk=page.pk).content_type_id).model


def test_reversing_the_site_root_leaves_plain_pages_and_no_way_past_approval(
    root: InformationPage, old_apps
) -> None:
    child = root.add_child(instance=InformationPage(title="Podstrona", slug="podstrona"))

    site_root_migration().reverse_code(old_apps, None)

    assert (type_of(root), type_of(child)) == ("page", "page")
    assert Site.objects.get(is_default_site=True).root_page_id == root.pk
    assert not Workflow.objects.exists()


def test_site_root_made_again_keeps_pages_and_what_editors_wrote(root: InformationPage, old_apps) -> None:
    child = root.add_child(instance=InformationPage(title="Podstrona", slug="podstrona", lead="Zdanie."))
    InformationPage.objects.filter(pk=root.pk).update(title="O nas", slug="o-nas")
    children = Page.objects.get(pk=root.pk).numchild
    site_root_migration().reverse_code(old_apps, None)

    site_root_migration().code(old_apps, None)

    made = Page.objects.get(pk=root.pk)
    assert (made.title, made.slug, made.numchild) == ("O nas", "o-nas", children)
    assert (type_of(root), type_of(child)) == ("informationpage", "informationpage")
    assert InformationPage.objects.get(pk=child.pk).lead == "Zdanie."
    assert Site.objects.get(is_default_site=True).root_page_id == root.pk


def test_site_root_is_made_where_our_table_was_dropped(root: InformationPage, old_apps) -> None:
    site_root_migration().reverse_code(old_apps, None)
    Model.delete(InformationPage.objects.get(pk=root.pk), keep_parents=True)

    site_root_migration().code(old_apps, None)

    assert InformationPage.objects.get(pk=root.pk).title == root.title


def test_demo_pages_are_laid_under_the_root_of_the_site(root: InformationPage, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    other = Page.objects.get(depth=1).add_child(instance=InformationPage(title="Nowy korzeń", slug="nowy"))
    Site.objects.filter(is_default_site=True).update(root_page=other)

    demo.load(today())

    laid = {slug for slug, *_ in PAGES}
    assert set(InformationPage.objects.child_of(other).values_list("slug", flat=True)) == laid
    assert not InformationPage.objects.child_of(root).filter(slug__in=laid).exists()
