"""Filters of lists: with scripts they apply at once and replace the results only, without them they are a form."""

from playwright.sync_api import Page

# The address tells what the form tells, and nothing is on its way.
IS_SETTLED = """() => {
    const plain = (pairs) => [...pairs].filter(([, value]) => value !== "").map(String).sort().join("&");
    const form = document.querySelector("form[data-filters]");
    const isBusy = document.querySelector("[aria-busy=true], .htmx-request, .htmx-swapping, .htmx-settling");
    return !isBusy && plain(new URLSearchParams(location.search)) === plain(new FormData(form));
}"""


def show_results(page: Page) -> None:
    """Press the button of the filters and wait for the answer."""
    button = page.get_by_role("button", name="Pokaż wyniki")
    if page.evaluate("typeof htmx") == "undefined":
        with page.expect_navigation():
            button.click()
        return
    button.click()
    wait_for_results(page)


def wait_for_results(page: Page) -> None:
    """Wait until the list shows what the filters say."""
    page.wait_for_function(IS_SETTLED)
