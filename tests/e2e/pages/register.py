from typing import Self

from playwright.sync_api import Locator, Page

from tests.e2e.pages.filters import show_results


class RegisterPage:
    PATH = "/zarzadzenia/"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.get_by_label("Numer lub słowa")
        self.status = page.get_by_label("Status")
        self.kind = page.get_by_label("Rodzaj")
        self.rows = page.get_by_role("table").get_by_role("row").filter(has=page.get_by_role("rowheader"))
        self.chips = page.locator(".chip")
        self.count = page.locator(".results-bar__count")
        self.empty = page.locator(".empty")

    def open(self) -> Self:
        self.page.goto(self.PATH)
        return self

    def filter(self, *, words: str = "", status: str = "obowiązuje", kind: str = "wszystkie") -> Self:
        self.words.fill(words)
        self.status.select_option(label=status)
        self.kind.select_option(label=kind)
        return self.show()

    def show(self) -> Self:
        show_results(self.page)
        return self

    def remove_chip(self, text: str) -> Self:
        with self.page.expect_navigation():
            self.chips.filter(has_text=text).click()
        return self

    def row(self, number: str) -> Locator:
        return self.rows.filter(has=self.page.get_by_role("link", name=number, exact=True))

    def statuses(self) -> set[str]:
        return {text.strip() for text in self.rows.locator(".pill").all_inner_texts()}

    def open_order(self, number: str) -> None:
        self.row(number).get_by_role("link", name=number, exact=True).click()
        self.page.wait_for_url("**/zarzadzenia/*/")
