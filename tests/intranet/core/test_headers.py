"""The headers of every kind of page, by the section it belongs to."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import certifi
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from intranet.accounts.models import Role
from intranet.news.models import InformationPage
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderAttachmentFactory
from tests.servers.directory import PASSWORD, RunningDirectory

ROOT = Path(__file__).resolve().parents[3]

# On every answer, whatever it carries.
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FORBIDDEN_TO_PAGES = ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")

# Addresses by kind; "{…}" is filled in by `known`.
OUR_PAGES = (
    "/",
    "/konto/wyloguj/",
    "/administracja/kontakt-pomocy/",
    "/zarzadzenia/",
    "/zarzadzenia/{order}/",
    "/szukaj/",
    "/szukaj/?q=urlop",
    "/pracownicy/",
    "/pracownicy/{person}/",
    "/pracownicy/komorki/",
    "/pracownicy/komorki/{unit}/",
    "{wagtail_page}",
    "/admin/",
    "/nie/ma/takiej/",
)
WAGTAIL_ADMIN_PAGES = ("/cms/", "/cms/pages/", "/cms/pages/{page}/edit/", "/cms/images/", "/cms/nie/ma/")


@pytest.fixture
def administrator(client_as) -> Client:
    return client_as(Role.ADMINISTRATOR)


@pytest.fixture
def known(administrator: Client) -> dict[str, object]:
    """Say what to put in place of the names in the addresses."""
    attachment = OrderAttachmentFactory()
    page = InformationPage.objects.earliest("pk")
    return {
        "order": attachment.order.pk,
        "person": administrator.user.person.pk,
        "unit": OrgUnitFactory().pk,
        "page": page.pk,
        "wagtail_page": page.url,
        "attachment": attachment.file.get_absolute_url(),
    }


@pytest.fixture
def picture() -> Iterator[str]:
    name = default_storage.save("original_images/naglowki.svg", ContentFile(b"<svg/>"))
    yield f"/media/{name}"
    default_storage.delete(name)


def policy(response: HttpResponseBase) -> dict[str, set[str]]:
    found = {}
    for directive in response["Content-Security-Policy"].split(";"):
        name, *sources = directive.split()
        assert name not in found, f"{name} twice"
        found[name] = set(sources)
    return found


def lacks(response: HttpResponseBase, expected: dict[str, str]) -> dict[str, str | None]:
    return {name: response.get(name) for name, value in expected.items() if response.get(name) != value}


def assert_page_of_ours(response: HttpResponseBase) -> None:
    assert not lacks(response, EVERYWHERE | {"X-Frame-Options": "DENY"})
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", response["X-Request-ID"])
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert_forbids_devices(response)
    rules = policy(response)
    assert rules["default-src"] == {"'self'"}
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["object-src"] == {"'none'"}
    assert rules["form-action"] == {"'self'"}
    assert_runs_nothing_inline(rules)
    assert_names_no_other_host(rules)


def assert_forbids_devices(response: HttpResponseBase) -> None:
    forbidden = response["Permissions-Policy"].split(", ")
    assert {f"{feature}=()" for feature in FORBIDDEN_TO_PAGES} <= set(forbidden)


def assert_runs_nothing_inline(rules: dict[str, set[str]]) -> None:
    assert rules["script-src"] == rules["style-src"] == {"'self'"}


def assert_names_no_other_host(rules: dict[str, set[str]]) -> None:
    assert set().union(*rules.values()) <= {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert not {"report-uri", "report-to"} & set(rules)


@pytest.mark.django_db
@pytest.mark.parametrize("address", OUR_PAGES)
def test_page_of_ours(administrator: Client, known: dict[str, object], address: str) -> None:
    response = administrator.get(address.format(**known))

    assert response.status_code == (404 if "nie/ma" in address else 200)
    assert_page_of_ours(response)


@pytest.mark.django_db
def test_every_page_of_ours_in_the_menu(administrator: Client) -> None:
    home = administrator.get(reverse("home:index"))

    for entry in [*home.context["menu_items"], *home.context["quick_links"], *home.context["footer_links"]]:
        if not entry.url.startswith("/cms/"):
            assert_page_of_ours(administrator.get(entry.url))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/konto/logowanie/", 200), ("/", 302), ("/zarzadzenia/", 302), ("/readyz", 200), ("/nie/ma/", 404)],
)
def test_answer_to_a_stranger(client: Client, address: str, status: int) -> None:
    response = client.get(address)

    assert response.status_code == status
    assert_page_of_ours(response)


@pytest.mark.django_db
def test_refusals_and_failures(client_as) -> None:
    client = client_as()
    forged = Client(enforce_csrf_checks=True)

    answers = {
        "forbidden": (403, client.get("/administracja/kontakt-pomocy/")),
        "not understood": (400, client.get("/", headers={"host": "elsewhere.example"})),
        "wrong method": (405, client.post("/healthz")),
        "expired form": (403, forged.post("/jezyk/", {"language": "pl"})),
    }

    for name, (status, response) in answers.items():
        assert response.status_code == status, name
        assert_page_of_ours(response)


@pytest.mark.django_db
@pytest.mark.parametrize("address", WAGTAIL_ADMIN_PAGES)
def test_page_of_wagtails_admin(administrator: Client, known: dict[str, object], address: str) -> None:
    response = administrator.get(address.format(**known))

    assert response.status_code == (404 if "nie/ma" in address else 200)
    assert not lacks(response, EVERYWHERE | {"X-Frame-Options": "SAMEORIGIN"})
    assert "no-store" in response["Cache-Control"]
    assert_forbids_devices(response)
    rules = policy(response)
    assert rules["frame-ancestors"] == rules["frame-src"] == {"'self'"}
    assert rules["object-src"] == {"'none'"}
    assert rules["form-action"] == {"'self'"}
    assert rules["script-src"] == {"'self'", "'unsafe-inline'"}
    assert_names_no_other_host(rules)


@pytest.mark.django_db
def test_preview_of_a_page_may_be_framed_by_the_admin_and_runs_nothing_inline(
    administrator: Client, known: dict[str, object]
) -> None:
    response = administrator.get(f"/cms/pages/{known['page']}/view_draft/")

    rules = policy(response)
    assert response.status_code == 200
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert rules["frame-ancestors"] == {"'self'"}
    assert_runs_nothing_inline(rules)


@pytest.mark.django_db
def test_attachment(administrator: Client, known: dict[str, object]) -> None:
    with closing(administrator.get(str(known["attachment"]))) as response:
        rules = policy(response)

    assert response.status_code == 200
    assert not lacks(response, EVERYWHERE)
    assert rules["default-src"] == {"'none'"}
    assert "script-src" not in rules
    assert "private" in response["Cache-Control"]


@pytest.mark.django_db
def test_picture(administrator: Client, picture: str) -> None:
    with closing(administrator.get(picture)) as response:
        rules = policy(response)

    assert response.status_code == 200
    assert not lacks(response, EVERYWHERE)
    assert rules["default-src"] == {"'none'"}
    assert "sandbox" in rules
    assert "private" in response["Cache-Control"]


@pytest.mark.django_db
def test_static_file_is_for_our_own_pages(client: Client) -> None:
    with closing(client.get("/static/core/js/theme.js")) as response:
        b"".join(response.streaming_content)

    assert response.status_code == 200
    assert not lacks(response, EVERYWHERE)
    assert not response.has_header("Access-Control-Allow-Origin")
    assert "no-store" not in response["Cache-Control"]


@pytest.mark.django_db
def test_cookies_are_kept_from_scripts_and_from_other_sites(
    client: Client, demo_directory: RunningDirectory
) -> None:
    form = client.get(reverse("account_login"))
    signed_in = client.post(reverse("account_login"), {"login": "pracownik", "password": PASSWORD})
    language = client.post("/jezyk/", {"language": "pl"})

    assert "_auth_user_id" in client.session
    for response, name in (
        (form, settings.CSRF_COOKIE_NAME),
        (signed_in, settings.CSRF_COOKIE_NAME),
        (signed_in, settings.SESSION_COOKIE_NAME),
        (language, settings.LANGUAGE_COOKIE_NAME),
    ):
        assert response.cookies[name]["httponly"], name
        assert response.cookies[name]["samesite"] == "Lax", name


# --- Production ---

_ASK = """
import django, json
django.setup()
from django.conf import settings
from django.test import Client
secure = Client(headers={"host": "intranet.mops.example", "x-forwarded-proto": "https"})
plain = Client(headers={"host": "intranet.mops.example"})
healthy, moved = secure.get("/healthz"), plain.get("/zarzadzenia/")
names = [n for n in dir(settings) if n.startswith(("SESSION_COOKIE_", "CSRF_COOKIE_", "LANGUAGE_COOKIE_"))]
print(json.dumps({
    "headers": dict(healthy.headers), "moved": [moved.status_code, moved["Location"]],
    "cookies": {n: getattr(settings, n) for n in names}, "silenced": settings.SILENCED_SYSTEM_CHECKS,
}))
"""


def production(tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Ask with the settings of a house where everything is set."""
    key = "".join(f"{number:x}" for number in os.urandom(60))
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "intranet.settings.production",
        "SECRET_KEY": key,
        "ALLOWED_HOSTS": "intranet.mops.example",
        "BASE_URL": "https://intranet.mops.example",
        "DATABASE_URL": "postgresql://intranet@127.0.0.1:9/intranet",
        "REDIS_URL": "redis://127.0.0.1:9/0",
        "LDAP_SERVERS": "ldaps://dc1.mops.example",
        "LDAP_CA_FILE": certifi.where(),
        "LDAP_BIND_DN": "cn=intranet,dc=mops,dc=example",
        "LDAP_BIND_PASSWORD": key,
        "LDAP_PEOPLE_BASE": "ou=ludzie,dc=mops,dc=example",
        "LDAP_UNITS_BASE": "ou=jednostki,dc=mops,dc=example",
        "LDAP_GROUPS_BASE": "ou=grupy,dc=mops,dc=example",
        "VAR_DIR": str(tmp_path),
    }
    return subprocess.run(
        [sys.executable, "-c", _ASK], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Ask the product how it answers in production; it needs no database for that."""
    done = production(tmp_path_factory.mktemp("production"))

    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def test_production_answers_over_https_alone_and_says_so(said: dict[str, Any]) -> None:
    assert said["moved"] == [301, "https://intranet.mops.example/zarzadzenia/"]
    assert said["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "frame-ancestors 'none'" in said["headers"]["Content-Security-Policy"]
    assert said["silenced"] == []


def test_cookies_of_production_belong_to_this_host_and_travel_over_https_alone(
    said: dict[str, Any],
) -> None:
    cookies = said["cookies"]

    for kind in ("SESSION", "CSRF"):
        # RFC 6265bis 4.1.3.2: the prefix holds only with Secure, path "/" and no domain.
        assert cookies[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert cookies[f"{kind}_COOKIE_PATH"] == "/"
        assert cookies[f"{kind}_COOKIE_DOMAIN"] is None
    for kind in ("SESSION", "CSRF", "LANGUAGE"):
        assert cookies[f"{kind}_COOKIE_SECURE"] is True
        assert cookies[f"{kind}_COOKIE_HTTPONLY"] is True
        assert cookies[f"{kind}_COOKIE_SAMESITE"] == "Lax"
