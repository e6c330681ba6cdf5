"""The places of the register beside its list, one page of each type."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.e2e.pages.page_type import PageType, at
from tests.e2e.pages.register import RegisterPage


def beyond_order(number: str, path: str) -> Callable[[Page], object]:
    """Go to a page below that of an order, whose address has a number nobody knows beforehand."""

    def open_page(page: Page) -> None:
        page.goto(f"{RegisterPage.PATH}?status=ALL&kind=ORDER&q={number}")
        RegisterPage(page).open_order(number)
        page.goto(f"{page.url.partition('?')[0]}{path}")

    return open_page


def first_link(path: str, pattern: str) -> Callable[[Page], object]:
    """Go to the first page that ``path`` links to under an address of ``pattern``."""

    def open_page(page: Page) -> None:
        page.goto(path)
        addresses = page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
        page.goto(next(address for address in addresses if re.fullmatch(pattern, address)))

    return open_page


def draft(state: str, beyond: str = "") -> Callable[[Page], object]:
    """Go to the first draft of a state, or to a page below it."""

    def open_page(page: Page) -> None:
        first_link(f"{DRAFTS}?stan={state}", rf"{DRAFTS}\d+/(?:decyzja/)?")(page)
        address = re.match(rf"{DRAFTS}\d+/", page.evaluate("location.pathname"))[0]
        page.goto(f"{address}{beyond}")

    return open_page


def preview_of_file(page: Page) -> None:
    beyond_order("2/2017", "")(page)
    [address, *_] = page.locator('a[href^="/pliki/"]').evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    page.goto(address.removesuffix("podglad/") + "podglad/")


DRAFTS = "/zarzadzenia/projekty/"

REGISTER_PLACES = [
    PageType("register on a day", at(f"{RegisterPage.PATH}?dzien=2017-03-01")),
    PageType("register with a wrong day", at(f"{RegisterPage.PATH}?dzien=31.02.2017")),
    PageType("order on a day", beyond_order("5/2015", "?dzien=2017-03-01")),
    PageType("timeline", beyond_order("5/2015", "historia/")),
    PageType("table of the register", at("/zarzadzenia/rejestr/?rok=2017")),
    PageType("table of the chancellery", at("/zarzadzenia/rejestr/?rok=2017"), account="kancelaria"),
    PageType("orders in numbers", at("/zarzadzenia/statystyka/?rok=2017")),
    PageType("feed", at("/zarzadzenia/kanal/")),
    PageType("numbers", at("/zarzadzenia/numery/?rok=2017"), account="kancelaria"),
    PageType("holding a number", at("/zarzadzenia/numery/zachowaj/"), account="kancelaria"),
    PageType("settings of the register", at("/zarzadzenia/ustawienia/"), account="kancelaria"),
    PageType("classes", at("/zarzadzenia/ustawienia/jrwa/"), account="kancelaria"),
    PageType("class form", at("/zarzadzenia/ustawienia/jrwa/nowa/"), account="kancelaria"),
    PageType("classes from a file", at("/zarzadzenia/ustawienia/jrwa/wczytaj/"), account="kancelaria"),
    PageType("import", at("/zarzadzenia/import/"), account="kancelaria"),
    PageType("withdrawals", at("/zarzadzenia/wycofania/"), account="kancelaria"),
    PageType("unreadable files", at("/zarzadzenia/pliki-nieczytelne/"), account="kancelaria"),
    PageType("correction", beyond_order("2/2017", "sprostowanie/"), account="kancelaria"),
    PageType("drafts", at("/zarzadzenia/projekty/"), account="kancelaria"),
    PageType("draft being written", draft("DRAFT"), account="kancelaria"),
    PageType("draft to be sent", draft("DRAFT", "wyslij/"), account="kancelaria"),
    PageType("preview of a draft", draft("RETURNED", "podglad/"), account="kancelaria"),
    PageType("differences of a draft", draft("RETURNED", "roznice/"), account="kancelaria"),
    PageType("registration of a draft", draft("APPROVED", "rejestracja/"), account="kancelaria"),
    PageType("scheduled draft", draft("SCHEDULED"), account="kancelaria"),
    PageType("decision on a draft", draft("SUBMITTED", "decyzja/"), account="dyrektor"),
    PageType("new draft", at("/zarzadzenia/projekty/nowy/"), account="kancelaria"),
    PageType("searched in vain", at("/administracja/wyszukiwanie/"), account="administrator"),
    PageType("synonyms", at("/administracja/wyszukiwanie/synonimy/"), account="administrator"),
    PageType("synonym form", at("/administracja/wyszukiwanie/synonimy/nowe/"), account="administrator"),
    PageType("pinned results", at("/administracja/wyszukiwanie/przypiete/"), account="administrator"),
    PageType("pin form", at("/administracja/wyszukiwanie/przypiete/nowe/"), account="administrator"),
    PageType("legal acts", at("/akty-prawne/")),
    PageType("legal act", first_link("/akty-prawne/", r"/akty-prawne/\d+/")),
    PageType("legal act form", at("/akty-prawne/nowy/"), account="prawnik"),
    PageType("preview of a file", preview_of_file),
]
