"""What stands around every page for signed-in staff."""

import re

from playwright.sync_api import Locator, Page


class Shell:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.skip_link = page.locator(".skip-link")
        self.content = page.locator("#content")
        self.header_search = page.locator(".header .search__input")
        self.user_button = page.locator(".menu__button")
        self.user_menu = page.locator(".menu__panel")
        self.side_menu = page.locator(".side-menu")
        self.bottom_bar = page.locator(".bottom-bar")
        self.drawer_button = self.bottom_bar.locator("summary")
        self.drawer = page.locator(".bottom-bar__sheet")
        self.bell = page.locator(".header .unread")
        self.announcer = page.locator("[data-announcer]")
        self.messages = page.locator("[data-message]")
        self.footer = page.locator(".footer")

    def search(self, words: str) -> None:
        self.header_search.fill(words)
        self.header_search.press("Enter")
        self.page.wait_for_url("**/szukaj/**")

    def open_user_menu(self) -> Locator:
        self.user_button.click()
        return self.user_menu

    def open_drawer(self) -> Locator:
        self.drawer_button.click()
        return self.drawer

    def unread_news(self) -> int:
        """Return the number said beside the bell, 0 when none is."""
        found = re.search(r"\d+", self.bell.locator(".visually-hidden").inner_text())
        return int(found[0]) if found else 0

    def sign_out(self) -> None:
        self.open_user_menu().get_by_role("button", name="Wyloguj się").click()
        self.page.wait_for_url("**/konto/logowanie/**")

    def speak(self, language: str) -> None:
        """Switch the language by the name it has in itself: Polski, English."""
        button = self.open_user_menu().get_by_role("button", name=language)
        with self.page.expect_navigation():
            button.click()
