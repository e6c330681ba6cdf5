import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from intranet.news.models import NewsPage
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.news import make_news

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def read(client_as, news: NewsPage) -> str:
    return client_as().get(news.url).content.decode()


def test_script_in_a_block_is_not_run(client_as) -> None:
    news = make_news(
        body=[
            ("heading", "<script>alert(1)</script>"),
            (
                "callout",
                {"variant": "info", "title": "<b>x</b>", "text": "<p>Treść</p>"},
            ),
            ("contacts", [("typed", {"name": "<i>Jan</i>", "phone": '"><script>', "email": ""})]),
        ]
    )

    shown = read(client_as, news)

    assert "<script>alert" not in shown
    assert "<b>x</b>" not in shown
    assert "<i>Jan" not in shown


def test_person_who_left_is_no_contact_any_more(client_as) -> None:
    gone = PersonFactory(surname="Odeszła", is_active=False)
    news = make_news(body=[("contacts", [("person", gone)])])

    assert "Odeszła" not in read(client_as, news)


def test_deleted_document_and_person_leave_the_page_whole(client_as) -> None:
    person = PersonFactory(surname="Usunięta")
    document = Document.objects.create(title="Regulamin", file=ContentFile(b"x", name="r.pdf"))
    news = make_news(body=[("contacts", [("person", person)]), ("files", [document]), ("heading", "Dalej")])
    person.delete()
    document.delete()

    assert "Dalej" in read(client_as, news)


def test_contacts_and_files_that_are_all_gone_draw_nothing(client_as) -> None:
    gone, deleted = PersonFactory(is_active=False), OrgUnitFactory()
    document = Document.objects.create(title="Regulamin", file=ContentFile(b"x", name="r.pdf"))
    news = make_news(body=[("contacts", [("person", gone), ("unit", deleted)]), ("files", [document])])
    deleted.delete()
    document.delete()

    article = BeautifulSoup(read(client_as, news), "html.parser").select_one("article.news-body")

    assert article is not None
    assert article.find(["ul", "section", "h2"]) is None


def test_steps_callouts_contacts_and_files_are_drawn(client_as) -> None:
    person = PersonFactory(given_name="Łucja", surname="Ćwik", phone="42 000 10 01", room="12")
    unit = OrgUnitFactory(name="Zespół Informatyków", phone="42 000 10 02", address="ul. Prosta 1")
    document = Document.objects.create(title="Karta", file=ContentFile(b"x" * 2048, name="karta.pdf"))
    news = make_news(
        body=[
            ("paragraph", "<p>Zwykły tekst</p>"),
            ("steps", [{"title": "Otwórz stronę", "text": "<p>Z menu.</p>"}]),
            ("callout", {"variant": "warning", "title": "Uwaga", "text": "<p>Ważne.</p>"}),
            (
                "contacts",
                [
                    ("person", person),
                    ("unit", unit),
                    ("typed", {"name": "Straż Miejska", "role": "dyżurny", "phone": "986", "email": ""}),
                ],
            ),
            ("files", [document]),
        ]
    )

    shown = read(client_as, news)

    assert '<ol class="procedure">' in shown
    assert "callout--warning" in shown
    assert "Łucja Ćwik" in shown
    assert "tel:420001001" in shown
    assert "Zespół Informatyków" in shown
    assert "Straż Miejska" in shown
    assert document.url in shown
    assert "PDF" in shown
    assert "style=" not in shown.split("<article")[1].split("</article>")[0]


# Wagtail leaves the temporary file of a rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_picture_says_what_it_shows(client_as) -> None:
    image = Image.objects.create(title="Plik 001", file=get_test_image_file())
    news = make_news(picture=image, picture_alt="Budynek przy ul. Prostej")

    shown = read(client_as, news)

    assert 'alt="Budynek przy ul. Prostej"' in shown
    assert "Plik 001" not in shown


def test_many_contacts_cost_one_query_of_each_kind(client_as, django_assert_max_num_queries) -> None:
    people = PersonFactory.create_batch(8)
    news = make_news(body=[("contacts", [("person", person) for person in people])])
    client = client_as()
    client.get(news.url)

    with django_assert_max_num_queries(26):
        client.get(news.url)
