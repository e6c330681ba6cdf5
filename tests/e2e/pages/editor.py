from typing import Self

from playwright.sync_api import FrameLocator, Page


class NewsEditor:
    """Wagtail's form of a piece of news, reached from the plain start page."""

    PATH = "/cms/"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.title = page.locator("#id_title")
        self.lead = page.locator("#id_lead")
        self.blocks = page.locator("[data-streamfield-child]")
        self.preview: FrameLocator = page.frame_locator("#w-preview-iframe")

    def open(self) -> Self:
        self.page.goto(self.PATH)
        self.page.locator("main a[href*='/newspage/']").click()
        self.title.wait_for()
        return self

    def show_preview(self) -> None:
        self.page.locator("[data-side-panel-toggle='preview']").click()

    def publish(self) -> None:
        """Publish from the menu beside "save draft" and wait for the list of pages."""
        self.page.locator("footer").get_by_role("button", name="Więcej akcji").click()
        with self.page.expect_navigation():
            self.page.locator("[name='action-publish']").click()
