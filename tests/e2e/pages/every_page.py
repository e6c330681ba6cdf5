"""One page of each type, for the rules that hold on all of them."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.e2e.pages.help_contact import HelpContactPage
from tests.e2e.pages.news import NewsPage
from tests.e2e.pages.page_notes import NoteForm, NotesPage
from tests.e2e.pages.page_type import PageType, at
from tests.e2e.pages.people import PeoplePage, UnitTreePage
from tests.e2e.pages.register import RegisterPage
from tests.e2e.pages.register_places import REGISTER_PLACES
from tests.e2e.pages.shell import Shell
from tests.e2e.pages.sign_in import SignInPage


def order(number: str) -> Callable[[Page], object]:
    def open_page(page: Page) -> None:
        page.goto(f"{RegisterPage.PATH}?status=ALL&kind=ORDER&q={number}")
        RegisterPage(page).open_order(number)

    return open_page


def order_waiting(page: Page) -> None:
    page.goto(f"{RegisterPage.PATH}?status=PENDING")
    RegisterPage(page).rows.first.get_by_role("rowheader").get_by_role("link").click()
    page.wait_for_url("**/zarzadzenia/*/")


def sign_in_with_errors(page: Page) -> None:
    # Empty fields: a wrong password would use up the attempts of an account.
    sign_in = SignInPage(page).open()
    sign_in.send("", "")
    sign_in.errors.wait_for()


def user_menu_open(page: Page) -> None:
    # A page with nothing to press below the menu, which would count as a target that is too small.
    page.goto("/czeka/")
    Shell(page).open_user_menu()


def person(page: Page) -> None:
    PeoplePage(page).open().open_person("Adamczyk Urszula")


def unit(page: Page) -> None:
    UnitTreePage(page).open().open_unit("I Wydział Pracy Środowiskowej")


def help_contact_with_errors(page: Page) -> None:
    form = HelpContactPage(page).open()
    form.phone.fill("")
    form.email.fill("to nie adres")
    form.save()


def news_item(path: str) -> Callable[[Page], object]:
    return lambda page: NewsPage(page).open(path).open_item()


def help_page(page: Page) -> None:
    page.goto("/pomoc/")
    page.get_by_role("link", name="Jak znaleźć zarządzenie").click()
    page.get_by_role("heading", level=1, name="Jak znaleźć zarządzenie").wait_for()


def register_with_note_dialog(page: Page) -> None:
    NoteForm(RegisterPage(page).open().page).open_dialog()


def note_with_errors(page: Page) -> None:
    page.goto(NOTE_ABOUT_REGISTER)
    form = NoteForm(page)
    form.send()
    form.errors.wait_for()


def form_left_open_too_long(page: Page) -> None:
    sign_in = SignInPage(page).open()
    page.context.clear_cookies()
    sign_in.send("", "")
    page.locator(".notice").wait_for()


NOTE_ABOUT_REGISTER = f"{NoteForm.PATH}?strona={RegisterPage.PATH}"
# More fields than Django reads.
NOT_UNDERSTOOD = f"{RegisterPage.PATH}?{'a&' * 1001}"


PAGE_TYPES = [
    PageType("sign-in", at(SignInPage.PATH), account=None),
    PageType("sign-in with errors", sign_in_with_errors, account=None),
    PageType("home", at("/")),
    PageType("user menu open", user_menu_open),
    PageType("home of an administrator", at("/"), account="administrator"),
    PageType("what waits", at("/czeka/")),
    PageType("my team", at("/moj-zespol/"), account="kierownik"),
    PageType("the centre in numbers", at("/dyrektor/"), account="dyrektor"),
    PageType("the centre in numbers of a year", at("/dyrektor/?rok=2017"), account="dyrektor"),
    PageType("news", at(NewsPage.PATH)),
    PageType("news archive", at(f"{NewsPage.PATH}?show=archiwum")),
    PageType("news page", news_item(f"{NewsPage.PATH}?kind=aktualnosci")),
    PageType("event page", news_item(NewsPage.EVENTS)),
    PageType("register", at(RegisterPage.PATH)),
    PageType("register, filtered and empty", at(f"{RegisterPage.PATH}?q=hipopotam&kind=CIRCULAR")),
    PageType("order in force", order("4/2017")),
    PageType("order amended twice", order("5/2015")),
    PageType("order repealed", order("5/2017")),
    PageType("order waiting", order_waiting),
    *REGISTER_PLACES,
    PageType("search results", at("/szukaj/?q=zarzadzenia")),
    PageType("search by number", at("/szukaj/?q=2/2017")),
    PageType("search, narrowed", at("/szukaj/?q=praca&status=in_force&rok=2017")),
    PageType("search with a wrong day", at("/szukaj/?q=umowa&od=32.1.2017")),
    PageType("search for a word too many", at("/szukaj/?q=praca+asdfgh")),
    PageType("search without results", at("/szukaj/?q=hipopotam")),
    PageType("people", at(PeoplePage.PATH)),
    PageType("people sorted", at(f"{PeoplePage.PATH}?letter=K&sort=unit")),
    PageType("phone list", at(f"{PeoplePage.PATH}lista-telefonow/?letter=K")),
    PageType("person", person),
    PageType("units", at(UnitTreePage.PATH)),
    PageType("units as a picture", at(f"{UnitTreePage.PATH}?widok=schemat")),
    PageType("unit", unit),
    PageType("information page", at("/strony/")),
    PageType("help section", at("/pomoc/")),
    PageType("help page", help_page),
    PageType("note dialog", register_with_note_dialog),
    PageType("note form", at(NOTE_ABOUT_REGISTER)),
    PageType("note form with errors", note_with_errors),
    PageType("own notes", at(NotesPage.OWN)),
    PageType("notes to handle", at(NotesPage.PATH), account="kancelaria"),
    PageType("accessibility statement", at("/deklaracja-dostepnosci/")),
    PageType("accessibility statement for strangers", at("/deklaracja-dostepnosci/"), account=None),
    PageType("privacy notice", at("/prywatnosc/")),
    PageType("privacy notice for strangers", at("/prywatnosc/"), account=None),
    PageType("statement form", at("/administracja/deklaracja-dostepnosci/"), account="administrator"),
    PageType("privacy form", at("/administracja/prywatnosc/"), account="administrator"),
    PageType("help contact", at(HelpContactPage.PATH), account="administrator"),
    PageType("help contact with errors", help_contact_with_errors, account="administrator"),
    PageType("component catalogue", at("/katalog-komponentow/"), account="administrator"),
    PageType("not understood", at(NOT_UNDERSTOOD), refusal=(400, RegisterPage.PATH)),
    PageType("left open too long", form_left_open_too_long, account=None, refusal=(403, SignInPage.PATH)),
    PageType("not allowed", at(HelpContactPage.PATH), refusal=(403, HelpContactPage.PATH)),
    PageType("not found", at("/nie-ma-takiej-strony/"), refusal=(404, "/nie-ma-takiej-strony/")),
    PageType(
        "not found for strangers",
        at("/nie-ma-takiej-strony/"),
        account=None,
        refusal=(404, "/nie-ma-takiej-strony/"),
    ),
]
