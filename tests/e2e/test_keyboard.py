"""Whoever has no mouse, and whoever listens to the page."""

from playwright.sync_api import expect

from deploy.demo.directory.accounts import DEMO_PASSWORD
from tests.e2e.browsing import Visits
from tests.e2e.keyboard import tab_to
from tests.e2e.pages.filters import wait_for_results
from tests.e2e.pages.order import OrderPage
from tests.e2e.pages.page_notes import NoteForm
from tests.e2e.pages.register import RegisterPage
from tests.e2e.pages.search import SearchPage
from tests.e2e.pages.shell import Shell
from tests.e2e.pages.sign_in import SignInPage


def test_keyboard_alone_signs_in(visit: Visits) -> None:
    page = visit()
    sign_in = SignInPage(page).open()

    expect(sign_in.login).to_be_focused()
    page.keyboard.type("pracownik")
    page.keyboard.press("Tab")
    expect(sign_in.password).to_be_focused()
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")

    expect(SearchPage(page).question).to_be_visible()


def test_keyboard_alone_finds_an_order(visit: Visits) -> None:
    page = visit("pracownik")
    shell, search, order = Shell(page), SearchPage(page), OrderPage(page)
    RegisterPage(page).open()

    tab_to(page, shell.header_search)
    page.keyboard.type("antykorupcyjnej")
    page.keyboard.press("Enter")
    page.wait_for_url("**/szukaj/**")
    tab_to(page, search.order("2/2017"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/zarzadzenia/*/")
    expect(order.state).to_contain_text("Dziś obowiązuje")
    tab_to(page, order.attachments.first)

    page.reload()
    tab_to(page, shell.user_button)
    page.keyboard.press("Enter")
    expect(shell.user_menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(shell.user_menu).to_be_hidden()
    expect(shell.user_button).to_be_focused()


def test_first_tab_offers_to_skip_to_the_content(visit: Visits) -> None:
    page = visit("pracownik")
    shell = Shell(page)
    RegisterPage(page).open()

    page.keyboard.press("Tab")
    expect(shell.skip_link).to_be_focused()
    expect(shell.skip_link).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(shell.content).to_be_focused()


def test_slash_leads_to_the_search_but_is_typed_in_a_field(visit: Visits) -> None:
    page = visit("pracownik")
    shell, register = Shell(page), RegisterPage(page).open()

    page.keyboard.press("/")
    expect(shell.header_search).to_be_focused()
    expect(shell.header_search).to_have_value("")

    register.words.focus()
    page.keyboard.type("2/2017")
    expect(register.words).to_have_value("2/2017")
    expect(register.words).to_be_focused()


def test_filters_follow_the_keyboard_and_say_how_many_were_found(visit: Visits) -> None:
    page = visit("pracownik")
    shell, register = Shell(page), RegisterPage(page).open()

    tab_to(page, register.words)
    page.keyboard.type("ryzykiem")
    page.wait_for_url("**?*q=ryzykiem*")
    wait_for_results(page)

    expect(register.words).to_be_focused()
    expect(register.words).to_have_value("ryzykiem")
    expect(shell.announcer).to_have_text(register.count.inner_text())

    page.keyboard.press("Tab")
    expect(register.status).to_be_focused()
    page.keyboard.type("uch")
    page.wait_for_url("**?*status=REPEALED*")
    wait_for_results(page)

    assert register.statuses() == {"uchylono"}
    expect(register.status).to_be_focused()
    expect(shell.announcer).to_have_text(register.count.inner_text())

    page.go_back()
    expect(register.status.locator("option:checked")).to_have_text("obowiązuje")


def test_dialog_takes_the_focus_keeps_it_and_gives_it_back(visit: Visits) -> None:
    page = visit("pracownik")
    note = NoteForm(page)
    page.goto("/czeka/")

    tab_to(page, note.link)
    page.keyboard.press("Enter")
    expect(note.text).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        # Between the last and the first field the browser itself has the focus, never the page below.
        assert page.evaluate("document.activeElement.matches('dialog *, dialog, body')")
    expect(note.dialog).to_be_visible()
    page.keyboard.press("Escape")

    expect(note.dialog).to_be_hidden()
    expect(note.link).to_be_focused()


def test_slash_can_be_turned_off(visit: Visits) -> None:
    page = visit("pracownik")
    RegisterPage(page).open()
    Shell(page).open_user_menu().get_by_label("Skrót „/” do wyszukiwarki").uncheck()

    page.reload()
    page.keyboard.press("/")

    expect(Shell(page).header_search).not_to_be_focused()
