"""Who may enter: every address of the site, walked as a stranger."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.documents.models import Document
from wagtail.images.models import Image

from intranet.news.models import InformationPage
from tests.factories.orders import OrderAttachmentFactory

# The addresses that answer without a session. A change of this list is a decision, not a detail.
PUBLIC = {"healthz", "readyz", "favicon.ico", "jezyk/", "konto/logowanie/"}

SAMPLES = {
    "int": "1",
    "uuid": "0b0e0c5c-6a3e-4a3b-9d0a-111111111111",
    "path": "a/b.pdf",
    "slug": "x",
    "str": "x",
}


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


def concrete(route: str) -> str:
    """Fill the converters of a route with samples; patterns written as expressions get what they match."""
    import re

    route = re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES.get(match[1] or "str", "x"), route)
    route = re.sub(r"\(\?P<\w+>\[\^/\]\+\)|\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)|\([^()]*\)", "x", route)
    return re.sub(r"[\^$\\]", "", route).replace("?", "")


ADDRESSES = sorted({concrete(route) for route, _ in patterns(get_resolver())})


def is_open(response) -> bool:
    return not (response.status_code == 302 and response["Location"].startswith("/konto/logowanie/"))


def test_there_are_hundreds_of_addresses_to_walk() -> None:
    assert len(ADDRESSES) > 200


@pytest.mark.django_db
def test_exactly_the_public_addresses_answer_a_stranger() -> None:
    client = Client()

    opened = {
        address
        for address in ADDRESSES
        if any(
            is_open(answer) and answer.status_code != 404
            for answer in (client.get(f"/{address}"), client.post(f"/{address}"))
        )
    }

    assert opened == PUBLIC


@pytest.mark.django_db
def test_list_in_the_settings_names_the_same_addresses() -> None:
    names = {route for route, pattern in patterns(get_resolver()) if pattern.name in settings.PUBLIC_VIEWS}

    assert names == PUBLIC


@pytest.mark.django_db
def test_pages_documents_images_and_files_refuse_a_stranger(client: Client) -> None:
    page = InformationPage.objects.get()
    document = Document.objects.create(title="Wzór", file="documents/wzor.pdf")
    image = Image(title="Zdjęcie", file="original_images/zdjecie.png", width=1, height=1)
    attachment = OrderAttachmentFactory()

    for address in (page.url, document.url, image.file.url, attachment.file.get_absolute_url()):
        assert not is_open(client.get(address)), address


@pytest.mark.django_db
def test_fragment_without_a_session_reloads_the_page(client: Client) -> None:
    response = client.get("/zarzadzenia/", headers={"HX-Request": "true"})

    assert response.status_code == 204
    assert response["HX-Redirect"].startswith("/konto/logowanie/")


@pytest.mark.django_db
def test_wagtails_own_sign_in_is_closed_to_staff_without_the_permission(client_as) -> None:
    client = client_as()

    assert client.get("/cms/login/").status_code == 403
    assert client.post("/cms/login/", {"username": "a", "password": "b"}).status_code == 403
    assert client.get("/cms/", follow=True).status_code == 403


@pytest.mark.django_db
def test_private_pages_are_not_kept_by_shared_caches(client_as) -> None:
    response = client_as().get("/zarzadzenia/")

    assert "private" in response["Cache-Control"] or "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readiness_tells_needs_apart_and_a_dead_directory_is_not_fatal(client: Client, settings) -> None:
    settings.LDAP_SERVERS = ["ldap://127.0.0.1:9"]

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "ok", "directory": "unavailable"}


def test_health_asks_no_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"
