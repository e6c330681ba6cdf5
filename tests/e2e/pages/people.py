from typing import Self

from playwright.sync_api import Locator, Page

from tests.e2e.pages.filters import show_results


class PeoplePage:
    PATH = "/pracownicy/"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.get_by_label("Nazwisko, telefon, pokój, stanowisko lub komórka")
        self.rows = page.get_by_role("table").get_by_role("row").filter(has=page.get_by_role("rowheader"))
        self.units = page.get_by_role("main").get_by_role("link", name="Komórki organizacyjne")

    def open(self) -> Self:
        self.page.goto(self.PATH)
        return self

    def find(self, words: str) -> Self:
        self.words.fill(words)
        show_results(self.page)
        return self

    def names(self) -> list[str]:
        links = self.rows.get_by_role("rowheader").get_by_role("link")
        return [text.strip() for text in links.all_inner_texts()]

    def open_person(self, name: str) -> None:
        self.rows.get_by_role("link", name=name).click()
        self.page.wait_for_url("**/pracownicy/*/")


class UnitTreePage:
    PATH = "/pracownicy/komorki/"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.nodes = page.locator(".unit-tree__item")

    def open(self) -> Self:
        self.page.goto(self.PATH)
        return self

    def node(self, name: str) -> Locator:
        """Return the part of the tree that hangs on a unit, the unit itself first."""
        link = self.page.get_by_role("link", name=name, exact=True)
        return self.nodes.filter(has=self.page.locator(".unit-tree__row").filter(has=link)).last

    def open_unit(self, name: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_url("**/pracownicy/komorki/*/")
