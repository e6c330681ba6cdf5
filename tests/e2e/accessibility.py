"""The rules of accessibility that every page must keep, and advice beyond them."""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Levels A and AA of WCAG 2.1: what the Polish act on digital accessibility of 4 April 2019 asks of a public body;
# and of WCAG 2.2 the size of targets, because much of the work is done on phones.
REQUIRED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERYTHING = {"type": "tag", "values": [*REQUIRED, "best-practice"]}
# All that another theme can break.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
ADVICE = pytest.StashKey[list[str]]()


@dataclass(frozen=True)
class Violation:
    """One element that breaks a rule, or a whole page."""

    is_required: bool
    text: str


def violations_on(page: Page, *, only_colours: bool = False) -> list[Violation]:
    """Return what breaks a rule on the page as it is now."""
    options = {"runOnly": COLOURS if only_colours else EVERYTHING, "resultTypes": ["violations"]}
    found = [
        Violation(
            is_required=not set(REQUIRED).isdisjoint(broken["tags"]),
            text=f"{broken['id']}: {node['html'][:200]}\n    {node['failureSummary']}",
        )
        for broken in Axe().run(page, options=options).response["violations"]
        for node in broken["nodes"]
    ]
    if scrolls_sideways(page):
        found.append(Violation(is_required=True, text="reflow (WCAG 1.4.10): the page scrolls sideways"))
    return found


def scrolls_sideways(page: Page) -> bool:
    """Tell whether the page is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
