"""What readers get when something goes wrong; the worst case has no database, cache or session."""

import logging
import re
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.db.backends.utils import CursorWrapper
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from intranet.core import last_contact, request_id
from intranet.core.errors import ServiceUnavailable
from intranet.core.models import SHOWN_CONTACT, HelpContact
from intranet.core.views.errors import words_of_address
from intranet.ldap.errors import DirectoryUnavailable
from intranet.urls import *  # noqa: F403  (the site's own error handlers)
from intranet.urls import urlpatterns as site

PHONE = "42 685 40 40"


class DirectoryOfTheTest(ServiceUnavailable):
    explanation = "Katalog odpoczywa."


def raising(error: type[Exception]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error("inner words")

    return view


ERRORS = {
    "blad": KeyError,
    "baza": OperationalError,
    "polaczenie": InterfaceError,
    "zle": SuspiciousOperation,
    "zakaz": PermissionDenied,
    "katalog": DirectoryOfTheTest,
    "ldap": DirectoryUnavailable,
}
urlpatterns = [*(path(f"proba/{name}/", raising(error)) for name, error in ERRORS.items()), *site]

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def browser(client_as) -> Client:
    client = client_as()
    client.raise_request_exception = False
    return client


@pytest.fixture
def dead_database() -> Iterator[list[str]]:
    """Break every query; yield those that were tried."""
    tried: list[str] = []

    def refuse(cursor: CursorWrapper, sql: str, *args: object) -> None:
        tried.append(sql)
        raise OperationalError("could not connect to server")

    with patch.object(CursorWrapper, "execute", refuse), patch.object(CursorWrapper, "executemany", refuse):
        yield tried


def read(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def call_for(phone: str) -> HelpContact:
    return HelpContact(pk=1, phone=phone, hours="poniedziałek 8–16")


# --- Something broke ---


def test_page_after_an_error_is_complete_and_tells_nothing_technical(browser: Client) -> None:
    last_contact.remember(call_for(PHONE))

    response = browser.get("/proba/blad/")

    page = read(response)
    assert response.status_code == 500
    assert len(page.find_all("h1")) == 1
    assert PHONE in page.main.get_text()
    assert "KeyError" not in page.get_text()
    assert "inner words" not in page.get_text()


def test_page_after_an_error_asks_nothing_of_a_database_that_is_down(
    browser: Client, dead_database: list[str]
) -> None:
    last_contact.remember(call_for(PHONE))

    with patch("intranet.core.middleware.doors.SignedInMiddleware.process_view", return_value=None):
        response = browser.get("/proba/blad/")

    assert response.status_code == 500
    assert PHONE in read(response).main.get_text()
    assert dead_database == []


def test_phone_comes_from_the_settings_when_nobody_has_seen_the_contact(browser: Client, settings) -> None:
    settings.HELP_PHONE = "42 685 99 99"

    assert "42 685 99 99" in read(browser.get("/proba/blad/")).main.get_text()


def test_contact_shown_once_is_remembered_for_the_page_of_an_outage(browser: Client) -> None:
    HelpContact.objects.create(pk=1, phone=PHONE, hours="wtorek 9–17")
    browser.get("/")

    # Half a minute later, when what the pages show is asked for again.
    caches["process"].delete(SHOWN_CONTACT)

    assert PHONE in read(browser.get("/proba/baza/")).main.get_text()


# --- The database is down ---


@pytest.mark.parametrize("name", ["baza", "polaczenie"])
def test_failure_of_the_database_is_an_outage_and_not_an_error(browser: Client, name: str) -> None:
    response = browser.get(f"/proba/{name}/")

    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0


@pytest.mark.parametrize("address", ["/", "/zarzadzenia/", "/szukaj/?q=urlop", "/nie/ma/takiej/", "/cms/"])
def test_every_page_says_that_the_database_is_down(
    browser: Client, dead_database: list[str], address: str
) -> None:
    last_contact.remember(call_for(PHONE))

    response = browser.get(address)

    page = read(response)
    assert response.status_code == 503
    assert len(page.find_all("h1")) == 1
    assert PHONE in page.main.get_text()


def test_form_sent_into_an_outage_is_not_offered_to_be_sent_again(browser: Client) -> None:
    response = browser.post("/proba/baza/", {"a": "b"})

    assert [link["href"] for link in read(response).select("main .notice__actions a")] == ["/"]


# --- An outside service does not answer ---


def test_service_that_does_not_answer_is_named_in_its_own_words(browser: Client) -> None:
    response = browser.get("/proba/katalog/")

    assert response.status_code == 503
    assert response.has_header("Retry-After")
    assert "Katalog odpoczywa." in read(response).main.get_text()


def test_form_sent_to_a_silent_service_is_not_said_to_be_lost(browser: Client) -> None:
    text = read(browser.post("/proba/katalog/", {"a": "b"})).main.get_text()

    assert "nie zostało zapisane" not in text
    assert "Nie wiemy, czy" in text


def test_directory_down_is_an_outage_wherever_it_is_met(browser: Client) -> None:
    response = browser.get("/proba/ldap/")

    assert response.status_code == 503
    assert "inner words" not in read(response).get_text()


def test_sign_in_while_the_directory_is_down_is_said_calmly_with_whom_to_call(settings) -> None:
    HelpContact.objects.create(pk=1, phone=PHONE, hours="wtorek 9–17")
    settings.LDAP_SERVERS = ["ldap://127.0.0.1:9"]

    page = read(Client().post("/konto/logowanie/", {"login": "pracownik", "password": "x"}))

    notice = page.select_one("main [role=alert]")
    assert page.select_one(".error-summary") is None
    assert "Katalog kont nie odpowiada" in notice.get_text()
    assert notice.find("a", href=re.compile("^tel:")) is not None


# --- Refused and lost ---


def test_forbidden_page_says_so_inside_the_shell(browser: Client) -> None:
    response = browser.get("/proba/zakaz/")

    assert response.status_code == 403
    assert read(response).select_one("nav.side-menu") is not None


def test_request_not_understood_is_answered_without_the_shell(browser: Client) -> None:
    response = browser.get("/proba/zle/")

    assert response.status_code == 400
    assert read(response).select_one("nav.side-menu") is None


def test_host_that_is_not_ours_gets_the_same_page(browser: Client) -> None:
    response = browser.get("/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert len(read(response).find_all("h1")) == 1


def test_lost_reader_is_offered_a_search_for_the_words_of_the_address(browser: Client) -> None:
    response = browser.get("/zarzadzenia/urlopy-wypoczynkowe.html")

    field = read(response).select_one("main form[role=search] input[name=q]")
    assert response.status_code == 404
    assert field["value"] == "urlopy wypoczynkowe"


def test_lost_stranger_is_offered_no_search() -> None:
    response = Client().get("/nie/ma/")

    assert response.status_code == 404
    assert read(response).select_one("form[role=search]") is None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", ""),
        ("/index.php", ""),
        ("/zarzadzenia/", "zarzadzenia"),
        ("/zarzadzenia/urlopy-2017/", "urlopy 2017"),
        ("/żłobek_miejski/12a/", "żłobek miejski 12a"),
        ("/" + "a/" * 50, " ".join("a" * 8)),
        ("/" + "x" * 500, "x" * 100),
        ("/<script>alert(1)</script>/", "script alert 1 script"),
    ],
)
def test_words_of_an_address(address: str, words: str) -> None:
    assert words_of_address(address) == words


# --- A form that has expired ---


@pytest.mark.parametrize(
    ("sent_from", "offered"),
    [
        ("http://testserver/administracja/kontakt-pomocy/?a=1", "/administracja/kontakt-pomocy/?a=1"),
        ("http://elsewhere.example/x/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_expired_form_leads_back_to_a_fresh_one_of_ours_only(sent_from: str, offered: str) -> None:
    browser = Client(enforce_csrf_checks=True)

    response = browser.post("/jezyk/", {"language": "en"}, headers={"referer": sent_from})

    page = read(response)
    assert response.status_code == 403
    assert page.select_one("main .notice__actions a")["href"] == offered
    assert page.main.get_text()


# --- The reference ---


@pytest.mark.parametrize("name", ["blad", "baza", "zle", "zakaz", "katalog"])
def test_number_on_the_page_is_the_one_of_the_answer(browser: Client, name: str) -> None:
    response = browser.get(f"/proba/{name}/")

    assert read(response).select_one(".notice__number").get_text() == response["X-Request-ID"]


def test_number_stands_in_the_log_line(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(request_id.RequestIdFilter())

    with caplog.at_level(logging.ERROR, logger="django.request"):
        response = browser.get("/proba/blad/")

    assert response["X-Request-ID"] in {record.request_id for record in caplog.records}


def test_each_request_has_its_own_number_and_none_is_taken_from_outside() -> None:
    client = Client(headers={"X-Request-ID": "made-up"})

    numbers = {client.get("/healthz")["X-Request-ID"] for _ in range(3)}

    assert len(numbers) == 3
    assert all(re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", number) for number in numbers)
    assert request_id.current() == "-"


@pytest.mark.parametrize(("language", "word"), [("pl", "pl"), ("en", "en")])
def test_error_pages_speak_the_language_the_reader_has_chosen(
    browser: Client, settings, language: str, word: str
) -> None:
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    assert read(browser.get("/proba/blad/")).html["lang"] == word
