"""Other ways to look and speak: phone, English, dark, paper, less motion, colours of the system."""

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.browsing import PHONE, Visits
from tests.e2e.pages.every_page import PAGE_TYPES
from tests.e2e.pages.order import OrderPage
from tests.e2e.pages.register import RegisterPage
from tests.e2e.pages.shell import Shell
from tests.e2e.pages.sign_in import SignInPage
from tests.e2e.product import RunningProduct

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

# Milliseconds of the longest movement on the page.
LONGEST_MOTION = """() => {
    const times = (element, part) => {
        const style = getComputedStyle(element, part);
        return [...style.transitionDuration.split(","), ...style.animationDuration.split(",")];
    };
    const parts = [undefined, "::before", "::after"];
    const all = [...document.querySelectorAll("body *")].flatMap((one) => parts.flatMap((part) => times(one, part)));
    return Math.max(...all.map((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000)));
}"""
AT_ONCE = 10
HAS_BORDER = """element => {
    const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
    return borderTopStyle !== "none" && parseFloat(borderTopWidth) >= 1;
}"""


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


def test_phone_opens_the_whole_menu_in_a_drawer(visit: Visits) -> None:
    page = visit("pracownik", viewport=PHONE)
    shell = Shell(page)
    page.goto("/")
    expect(shell.drawer).to_be_hidden()

    shell.drawer_button.tap()
    expect(shell.drawer.get_by_role("link", name="Pracownicy")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(shell.drawer).to_be_hidden()
    expect(shell.drawer_button).to_be_focused()

    shell.drawer_button.tap()
    shell.drawer.get_by_role("link", name="Informacje").tap()
    page.wait_for_url("**/strony/")
    expect(shell.drawer).to_be_hidden()


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


@pytest.mark.parametrize(
    "name", ["home", "register", "order in force", "my team", "phone list", "people", "news page"]
)
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


def test_nothing_moves_for_those_who_ask_for_less_motion(visit: Visits) -> None:
    page = visit("administrator")
    (catalogue,) = [page_type for page_type in PAGE_TYPES if page_type.name == "component catalogue"]
    catalogue.open(page)
    assert page.evaluate(LONGEST_MOTION) <= AT_ONCE

    page.emulate_media(reduced_motion="no-preference")

    assert page.evaluate(LONGEST_MOTION) > AT_ONCE


@pytest.mark.parametrize(
    ("name", "words"), [("order in force", "Dziś obowiązuje"), ("order repealed", "Już nie")]
)
def test_status_of_an_order_is_said_in_words_when_the_system_chooses_all_colours(
    visit: Visits, name: str, words: str
) -> None:
    (page_type,) = [page_type for page_type in PAGE_TYPES if page_type.name == name]
    page = visit(page_type.account)
    page_type.open(page)

    page.emulate_media(forced_colors="active")

    state = OrderPage(page).state
    expect(state).to_contain_text(words)
    expect(state.locator("svg").first).to_be_visible()
    assert state.evaluate(HAS_BORDER)


def test_controls_keep_their_shape_when_the_system_chooses_all_colours(visit: Visits) -> None:
    page = visit("pracownik")
    register = RegisterPage(page).open()

    page.emulate_media(forced_colors="active")

    expect(register.rows.first.locator(".pill")).to_have_text("obowiązuje")
    for control in (page.get_by_role("button", name="Pokaż wyniki"), register.words, register.status):
        assert control.evaluate(HAS_BORDER), control
    expect(Shell(page).side_menu.locator("[aria-current]")).to_have_text("Zarządzenia")
