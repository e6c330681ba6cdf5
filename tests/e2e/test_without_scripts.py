"""Scripts are a layer on top: an old browser, a broken network or a strict setting loses comfort only."""

from playwright.sync_api import expect

from tests.e2e.browsing import PHONE, Visits
from tests.e2e.pages.order import OrderPage
from tests.e2e.pages.people import PeoplePage
from tests.e2e.pages.register import RegisterPage
from tests.e2e.pages.search import SearchPage
from tests.e2e.pages.shell import Shell
from tests.e2e.pages.sign_in import SignInPage


def test_signing_in_finding_an_order_and_signing_out(visit: Visits) -> None:
    page = visit(javascript=False)
    page.goto("/")

    SignInPage(page).sign_in("pracownik")
    SearchPage(page).ask("polityka antykorupcyjna").open_order("2/2017")
    expect(OrderPage(page).state).to_contain_text("Dziś obowiązuje")
    RegisterPage(page).open().filter(status="uchylono").open_order("5/2017")
    expect(OrderPage(page).state).to_contain_text("uchylono")
    Shell(page).sign_out()

    expect(SignInPage(page).heading).to_be_visible()


def test_filters_are_a_form_whose_choices_can_be_taken_back(visit: Visits) -> None:
    page = visit("pracownik", javascript=False)
    register = RegisterPage(page).open()

    register.filter(words="ryzykiem", status="uchylono")
    assert register.statuses() == {"uchylono"}
    expect(register.row("3/2012")).to_be_visible()
    register.remove_chip("ryzykiem")

    expect(register.row("5/2017")).to_be_visible()
    people = PeoplePage(page).open().find("swiatek")
    assert "Świątek Barbara" in people.names()


def test_errors_of_a_form_are_listed_and_lead_to_their_fields(visit: Visits) -> None:
    page = visit(javascript=False)
    sign_in = SignInPage(page).open()

    sign_in.send("", "")

    expect(sign_in.errors).to_be_visible()
    assert len(sign_in.error_texts()) == 2
    sign_in.errors.get_by_role("link").first.click()
    assert page.url.endswith(f"#{sign_in.login.get_attribute('id')}")


def test_menus_open_and_what_only_a_script_could_do_is_not_offered(visit: Visits) -> None:
    page = visit("pracownik", javascript=False, viewport=PHONE)
    shell = Shell(page)
    page.goto("/")

    expect(shell.open_drawer().get_by_role("link", name="Pracownicy")).to_be_visible()
    shell.drawer_button.click()
    panel = shell.open_user_menu()

    expect(panel.get_by_role("button", name="Wyloguj się")).to_be_visible()
    expect(panel.get_by_role("button", name="Ciemny")).to_be_hidden()
