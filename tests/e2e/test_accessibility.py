"""WCAG 2.1 A and AA on every page type, in light and dark, from a desktop to the narrowest phone."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.e2e.accessibility import ADVICE, scrolls_sideways, violations_on
from tests.e2e.browsing import DESKTOP, NARROWEST, PHONE, TWICE_AS_LARGE, Scheme, Visits
from tests.e2e.pages.every_page import PAGE_TYPES, PageType
from tests.e2e.watch import Watch

SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def show_whole(page: Page, viewport: ViewportSize) -> None:
    """Make the window as high as the page: what a sticky bar covers can be scrolled, and is no fault."""
    page.set_viewport_size(viewport)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size(ViewportSize(width=viewport["width"], height=max(height, viewport["height"])))


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=str)
def test_page_breaks_no_rule_in_any_look(
    visit: Visits, watch: Watch, pytestconfig: pytest.Config, page_type: PageType
) -> None:
    if page_type.refusal:
        watch.expect(*page_type.refusal)
    page = visit(page_type.account)
    page_type.open(page)

    broken: list[str] = []
    advice: list[str] = []
    for viewport in (DESKTOP, PHONE):
        show_whole(page, viewport)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for violation in violations_on(page, only_colours=scheme == "dark"):
                place = f"{page_type}, {viewport['width']} px, {scheme}: {violation.text}"
                (broken if violation.is_required else advice).append(place)
    if (headings := page.get_by_role("heading", level=1).count()) != 1:
        broken.append(f"{page_type}: {headings} headings of the first level instead of one")
    for viewport in (TWICE_AS_LARGE, NARROWEST):
        page.set_viewport_size(viewport)
        if scrolls_sideways(page):
            broken.append(f"{page_type}, {viewport['width']} px: the page scrolls sideways")

    pytestconfig.stash.setdefault(ADVICE, []).extend(advice)
    assert broken == []
