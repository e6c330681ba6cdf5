from typing import Self

from playwright.sync_api import Page

from deploy.demo.directory.accounts import DEMO_PASSWORD


class SignInPage:
    PATH = "/konto/logowanie/"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heading = page.get_by_role("heading", name="Zaloguj się", exact=True)
        self.login = page.get_by_label("Login", exact=True)
        self.password = page.get_by_label("Hasło", exact=True)
        self.button = page.locator("main").get_by_role("button", name="Zaloguj się")
        self.errors = page.locator("[data-error-summary]")
        self.outage = page.locator("main").get_by_role("alert").filter(has=page.locator(".callout"))
        self.help = page.get_by_role("region", name="Nie możesz się zalogować?")

    def open(self) -> Self:
        self.page.goto(self.PATH)
        return self

    def send(self, login: str, password: str = DEMO_PASSWORD) -> None:
        """Send the form, whatever comes of it."""
        self.login.fill(login)
        self.password.fill(password)
        self.button.click()

    def sign_in(self, login: str, password: str = DEMO_PASSWORD) -> None:
        """Send the form and wait until the person is let in."""
        self.send(login, password)
        self.page.wait_for_url(lambda url: self.PATH not in url)

    def error_texts(self) -> list[str]:
        return [text.strip() for text in self.errors.get_by_role("listitem").all_inner_texts()]
