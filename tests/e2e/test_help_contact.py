from playwright.sync_api import expect

from tests.e2e.browsing import Visits
from tests.e2e.pages.help_contact import HelpContactPage
from tests.e2e.pages.shell import Shell
from tests.e2e.pages.sign_in import SignInPage

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)> „pokój” & hol"


def test_administrator_corrects_the_help_contact_and_strangers_see_it(visit: Visits) -> None:
    page = visit()
    SignInPage(page).open().sign_in("administrator")
    form = HelpContactPage(page).open()

    form.phone.fill("zadzwoń")
    form.hours.fill("codziennie 8–16")
    form.note.fill(MARKUP)
    form.save()

    expect(form.errors).to_be_focused()
    expect(form.phone).to_have_attribute("aria-invalid", "true")
    expect(form.phone).to_have_value("zadzwoń")
    expect(form.hours).to_have_value("codziennie 8–16")
    expect(form.note).to_have_value(MARKUP)

    form.errors.get_by_role("link").click()
    expect(form.phone).to_be_focused()

    form.phone.fill("42 685 40 40 wew. 7")
    form.save()

    expect(form.errors).to_have_count(0)
    expect(form.messages).to_contain_text("Kontakt do pomocy zapisany.")
    expect(Shell(page).footer).to_contain_text("42 685 40 40 wew. 7")

    Shell(page).sign_out()

    help_on_sign_in = SignInPage(page).help
    expect(help_on_sign_in).to_contain_text("42 685 40 40 wew. 7")
    expect(help_on_sign_in).to_contain_text("codziennie 8–16")
    expect(help_on_sign_in).to_contain_text(MARKUP)
