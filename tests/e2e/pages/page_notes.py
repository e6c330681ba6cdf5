"""A note to the owner of a page: in a dialog over it, or on a page of its own when there are no scripts."""

from typing import Self

from playwright.sync_api import Locator, Page


class NoteForm:
    PATH = "/uwagi/nowa/"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.link = page.locator(".page-note__link")
        self.dialog = page.get_by_role("dialog", name="Coś się nie zgadza na tej stronie?")
        self.text = page.get_by_label("Co się nie zgadza")
        self.errors = page.locator("[data-error-summary]")

    def open_dialog(self) -> Self:
        self.link.click()
        self.text.wait_for()
        return self

    def send(self) -> None:
        self.page.get_by_role("button", name="Wyślij uwagę").click()


class NotesPage:
    PATH = "/uwagi/"
    OWN = f"{PATH}moje/"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rows = page.locator("main .row")
        self.answer = page.get_by_label("Twoja odpowiedź")

    def row(self, text: str) -> Locator:
        return self.rows.filter(has_text=text)

    def open_note(self, text: str) -> None:
        self.row(text).get_by_role("link").click()
        self.page.wait_for_url(f"**{self.PATH}*/")

    def close(self, answer: str) -> None:
        """Answer the note that is open."""
        self.answer.fill(answer)
        with self.page.expect_navigation():
            self.page.locator("main form").get_by_role("button").click()
