"""One page of each type, for the rules that hold on all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.e2e.pages.help_contact import HelpContactPage
from tests.e2e.pages.people import PeoplePage, UnitTreePage
from tests.e2e.pages.register import RegisterPage
from tests.e2e.pages.shell import Shell
from tests.e2e.pages.sign_in import SignInPage


@dataclass(frozen=True)
class PageType:
    """A page, who looks at it (None for a stranger) and the refusal it is, if it is one."""

    name: str
    open: Callable[[Page], object]
    account: str | None = "pracownik"
    refusal: tuple[int, str] | None = None

    def __str__(self) -> str:
        return self.name


def at(path: str) -> Callable[[Page], object]:
    return lambda page: page.goto(path)


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


def home_with_menu(page: Page) -> None:
    page.goto("/")
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


PAGE_TYPES = [
    PageType("sign-in", at(SignInPage.PATH), account=None),
    PageType("sign-in with errors", sign_in_with_errors, account=None),
    PageType("home", at("/")),
    PageType("home with the menu open", home_with_menu),
    PageType("register", at(RegisterPage.PATH)),
    PageType("register, filtered and empty", at(f"{RegisterPage.PATH}?q=hipopotam&kind=CIRCULAR")),
    PageType("order in force", order("4/2017")),
    PageType("order amended twice", order("5/2015")),
    PageType("order repealed", order("5/2017")),
    PageType("order waiting", order_waiting),
    PageType("search results", at("/szukaj/?q=zarzadzenia")),
    PageType("search by number", at("/szukaj/?q=2/2017")),
    PageType("search without results", at("/szukaj/?q=hipopotam")),
    PageType("people", at(PeoplePage.PATH)),
    PageType("person", person),
    PageType("units", at(UnitTreePage.PATH)),
    PageType("unit", unit),
    PageType("information page", at("/strony/")),
    PageType("help contact", at(HelpContactPage.PATH), account="administrator"),
    PageType("help contact with errors", help_contact_with_errors, account="administrator"),
    PageType("not allowed", at(HelpContactPage.PATH), refusal=(403, HelpContactPage.PATH)),
    PageType("not found", at("/nie-ma-takiej-strony/"), refusal=(404, "/nie-ma-takiej-strony/")),
]
