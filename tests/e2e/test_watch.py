"""The watch itself: what it would overlook, no journey would notice."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.watch import Watch

ADDRESS = "http://127.0.0.1:9"
STRICT = "default-src 'self'"


@pytest.fixture
def seen(chromium: Browser):
    """Show a page with this body to a watched browser and return what the watch noted."""

    def show(body: str, policy: str = "", watch: Watch | None = None) -> str:
        watch = watch or Watch()
        with chromium.new_context(base_url=ADDRESS) as context:
            watch.follow(context, ADDRESS)
            page = context.new_page()
            headers = {"Content-Security-Policy": policy} if policy else {}
            page.route("**/*", lambda route: route.fulfill(status=404))
            page.route(
                "**/page/", lambda route: route.fulfill(body=body, content_type="text/html", headers=headers)
            )
            page.goto("/page/", wait_until="networkidle")
        return "\n".join(watch.trouble())

    return show


@pytest.mark.parametrize(
    ("body", "policy", "noted"),
    [
        ("<script>throw new Error('broken')</script>", "", "script error: broken"),
        ("<script>console.error('complaint')</script>", "", "console: complaint"),
        ("<script>alert('markup ran')</script>", "", "dialog: markup ran"),
        ("<script>document.title = 'x'</script>", STRICT, "Content Security Policy"),
        ("<p style='color: red'>x</p>", STRICT, "Content Security Policy"),
        ("<img src='/gone.png'>", "", f"answer 404: GET {ADDRESS}/gone.png"),
        (
            "<img src='http://elsewhere.example/x.png'>",
            "",
            "request to another host: http://elsewhere.example/x.png",
        ),
    ],
)
def test_watch_notes_what_goes_wrong(seen, body: str, policy: str, noted: str) -> None:
    assert noted in seen(body, policy)


def test_watch_allows_only_the_refusal_that_was_announced(seen) -> None:
    watch = Watch()
    watch.expect(404, "/gone")

    noted = seen("<img src='/gone.png'><img src='/other.png'>", watch=watch)

    assert "/other.png" in noted
    assert "/gone.png" not in noted


def test_watch_overlooks_a_question_given_up_for_a_newer_one_and_no_other(seen) -> None:
    body = (
        "<script>for (const what of ['afterRequest', 'sendAbort', 'sendError']) console.error('htmx:' + what)"
    )

    assert seen(f"{body}</script>").splitlines() == [f"console: htmx:sendError ({ADDRESS}/page/)"]


def test_watch_is_content_with_a_good_page(seen) -> None:
    assert seen("<h1>Good</h1>", STRICT) == ""
