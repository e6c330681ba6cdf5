"""Going through a page with the keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page

MOST_TABS = 30
# A link that fills its row draws the outline around the row, with ::after.
FOCUS_IS_SEEN = """element => [undefined, "::after"].some((part) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
})"""
HAS_FOCUS = "element => element === document.activeElement"


def tab_to(page: Page, target: Locator, *, most: int = MOST_TABS) -> None:
    """Press Tab until the element has the focus, which must be seen wherever it stops on the way."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate(FOCUS_IS_SEEN), (
            f"focus cannot be seen on {focused.evaluate('e => e.outerHTML')}"
        )
        if target.evaluate(HAS_FOCUS):
            return
    pytest.fail(f"{target} was not reached in {most} steps")
