"""A day of an order begins at midnight in Warsaw, while the server counts in UTC."""

from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup

from tests.factories.orders import OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db

LIST = "/zarzadzenia/"
# The last minutes of 31 December and the first ones of 1 January, in winter time; then in summer time.
BEFORE_NEW_YEAR, AFTER_NEW_YEAR = "2026-12-31 22:59Z", "2026-12-31 23:30Z"
BEFORE_JULY, AFTER_JULY = "2026-06-30 21:59Z", "2026-06-30 22:30Z"
MIDNIGHTS = [
    (BEFORE_NEW_YEAR, AFTER_NEW_YEAR, date(2026, 12, 31), date(2027, 1, 1)),
    (BEFORE_JULY, AFTER_JULY, date(2026, 6, 30), date(2026, 7, 1)),
]

midnights = pytest.mark.parametrize(("before", "after", "old_day", "new_day"), MIDNIGHTS)


def words(response, selector: str) -> list[str]:
    page = BeautifulSoup(response.content.decode(), "html.parser")
    return [found.get_text(" ", strip=True) for found in page.select(selector)]


@midnights
def test_register_changes_at_midnight_in_warsaw(
    client_as, before: str, after: str, old_day: date, new_day: date
) -> None:
    ending = OrderFactory(effective_from=date(2026, 1, 1), effective_until=old_day)
    coming = OrderFactory(effective_from=new_day)

    def listed(moment: str, status: str) -> list[int]:
        with time_machine.travel(moment, tick=False):
            page = client_as().get(LIST, {"status": status})
        return [order.pk for order in page.context["orders"]]

    assert listed(before, "IN_FORCE") == [ending.pk]
    assert listed(before, "PENDING") == [coming.pk]
    assert listed(after, "IN_FORCE") == [coming.pk]
    assert listed(after, "EXPIRED") == [ending.pk]


@midnights
def test_page_of_an_order_changes_at_midnight_in_warsaw(
    client_as, before: str, after: str, old_day: date, new_day: date
) -> None:
    coming = OrderFactory(effective_from=new_day)
    ending = OrderFactory(effective_from=date(2026, 1, 1), effective_until=old_day)
    repealed = OrderRelationFactory(effective_on=new_day).target

    def titles(moment: str) -> list[str]:
        with time_machine.travel(moment, tick=False):
            client = client_as()
            pages = [client.get(order.get_absolute_url()) for order in (coming, ending, repealed)]
        return [title for page in pages for title in words(page, ".state__title")]

    assert titles(before) == ["Jeszcze nie obowiązuje", "Dziś obowiązuje", "Dziś obowiązuje"]
    assert titles(after) == [
        "Dziś obowiązuje",
        "Już nie obowiązuje: wygasło",
        "Już nie obowiązuje: uchylono",
    ]


@midnights
def test_newest_box_changes_at_midnight_in_warsaw(
    client_as, before: str, after: str, old_day: date, new_day: date
) -> None:
    OrderFactory(effective_from=new_day, subject="zasad pracy zdalnej")
    OrderFactory(effective_from=date(2026, 1, 1), effective_until=old_day, subject="dyżurów świątecznych")

    def shown(moment: str) -> tuple[set[str], list[str]]:
        with time_machine.travel(moment, tick=False):
            page = client_as().get("/")
        titles = {title.replace("\N{NO-BREAK SPACE}", " ") for title in words(page, ".row .row__title")}
        return titles, words(page, ".row .pill")

    coming, ending = "W sprawie zasad pracy zdalnej", "W sprawie dyżurów świątecznych"
    assert shown(before) == ({coming, ending}, ["oczekuje na wejście w życie"])
    assert shown(after) == ({coming}, [])
