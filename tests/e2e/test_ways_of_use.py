"""Other ways to come, look and speak: keyboard, phone, English, dark, paper, no scripts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browsing import PHONE, Visits
from tests.e2e.pages.every_page import PAGE_TYPES
from tests.e2e.pages.order import OrderPage
from tests.e2e.pages.register import RegisterPage
from tests.e2e.pages.search import SearchPage
from tests.e2e.pages.shell import Shell
from tests.e2e.pages.sign_in import SignInPage
from tests.e2e.product import RunningProduct

MOST_TABS = 30
FOCUS_IS_SEEN = """element => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
}"""
# How many texts are lighter than what they stand on, and how many darker; no background at all is white paper.
TEXTS = """() => {
    const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const read = (colour) => {
        paint.clearRect(0, 0, 1, 1);
        paint.fillStyle = colour;
        paint.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = paint.getImageData(0, 0, 1, 1).data;
        return { light: 0.2126 * red + 0.7152 * green + 0.0722 * blue, isSolid: alpha > 127 };
    };
    const ground = (element) => {
        if (!element) return 255;
        const { light, isSolid } = read(getComputedStyle(element).backgroundColor);
        return isSolid ? light : ground(element.parentElement);
    };
    const found = { light: 0, dark: 0 };
    for (const element of document.querySelectorAll("main :is(h1, p, td, dd)")) {
        const isLight = read(getComputedStyle(element).color).light > ground(element);
        found[isLight ? "light" : "dark"] += 1;
    }
    return found;
}"""


def test_keyboard_alone_finds_an_order(visit: Visits) -> None:
    page = visit("pracownik")
    shell, search = Shell(page), SearchPage(page)
    RegisterPage(page).open()

    page.keyboard.press("Tab")
    expect(shell.skip_link).to_be_focused()
    expect(shell.skip_link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(shell.content).to_be_focused()

    page.reload()
    tab_to(page, shell.header_search)
    page.keyboard.type("antykorupcyjnej")
    page.keyboard.press("Enter")
    page.wait_for_url("**/szukaj/**")
    tab_to(page, search.result("Zarządzenie nr 2/2017").get_by_role("link"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/zarzadzenia/*/")
    expect(OrderPage(page).state).to_contain_text("Dziś obowiązuje")

    tab_to(page, shell.user_button)
    page.keyboard.press("Enter")
    expect(shell.user_menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(shell.user_menu).to_be_hidden()
    expect(shell.user_button).to_be_focused()


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the element has the focus, which must be seen wherever it stops on the way."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate(FOCUS_IS_SEEN), (
            f"focus cannot be seen on {focused.evaluate('e => e.outerHTML')}"
        )
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{target} was not reached in {MOST_TABS} steps")


def test_phone_shows_the_register_as_cards(visit: Visits) -> None:
    page = visit(viewport=PHONE)
    register, shell = RegisterPage(page), Shell(page)

    page.goto("/")
    SignInPage(page).sign_in("pracownik")
    expect(shell.side_menu).to_be_hidden()
    shell.bottom_bar.get_by_role("link", name="Zarządzenia").click()
    page.wait_for_url(f"**{register.PATH}")

    expect(shell.bottom_bar.get_by_role("link", name="Zarządzenia")).to_have_attribute("aria-current", "page")
    card = register.row("2/2017")
    assert top(card.get_by_role("cell").first) > top(card.get_by_role("rowheader"))

    register.open_order("2/2017")
    expect(OrderPage(page).state).to_be_in_viewport()


def top(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["y"]


def test_english_can_be_chosen_and_left_again(visit: Visits, product: RunningProduct) -> None:
    page = visit()
    shell, root = Shell(page), page.locator("html")
    SignInPage(page).open().sign_in("pracownik")
    RegisterPage(page).open()

    shell.speak("English")

    expect(root).to_have_attribute("lang", "en")
    expect(page).to_have_url(f"{product.address}{RegisterPage.PATH}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Register of orders")
    expect(shell.side_menu).to_contain_text("People")

    shell.speak("Polski")

    expect(root).to_have_attribute("lang", "pl")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rejestr zarządzeń")


def test_dark_comes_from_the_system_or_from_the_menu(visit: Visits) -> None:
    by_system, by_choice = visit("pracownik", scheme="dark"), visit("pracownik")

    by_system.goto("/")
    assert by_system.evaluate(TEXTS)["dark"] == 0

    by_choice.goto("/")
    assert by_choice.evaluate(TEXTS)["light"] == 0
    Shell(by_choice).open_user_menu().get_by_role("button", name="Ciemny").click()
    RegisterPage(by_choice).open()
    assert by_choice.evaluate(TEXTS)["dark"] == 0


@pytest.mark.parametrize("name", ["home", "register", "order in force"])
def test_paper_is_white_and_holds_no_navigation(visit: Visits, name: str) -> None:
    (page_type,) = [page_type for page_type in PAGE_TYPES if page_type.name == name]
    page = visit(page_type.account, scheme="dark")
    shell = Shell(page)
    page_type.open(page)

    page.emulate_media(media="print")

    for navigation in (page.locator(".header"), shell.side_menu, shell.bottom_bar, shell.footer):
        expect(navigation).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(TEXTS)["light"] == 0


def test_everything_needed_works_without_scripts(visit: Visits) -> None:
    page = visit(javascript=False)
    page.goto("/")

    SignInPage(page).sign_in("pracownik")
    SearchPage(page).ask("polityka antykorupcyjna").open_result("Zarządzenie nr 2/2017")
    expect(OrderPage(page).state).to_contain_text("Dziś obowiązuje")
    RegisterPage(page).open().filter(status="uchylono").open_order("5/2017")
    expect(OrderPage(page).state).to_contain_text("uchylono")
    Shell(page).sign_out()

    expect(SignInPage(page).heading).to_be_visible()
