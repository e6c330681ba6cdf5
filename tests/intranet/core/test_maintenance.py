"""The switch that closes the intranet for works."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client
from django.utils import timezone

from intranet.core import maintenance
from intranet.core.management.commands.maintenance import moment
from intranet.core.models import AuditEntry, HelpContact


@pytest.fixture(autouse=True)
def _own_switch(settings, tmp_path) -> Iterator[None]:
    settings.VAR_DIR = tmp_path
    maintenance._read.cache_clear()
    yield
    maintenance._read.cache_clear()


def test_no_page_is_open_during_works_and_no_query_is_made(client: Client) -> None:
    maintenance.turn_on()

    # Without the mark `django_db` any query fails.
    for address in ("/", "/konto/logowanie/", "/cms/", "/admin/", "/pliki/x/", "/nie/ma/"):
        assert client.get(address).status_code == 503, address
        assert client.post(address).status_code == 503, address


def test_probe_of_the_process_goes_on(client: Client) -> None:
    maintenance.turn_on()

    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_static_files_are_served_during_works(client: Client) -> None:
    maintenance.turn_on()

    with closing(client.get("/static/core/js/theme.js")) as response:
        b"".join(response.streaming_content)

    assert response.status_code == 200


def test_page_says_why_until_when_and_whom_to_call(client: Client) -> None:
    until = timezone.now() + timedelta(hours=2)
    contact = HelpContact(phone="42 685 40 40", hours="wtorek 9–17")
    maintenance.turn_on(message="Wymieniamy <dysk>.", until=until, contact=contact)

    response = client.get("/")

    page = BeautifulSoup(response.content, "html.parser").main
    assert "Wymieniamy <dysk>." in page.get_text()
    assert f"{timezone.localtime(until):%H:%M}" in page.get_text()
    assert "42 685 40 40" in page.get_text()
    assert 7000 < int(response["Retry-After"]) <= 7200


def test_end_that_has_passed_is_not_promised(client: Client) -> None:
    maintenance.turn_on(until=timezone.now() - timedelta(hours=1))

    response = client.get("/")

    assert response["Retry-After"] == str(maintenance.RETRY_SECONDS)
    assert BeautifulSoup(response.content, "html.parser").select_one("main .prose strong") is None


def test_page_has_the_headers_of_every_other(client: Client) -> None:
    maintenance.turn_on()

    response = client.get("/")

    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '"x"', '{"until": 5}', '{"contact": {"x": 1}}', '{"until": "x"}']
)
def test_damaged_switch_keeps_the_intranet_closed(client: Client, content: str) -> None:
    maintenance.switch().write_text(content)

    assert client.get("/").status_code == 503


def test_change_of_the_switch_is_noticed_at_once(client: Client) -> None:
    maintenance.turn_on(message="Pierwsza")
    client.get("/")
    maintenance.turn_on(message="Druga wiadomość")

    assert "Druga wiadomość" in client.get("/").content.decode()


@pytest.mark.django_db
def test_command_closes_and_opens_and_both_are_recorded(client: Client, capsys) -> None:
    call_command("maintenance", "on", "--message", "Prace", "--until", "23:59")
    closed = client.get("/konto/logowanie/").status_code
    call_command("maintenance", "status")
    call_command("maintenance", "off")

    said = capsys.readouterr().out
    assert closed == 503
    assert client.get("/konto/logowanie/").status_code == 200
    assert said.count("closed until") == 2
    assert "open" in said.splitlines()[-1]
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {
        "core.maintenance_on",
        "core.maintenance_off",
    }


@pytest.mark.django_db
def test_command_needs_no_database(client: Client) -> None:
    with patch.object(CursorWrapper, "execute", side_effect=OperationalError):
        call_command("maintenance", "on")
        closed = client.get("/").status_code
        call_command("maintenance", "off")

    assert closed == 503
    assert maintenance.current() is None


def test_opening_twice_changes_nothing() -> None:
    assert maintenance.turn_off() is False


@pytest.mark.parametrize("text", ["25:00", "12:61", "jutro", "2020-01-01 10:00", "12"])
def test_time_that_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(CommandError):
        moment(text)


@pytest.mark.parametrize(
    ("text", "day"), [("14:30", 22), ("09:00", 23), ("2026-11-24 08:00", 24), ("2026-11-24T08:00+01:00", 24)]
)
def test_time_of_day_means_the_next_one(text: str, day: int) -> None:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Europe/Warsaw"))

    with patch("django.utils.timezone.now", return_value=now):
        assert moment(text).day == day
