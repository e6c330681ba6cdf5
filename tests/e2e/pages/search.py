from typing import Self

from playwright.sync_api import Locator, Page


class SearchPage:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.results = page.locator(".search-result")
        self.question = page.locator("main .search__input")
        self.empty = page.locator(".empty")

    def ask(self, words: str) -> Self:
        """Type into the field of the home page or the results page and send it."""
        self.question.fill(words)
        self.question.press("Enter")
        self.page.wait_for_url("**/szukaj/**")
        return self

    def result(self, text: str) -> Locator:
        return self.results.filter(has_text=text)

    def order(self, number: str) -> Locator:
        """Return the link to an order; news and pages may name it too."""
        return self.result(f"nr {number}").locator("a[href^='/zarzadzenia/']").first

    def open_order(self, number: str) -> None:
        self.order(number).click()
        self.page.wait_for_url("**/zarzadzenia/*/")
