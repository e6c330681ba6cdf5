import pytest
from wagtail.models import Site, Workflow

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
    assert "Ta strona jest jeszcze pusta" in client_as().get(root.url).content.decode()


def test_site_stands_on_an_information_page_and_authors_cannot_approve_themselves() -> None:
    assert isinstance(Site.objects.get(is_default_site=True).root_page.specific, InformationPage)
    assert not Workflow.objects.exists()
