"""A note that a page is wrong travels to whoever answers for it and back."""

from playwright.sync_api import expect

from tests.e2e.browsing import Visits
from tests.e2e.pages.page_notes import NoteForm, NotesPage
from tests.e2e.pages.register import RegisterPage
from tests.e2e.pages.shell import Shell
from tests.e2e.pages.sign_in import SignInPage
from tests.e2e.product import RunningProduct

NOTE = "W rejestrze brakuje załącznika do zarządzenia."
ANSWER = "Dodaliśmy załącznik, dziękujemy."


def test_note_reaches_the_owner_and_the_answer_its_author(visit: Visits, product: RunningProduct) -> None:
    author, owner = visit("kadry"), visit("kancelaria")
    note, notes = NoteForm(RegisterPage(author).open().page), NotesPage(owner)

    note.open_dialog().text.fill(NOTE)
    note.send()

    expect(Shell(author).messages).to_contain_text("Dziękujemy, uwaga trafiła do:")
    expect(author).to_have_url(f"{product.address}{RegisterPage.PATH}")
    owner.goto("/")
    expect(owner.get_by_role("main")).to_contain_text(NOTE)

    owner.goto("/czeka/")
    notes.open_note(NOTE)
    notes.close(ANSWER)

    expect(notes.row(NOTE)).to_have_count(0)
    author.goto("/czeka/")
    NotesPage(author).open_note(ANSWER)
    expect(author.get_by_role("main")).to_contain_text(ANSWER)
    author.goto("/czeka/")
    expect(NotesPage(author).row(ANSWER)).to_have_count(0)


def test_empty_note_is_refused_in_the_dialog_which_leads_to_the_field(visit: Visits) -> None:
    page = visit("pracownik")
    note = NoteForm(RegisterPage(page).open().page).open_dialog()

    note.send()

    expect(note.dialog.get_by_role("alert")).to_contain_text("Co się nie zgadza: To pole jest wymagane.")
    expect(note.text).to_be_focused()
    expect(note.text).to_have_attribute("aria-invalid", "true")


def test_note_can_be_sent_without_scripts(visit: Visits) -> None:
    page = visit(javascript=False)
    page.goto("/")
    SignInPage(page).sign_in("kadry")
    page.goto(f"{RegisterPage.PATH}?status=REPEALED")
    note = NoteForm(page)

    note.link.click()
    page.wait_for_url(f"**{NoteForm.PATH}**")
    note.text.fill("Filtr statusu pokazuje nie to, co trzeba.")
    note.send()

    page.wait_for_url(f"**{RegisterPage.PATH}?status=REPEALED")
    expect(Shell(page).messages).to_contain_text("Dziękujemy, uwaga trafiła do:")
