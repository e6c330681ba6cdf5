"""Browsers of invented members of staff, watched while they are used."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, Page, StorageState, ViewportSize, sync_playwright

from tests.e2e.pages.sign_in import SignInPage
from tests.e2e.product import RunningProduct
from tests.e2e.watch import Watch
from tests.servers import packages

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
# What 1280 pixels are at 200 % zoom: WCAG 2.1, 1.4.4.
TWICE_AS_LARGE = ViewportSize(width=640, height=400)
# What 1280 pixels are at 400 % zoom, and the narrowest phone: WCAG 2.1, 1.4.10.
NARROWEST = ViewportSize(width=320, height=640)
PATIENCE = 15_000
"""Milliseconds for an answer of a machine that other work keeps busy."""

Scheme = Literal["light", "dark"]


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Start the system's Chromium with an empty profile; it ends with the block."""
    program = packages.find_program(*packages.CHROMIUM_NAMES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Sessions:
    """Cookies of accounts that have signed in once, so that most tests need not do it again."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._known: dict[tuple[str, str], StorageState] = {}

    def of(self, account: str, product: RunningProduct) -> StorageState:
        """Return the session of an account, signing in the first time."""
        key = account, product.address
        if key not in self._known:
            with self._browser.new_context(base_url=product.address) as context:
                page = context.new_page()
                page.set_default_timeout(PATIENCE)
                SignInPage(page).open().sign_in(account)
                self._known[key] = context.storage_state()
        return self._known[key]


class Visits:
    """Open pages of the product, each visit in a browser profile of its own."""

    def __init__(self, browser: Browser, product: RunningProduct, sessions: Sessions, watch: Watch) -> None:
        self._browser = browser
        self._product = product
        self._sessions = sessions
        self._watch = watch
        self.pages: list[Page] = []

    def __call__(
        self,
        account: str | None = None,
        *,
        at: RunningProduct | None = None,
        viewport: ViewportSize = DESKTOP,
        scheme: Scheme = "light",
        javascript: bool = True,
    ) -> Page:
        """Return an empty page, signed in when an account is given.

        A test that signs out must sign in by itself: the session given here is shared.
        """
        product = at or self._product
        context = self._browser.new_context(
            base_url=product.address,
            locale="pl-PL",
            timezone_id="Europe/Warsaw",
            viewport=viewport,
            has_touch=viewport["width"] < 600,
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=javascript,
            storage_state=self._sessions.of(account, product) if account else None,
        )
        context.set_default_timeout(PATIENCE)
        self._watch.follow(context, product.address)
        page = context.new_page()
        self.pages.append(page)
        return page

    def end(self) -> None:
        """Close every page."""
        for page in self.pages:
            page.context.close()
