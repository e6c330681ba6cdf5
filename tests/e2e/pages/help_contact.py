from typing import Self

from playwright.sync_api import Page


class HelpContactPage:
    PATH = "/administracja/kontakt-pomocy/"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.phone = page.get_by_label("Telefon")
        self.hours = page.get_by_label("Godziny")
        self.email = page.get_by_label("E-mail")
        self.note = page.get_by_label("Uwaga")
        self.errors = page.locator("[data-error-summary]")
        self.messages = page.locator("[data-message]")

    def open(self) -> Self:
        self.page.goto(self.PATH)
        return self

    def save(self) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Zapisz").click()
