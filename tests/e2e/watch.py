"""What a browser must not meet while somebody uses the product."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response, WebError

# Chromium's own pages, its PDF viewer for example, and what a page makes by itself.
INNER_SCHEMES = {"about", "blob", "chrome", "chrome-extension", "data"}
# htmx writes so when the page itself gives up a question for a newer one; a real failure has a line of its own too.
GIVEN_UP = ("htmx:afterRequest", "htmx:sendAbort")


class Watch:
    """Note every script error, broken content policy, failed request and look at another host.

    A refusal that belongs to the story is announced with `expect` before it happens.
    """

    def __init__(self) -> None:
        self._trouble: list[str] = []
        self._expected: list[tuple[int, str]] = []

    def expect(self, status: int, path: str) -> None:
        """Allow this answer to addresses whose path begins so."""
        self._expected.append((status, path))

    def follow(self, context: BrowserContext, address: str) -> None:
        """Watch all pages of a browser context that belongs to the product at the address."""
        host = urlsplit(address).netloc
        context.on("console", self._note_console)
        context.on("weberror", self._note_script_error)
        context.on("dialog", self._note_dialog)
        context.on("response", self._note_response)
        context.on("requestfailed", self._note_failure)
        context.on("request", lambda request: self._note_request(request, host))

    def trouble(self) -> list[str]:
        """Return what was noted, in order, each thing once."""
        return list(dict.fromkeys(self._trouble))

    def _is_expected(self, url: str, status: int | None = None) -> bool:
        path = urlsplit(url).path
        return any(
            path.startswith(beginning) and status in (None, expected)
            for expected, beginning in self._expected
        )

    def _note_console(self, message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        if message.type != "error" or urlsplit(url).scheme in INNER_SCHEMES:
            return
        if message.text.startswith(GIVEN_UP):
            return
        if message.text.startswith("Failed to load resource") and self._is_expected(url):
            return
        self._trouble.append(f"console: {message.text} ({url})")

    def _note_script_error(self, error: WebError) -> None:
        self._trouble.append(f"script error: {error.error.message}")

    def _note_dialog(self, dialog: Dialog) -> None:
        self._trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_response(self, response: Response) -> None:
        if response.status >= 400 and not self._is_expected(response.url, response.status):
            self._trouble.append(f"answer {response.status}: {response.request.method} {response.url}")

    def _note_failure(self, request: Request) -> None:
        # Aborted is what the browser itself gave up when somebody left the page.
        if urlsplit(request.url).scheme not in INNER_SCHEMES and request.failure != "net::ERR_ABORTED":
            self._trouble.append(f"failed request: {request.method} {request.url} ({request.failure})")

    def _note_request(self, request: Request, host: str) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in INNER_SCHEMES and parts.netloc != host:
            self._trouble.append(f"request to another host: {request.url}")
