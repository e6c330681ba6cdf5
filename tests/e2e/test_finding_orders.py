"""The main job: somebody wants to know what binds today."""

from playwright.sync_api import expect

from tests.e2e.browsing import Visits
from tests.e2e.pages.order import OrderPage
from tests.e2e.pages.register import RegisterPage
from tests.e2e.pages.search import SearchPage
from tests.e2e.pages.shell import Shell
from tests.e2e.pages.sign_in import SignInPage
from tests.e2e.product import RunningProduct
from tests.e2e.watch import Watch


def test_staff_find_the_order_in_force_and_what_repealed_an_old_one(visit: Visits, watch: Watch) -> None:
    # A PDF names no icon, so the browser looks in the usual place.
    page = visit()
    order, search = OrderPage(page), SearchPage(page)

    page.goto("/")
    SignInPage(page).sign_in("pracownik")
    search.ask("polityke antykorupcyjna")
    search.open_order("2/2017")

    expect(order.heading).to_have_text("W sprawie wprowadzenia Polityki Antykorupcyjnej")
    expect(order.state).to_contain_text("Dziś obowiązuje")
    expect(order.state).to_contain_text("12 stycznia 2017 r.")
    expect(order.text).to_contain_text("zarządzam, co następuje")

    page_of_order = page.url
    order.open_attachment()
    shown = page.request.get(page.locator("main iframe").get_attribute("src") or "")

    assert (shown.status, shown.headers["content-type"]) == (200, "application/pdf")

    page.goto(page_of_order)
    expect(page).to_have_url(page_of_order)
    Shell(page).search("5/2017")
    search.open_order("5/2017")

    expect(order.state).to_contain_text("Już nie obowiązuje: uchylono")
    expect(order.state).to_contain_text("15 stycznia 2021 r.")
    expect(order.done_to_it).to_contain_text("Uchylenie: 3/2021")

    order.state.get_by_role("link", name="3/2021").click()

    expect(page.get_by_text("Zarządzenie nr 3/2021 z dnia")).to_be_visible()
    expect(order.state).to_contain_text("Dziś obowiązuje")


def test_back_after_signing_out_shows_no_private_page(visit: Visits) -> None:
    page = visit()
    SignInPage(page).open().sign_in("pracownik")
    RegisterPage(page).open().open_order("2/2017")
    private = page.reload()

    Shell(page).sign_out()
    page.go_back()

    assert private is not None
    assert "no-store" in private.headers["cache-control"]
    expect(SignInPage(page).heading).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Polityki Antykorupcyjnej")


def test_register_shows_what_is_in_force_until_asked_for_more(visit: Visits) -> None:
    page = visit("pracownik")
    register = RegisterPage(page).open()

    assert register.statuses() == {"obowiązuje"}
    expect(register.chips).to_have_count(0)

    register.filter(words="ryzykiem", status="uchylono", kind="zarządzenie")

    assert register.statuses() == {"uchylono"}
    expect(register.rows).to_have_count(1)
    expect(register.row("3/2012")).to_be_visible()
    expect(register.chips).to_have_count(3)

    register.remove_chip("ryzykiem")

    assert register.statuses() == {"uchylono"}
    expect(register.row("5/2017")).to_be_visible()
    expect(register.words).to_have_value("")

    register.remove_chip("uchylono")

    assert register.statuses() == {"obowiązuje"}
    expect(register.status.locator("option:checked")).to_have_text("obowiązuje")


def test_empty_register_says_what_to_try_next(visit: Visits) -> None:
    page = visit("pracownik")
    register = RegisterPage(page).open()

    register.filter(words="zdalną")

    expect(register.rows).to_have_count(0)
    expect(register.empty).to_contain_text("Żadne zarządzenie nie pasuje do filtrów")

    register.empty.get_by_role("link").click()

    expect(register.rows).to_contain_text("oczekuje na wejście w życie")


def test_number_hidden_by_the_status_filter_is_shown_with_its_status(visit: Visits) -> None:
    page = visit("pracownik")
    register = RegisterPage(page).open()

    register.filter(words="3/2012")

    notice = page.locator(".callout").filter(has_text="Ten numer jest w rejestrze")
    expect(notice).to_contain_text("uchylono")
    notice.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ryzykiem")


def test_order_for_one_unit_is_hidden_from_others_with_its_file(
    visit: Visits, watch: Watch, product: RunningProduct
) -> None:
    chancellery, outsider = visit("kancelaria"), visit("pracownik")
    RegisterPage(chancellery).open().filter(words="Komisji Przetargowej", kind="decyzja").open_order("1/2017")
    order = OrderPage(chancellery)
    order_path = chancellery.url.removeprefix(product.address)
    file_path = order.attachment_path()
    watch.expect(404, order_path)
    watch.expect(404, file_path)

    register = RegisterPage(outsider).open().filter(status="wszystkie", kind="decyzja")
    expect(register.rows).to_have_count(0)
    Shell(outsider).search("ZZP.26.1.2017")
    expect(SearchPage(outsider).results).to_have_count(0)

    for path in (order_path, file_path):
        refusal = outsider.goto(path)
        assert refusal is not None
        assert refusal.status == 404
        expect(outsider.get_by_role("heading", level=1)).to_have_text("Nie ma takiej strony")

    expect(order.heading).to_contain_text("powołania Komisji Przetargowej w postępowaniu nr ZZP.26.1.2017")
    assert order.open_attachment().status == 200
