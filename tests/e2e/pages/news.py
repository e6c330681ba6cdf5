from typing import Self

from playwright.sync_api import Page


class NewsPage:
    PATH = "/aktualnosci/"
    EVENTS = f"{PATH}?kind=wydarzenia"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.titles = page.locator(".news-item__title").get_by_role("link")

    def open(self, path: str = PATH) -> Self:
        self.page.goto(path)
        return self

    def open_item(self, title: str = "") -> None:
        """Follow the title in the list, the first one when none is given."""
        self.titles.filter(has_text=title).first.click()
        self.page.wait_for_url(f"**{self.PATH}*/")
