"""Ten pages look as they did, at two widths in two themes. `make baselines` keeps what is seen now."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize

from tests.e2e.browsing import DESKTOP, PHONE, Scheme, Visits
from tests.e2e.pages.every_page import PAGE_TYPES
from tests.e2e.pictures import KEPT, compare, keep, must_renew, shrunk
from tests.e2e.watch import Watch

SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass(frozen=True)
class Look:
    """A page type whose look is kept; what changes from day to day is covered before the picture is taken."""

    name: str
    covered: tuple[str, ...] = field(default=())
    is_whole: bool = False

    def __str__(self) -> str:
        return self.name


LOOKS = [
    Look("sign-in"),
    Look("home", covered=(".home-greeting", ".row__meta", ".row__detail")),
    Look("register"),
    Look("order amended twice"),
    Look("search results"),
    Look("people"),
    Look("person"),
    Look("units"),
    Look(
        "news", covered=(".date-tile", ".news-item__meta", ".news-item .small:not(.muted)", ".agenda .small")
    ),
    Look("component catalogue", is_whole=True),
]


def opener(name: str) -> tuple[str | None, Callable[[Page], object]]:
    (page_type,) = [page_type for page_type in PAGE_TYPES if page_type.name == name]
    return page_type.account, page_type.open


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_page_looks_as_it_did(visit: Visits, watch: Watch, look: Look, tmp_path: Path) -> None:
    account, open_page = opener(look.name)
    page = visit(account)
    open_page(page)
    changed: list[str] = []

    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            problem = _changed(page, look, viewport, scheme, tmp_path)
            if problem:
                changed.append(problem)

    assert changed == []


def _changed(page: Page, look: Look, viewport: ViewportSize, scheme: Scheme, folder: Path) -> str:
    """Keep the picture, or return what is wrong with it."""
    name = f"{re.sub(r'[^a-z]+', '-', look.name)}-{viewport['width']}-{scheme}.png"
    page.mouse.move(0, 0)
    page.evaluate("window.scrollTo(0, 0)")
    seen = shrunk(
        page.screenshot(
            full_page=look.is_whole,
            animations="disabled",
            mask=[page.locator(selector) for selector in look.covered],
            mask_color="#808080",
        )
    )
    if must_renew():
        keep(seen, KEPT / name)
        return ""
    if not (KEPT / name).is_file():
        return f"{name} is not kept yet: run `make baselines` and look at it"
    with Image.open(KEPT / name) as kept:
        comparison = compare(kept, seen)
    if comparison.is_same:
        return ""
    seen.save(folder / name)
    if comparison.marked is not None:
        comparison.marked.save(folder / f"changed-{name}")
    return f"{name}: {comparison.changed:.1%} changed, see {folder / name}"
