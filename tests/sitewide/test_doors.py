"""Who may enter: every address of the site, walked as a stranger."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import RegexPattern
from wagtail.documents.models import Document
from wagtail.images.models import Image

from intranet.accounts.views import closed_user_management
from intranet.core.views import cms_gate
from intranet.news.models import InformationPage
from tests.factories.orders import OrderAttachmentFactory

# The addresses that answer without a session. A change of this list is a decision, not a detail.
PUBLIC = {
    "healthz",
    "readyz",
    "favicon.ico",
    "jezyk/",
    "konto/logowanie/",
    "deklaracja-dostepnosci/",
    "prywatnosc/",
    # The secret in it is the key; a wrong one is answered as a missing page.
    "zarzadzenia/kanal/x.xml",
}
# Views of ours that stand before Wagtail's own, on purpose: its sign-in and its user management.
COVERING = {cms_gate, closed_user_management}

SAMPLES = {
    "int": "1",
    "uuid": "0b0e0c5c-6a3e-4a3b-9d0a-111111111111",
    "path": "a/b.pdf",
    "slug": "x",
    "str": "x",
}
# For patterns written as expressions: the first that the group takes.
GROUP_SAMPLES = ("1", "x", "x/", "core")


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address with samples in place of its parameters, and the pattern it is meant for."""
    for pattern in resolver.url_patterns:
        address = prefix + concrete(pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, address)
        else:
            yield address, pattern


def concrete(pattern: URLPattern | URLResolver) -> str:
    route = str(pattern.pattern)
    if not isinstance(pattern.pattern, RegexPattern):
        return re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES.get(match[1] or "str", "x"), route)
    while "(" in route:
        start = route.index("(")
        end = closing(route, start)
        expression = re.sub(r"^\?P<\w+>", "", route[start + 1 : end])
        sample = next(text for text in GROUP_SAMPLES if re.fullmatch(expression, text))
        route = route[:start] + sample + route[end + 1 :]
    return re.sub(r"[\^$\\]", "", route)


def closing(route: str, start: int) -> int:
    depth = 0
    for place in range(start, len(route)):
        depth += {"(": 1, ")": -1}.get(route[place], 0)
        if not depth:
            return place
    raise ValueError(route)


WALKED = list(patterns(get_resolver()))
ADDRESSES = sorted({address for address, _ in WALKED})


def leads_to(address: str, pattern: URLPattern) -> bool:
    return resolve(f"/{address}").func is pattern.callback


def is_open(response) -> bool:
    return not (response.status_code == 302 and response["Location"].startswith("/konto/logowanie/"))


def test_there_are_hundreds_of_addresses_to_walk() -> None:
    assert len(ADDRESSES) > 200


def test_each_address_walked_leads_to_the_view_it_is_a_sample_of() -> None:
    found = {resolve(f"/{address}").func for address, pattern in WALKED if not leads_to(address, pattern)}

    assert found == COVERING


@pytest.mark.django_db
def test_exactly_the_public_addresses_answer_a_stranger() -> None:
    client = Client()

    # "There is no such thing" is an answer too: only the way to sign-in is none.
    opened = {
        address
        for address in ADDRESSES
        if is_open(client.get(f"/{address}")) or is_open(client.post(f"/{address}"))
    }

    assert opened == PUBLIC


@pytest.mark.django_db
def test_list_in_the_settings_names_the_same_addresses() -> None:
    named = {address for address, _ in WALKED if resolve(f"/{address}").view_name in settings.PUBLIC_VIEWS}

    assert named == PUBLIC


@pytest.mark.django_db
def test_pages_documents_images_and_files_refuse_a_stranger(client: Client) -> None:
    page = InformationPage.objects.earliest("pk")
    document = Document.objects.create(title="Wzór", file="documents/wzor.pdf")
    image = Image(title="Zdjęcie", file="original_images/zdjecie.png", width=1, height=1)
    attachment = OrderAttachmentFactory()

    for address in (page.url, document.url, image.file.url, attachment.file.get_absolute_url()):
        assert not is_open(client.get(address)), address


@pytest.fixture
def picture() -> Iterator[str]:
    yield from kept("original_images/zdjęcie.txt")


@pytest.fixture
def document() -> Iterator[str]:
    yield from kept("documents/wzór.txt")


def kept(name: str) -> Iterator[str]:
    name = default_storage.save(name, ContentFile(b"what it holds"))
    yield name
    default_storage.delete(name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "way",
    ["{}", "images/../{}", "original_images/../{}", "./{}", "/{}", "images/%2e%2e/{}", "images/x/../../{}"],
)
def test_documents_are_not_had_past_the_permission_of_their_collection(
    client_as, document: str, way: str
) -> None:
    assert client_as().get("/media/" + way.format(document)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["", "x", "images", "images/", "images/%00", "images/" + "a" * 300, "images/" + "a/" * 3000]
)
def test_address_of_no_picture_is_simply_not_found(client_as, path: str) -> None:
    assert client_as().get(f"/media/{path}").status_code == 404


@pytest.mark.django_db
def test_picture_of_a_page_is_served_and_runs_nothing(client_as, picture: str) -> None:
    response = client_as().get(f"/media/{picture}")
    content = b"".join(response.streaming_content)

    assert content == b"what it holds"
    assert response["Cache-Control"] == "private, max-age=3600"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stood_open", "sign_in"),
    [
        (
            "http://testserver/zarzadzenia/?year=2017&page=2",
            "/konto/logowanie/?next=/zarzadzenia/%3Fyear%3D2017%26page%3D2",
        ),
        ("https://elsewhere.example/zarzadzenia/", "/konto/logowanie/"),
        (None, "/konto/logowanie/"),
    ],
)
def test_fragment_without_a_session_leads_back_to_the_page_that_stood_open(
    client: Client, stood_open: str | None, sign_in: str
) -> None:
    headers = {"HX-Request": "true"} | ({"HX-Current-URL": stood_open} if stood_open else {})

    response = client.get("/zarzadzenia/?fragment=rows", headers=headers)

    assert response.status_code == 204
    assert response["HX-Redirect"] == sign_in


@pytest.mark.django_db
def test_wagtails_own_sign_in_is_closed_to_staff_without_the_permission(client_as) -> None:
    client = client_as()

    assert client.get("/cms/login/").status_code == 403
    assert client.post("/cms/login/", {"username": "a", "password": "b"}).status_code == 403
    assert client.get("/cms/", follow=True).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/zarzadzenia/", "/pracownicy/", "/strony/", "/konto/wyloguj/"])
def test_private_pages_are_kept_by_no_cache(client_as, address: str) -> None:
    response = client_as().get(address)

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readiness_tells_needs_apart_and_a_dead_directory_is_not_fatal(client: Client, settings) -> None:
    settings.LDAP_SERVERS = ["ldap://127.0.0.1:9"]

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "ok", "directory": "unavailable"}


def test_health_asks_no_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_probe_may_ask_without_wanting_the_words(client: Client, address: str) -> None:
    response = client.head(address)

    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["pl", "en"])
def test_too_many_sign_ins_from_one_place_are_stopped_with_our_own_words(
    client: Client, settings, language: str
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    client.post("/konto/logowanie/", {})

    response = client.post("/konto/logowanie/", {})

    assert response.status_code == 429
    assert {"pl": "Zbyt wiele prób", "en": "Too many attempts"}[language] in response.content.decode()
    assert 'href="/konto/logowanie/"' in response.content.decode()


@pytest.mark.django_db
def test_signing_out_by_address_asks_first_and_then_does_it(client_as) -> None:
    client = client_as()

    asked = client.get("/konto/wyloguj/")
    still_in = client.get("/").status_code
    done = client.post("/konto/wyloguj/")

    page = BeautifulSoup(asked.content, "html.parser")
    form = page.select_one("main form[action='/konto/wyloguj/'][method=post]")
    assert form.find("button", type="submit") is not None
    assert still_in == 200
    assert done["Location"] == "/konto/logowanie/"
    assert is_open(client.get("/")) is False


@pytest.mark.django_db
def test_stale_tab_that_signs_out_is_not_asked_again_later(client: Client) -> None:
    assert client.post("/konto/wyloguj/")["Location"] == "/konto/logowanie/"


@pytest.mark.django_db
def test_refusal_at_the_page_editor_is_said_once_and_in_polish(client_as) -> None:
    page = client_as().get("/cms/", follow=True).content.decode()

    assert "You do not have permission" not in page
    assert "Ta strona nie jest dla Ciebie" in page
