"""What the law wants to be readable. Without a session the pages need their names in ``PUBLIC_VIEWS``."""

import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import Settings

from intranet import core
from intranet.core.models import HelpContact
from intranet.statements.demo import load
from intranet.statements.models import AccessibilityStatement, PrivacyNotice

pytestmark = pytest.mark.django_db
CORE = Path(core.__file__).parent
ACCESSIBILITY, PRIVACY = "/deklaracja-dostepnosci/", "/prywatnosc/"
REQUIRED_IDS = (
    "a11y-wstep",
    "a11y-podmiot",
    "a11y-url",
    "a11y-data-publikacja",
    "a11y-data-aktualizacja",
    "a11y-status",
    "a11y-data-sporzadzenie",
    "a11y-data-przeglad",
    "a11y-audytor",
    "a11y-kontakt",
    "a11y-osoba",
    "a11y-email",
    "a11y-telefon",
    "a11y-procedura",
    "a11y-architektura",
    "a11y-aplikacje",
)


def page_of(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_required_parts_are_there_before_anybody_writes_them(client_as) -> None:
    page = page_of(client_as(), ACCESSIBILITY)

    assert [len(page.select(f"#{part}")) for part in REQUIRED_IDS] == [1] * len(REQUIRED_IDS)
    assert all(page.select_one(f"#{part}").get_text(strip=True) for part in REQUIRED_IDS)
    assert len(page.select(".statement__waits")) == 8


def test_help_contact_stands_in_until_another_is_written(client_as) -> None:
    HelpContact.objects.create(pk=1, phone="42 685 40 40", hours="8–16", email="pomoc@mops.example")

    page = page_of(client_as(), ACCESSIBILITY)

    assert page.select_one("#a11y-email").get_text(strip=True) == "pomoc@mops.example"
    assert page.select_one("#a11y-telefon a")["href"] == "tel:426854040"


def test_written_statement_waits_for_nothing_and_its_dates_are_for_machines(client_as) -> None:
    load(date(2026, 11, 22))

    page = page_of(client_as(), ACCESSIBILITY)

    assert not page.select(".statement__waits")
    for part in REQUIRED_IDS:
        if "-data-" in part:
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.select_one(f"#{part}")["datetime"])


def test_privacy_notice_names_the_cookies_as_they_are_configured(client_as, settings: Settings) -> None:
    for kind in ("SESSION", "CSRF", "LANGUAGE"):
        setattr(settings, f"{kind}_COOKIE_NAME", f"__Host-{kind.lower()}")

    terms = {term.get_text(strip=True) for term in page_of(client_as(), PRIVACY).select("dt")}

    assert {"__Host-session", "__Host-csrf", "__Host-language"} <= terms


def test_privacy_notice_names_all_that_scripts_keep_in_the_browser(client_as) -> None:
    scripts = (CORE / "static/core/js").rglob("*.js")
    kept = {name for script in scripts for name in re.findall(r'"(intranet-[a-z-]+)"', script.read_text())}

    terms = {term.get_text(strip=True) for term in page_of(client_as(), PRIVACY).select("dt")}

    assert {"intranet-theme", "intranet-shortcuts"} <= kept <= terms


def test_privacy_notice_names_what_is_noted_about_reading(client_as) -> None:
    text = page_of(client_as(), PRIVACY).get_text(" ")

    for words in ("Ostatnia wizyta", "Przeczytane aktualności", "autor przeczytał odpowiedź"):
        assert words in text
    assert "24 miesi" not in text


def test_key_that_moves_the_focus_can_be_turned_off_and_the_statement_says_where(client_as) -> None:
    page = page_of(client_as(), ACCESSIBILITY)

    switch = page.select_one(".menu__panel label:has([data-shortcuts-switch])")
    assert switch.select_one("input[type=checkbox][checked]")
    assert switch.get_text(strip=True) in page.select_one("article").get_text(" ")


def test_markup_of_editors_stays_text(client_as) -> None:
    load(date(2026, 11, 22))
    AccessibilityStatement.objects.update(architecture="<script>alert(1)</script>")
    PrivacyNotice.objects.update(controller="<script>alert(1)</script>")
    client = client_as()

    assert "<script>alert" not in client.get(ACCESSIBILITY).content.decode()
    assert "<script>alert" not in client.get(PRIVACY).content.decode()


@pytest.mark.parametrize("address", [ACCESSIBILITY, PRIVACY])
def test_page_has_one_heading_and_is_linked_from_the_footer(client_as, address: str) -> None:
    page = page_of(client_as(), address)

    assert len(page.select("h1")) == 1
    assert page.select_one(f".footer a[href='{address}']")


@pytest.mark.parametrize("address", [ACCESSIBILITY, PRIVACY])
def test_staff_are_not_offered_to_edit(client_as, address: str) -> None:
    assert not page_of(client_as(), address).select(f"main a[href='/administracja{address}']")


@pytest.mark.parametrize("address", [ACCESSIBILITY, PRIVACY])
def test_page_needs_no_session(client: Client, address: str) -> None:
    page = page_of(client, address)

    assert len(page.select("h1")) == 1
    assert page.select_one("nav.side-menu") is None


def test_loading_the_sample_twice_changes_nothing() -> None:
    load(date(2026, 11, 22))
    AccessibilityStatement.objects.update(contact_name="inna osoba")
    load(date(2026, 12, 22))

    assert AccessibilityStatement.objects.get().contact_name == "inna osoba"
    assert PrivacyNotice.objects.count() == 1
