from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from tests.factories.news import make_event, make_news

pytestmark = pytest.mark.django_db


def calendar_of(client, slug: str) -> Calendar:
    return Calendar.from_ical(client.get(f"/aktualnosci/{slug}/kalendarz.ics").content)


def test_news_has_no_calendar(client_as) -> None:
    make_news("wiadomosc")

    assert client_as().get("/aktualnosci/wiadomosc/kalendarz.ics").status_code == 404


def test_calendar_holds_the_event_in_warsaw_time_with_polish_letters(client_as) -> None:
    event = make_event(
        "narada",
        title="Narada: żłobki i świetlice",
        lead="Przynieś notatki; będzie krótko.",
        place="Sala nr 5, ul. Kilińskiego",
        starts_at=datetime(2026, 7, 1, 8, 0, tzinfo=UTC),
    )
    client = client_as()

    calendar = calendar_of(client, "narada")
    entry = next(iter(calendar.walk("VEVENT")))

    assert entry["summary"] == "Narada: żłobki i świetlice"
    assert entry["location"] == "Sala nr 5, ul. Kilińskiego"
    assert "Przynieś notatki" in entry["description"]
    assert entry["dtstart"].params["TZID"] == "Europe/Warsaw"
    assert entry["dtstart"].dt.strftime("%d.%m %H:%M") == "01.07 10:00"
    assert entry["uid"] == str(event.translation_key)
    assert entry["dtstamp"].dt == event.last_published_at.replace(microsecond=0)
    assert entry["url"].endswith("/aktualnosci/narada/")
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Warsaw"]


def test_second_download_is_the_same_entry_with_a_later_stamp(client_as) -> None:
    event = make_event("narada")
    client = client_as()
    before = next(iter(calendar_of(client, "narada").walk("VEVENT")))

    event.title = "Narada przełożona"
    event.save_revision().publish()
    after = next(iter(calendar_of(client, "narada").walk("VEVENT")))

    assert after["uid"] == before["uid"]
    assert after["dtstamp"].dt >= before["dtstamp"].dt
    assert after["summary"] == "Narada przełożona"


def test_calendar_is_offered_as_a_file(client_as) -> None:
    event = make_event("narada", title="Narada śródroczna")

    answer = client_as().get(f"{event.url}kalendarz.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Disposition"].isascii()


def test_page_of_an_event_says_when_and_where(client_as) -> None:
    make_event(
        "narada",
        place="Sala nr 5",
        online_link="https://spotkania.mops.example/narada",
        starts_at=datetime(2099, 7, 1, 8, 0, tzinfo=UTC),
    )

    page = client_as().get("/aktualnosci/narada/").content.decode()

    assert "10:00–12:00" in page
    assert "Sala nr 5" in page
    assert "https://spotkania.mops.example/narada" in page
    assert "/aktualnosci/narada/kalendarz.ics" in page
