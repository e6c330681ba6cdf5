"""The product once per session, a browser, and a watch over each journey."""

import shutil
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.e2e.accessibility import ADVICE
from tests.e2e.browsing import PATIENCE, Sessions, Visits, running_chromium
from tests.e2e.product import RunningProduct, load_demo, running_product
from tests.e2e.watch import Watch

HERE = Path(__file__).parent

expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.needs("chromium"))
    # Playwright keeps an event loop running in this thread, and Django's database refuses to work beside one.
    # The looks come first among them: journeys publish news and send notes, which pages then show.
    items.sort(key=lambda item: (item.path.is_relative_to(HERE), item.path != HERE / "test_looks.py"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    fixtures = getattr(item, "funcargs", {})
    visit = fixtures.get("visit")
    if report.when == "call" and report.failed and visit:
        for number, page in enumerate(visit.pages):
            picture = fixtures["tmp_path"] / f"page-{number}.png"
            with suppress(Error):  # a page that cannot be drawn must not hide the failure
                page.screenshot(path=picture, full_page=True)
            report.sections.append(("Where it failed", f"{page.url}\n{picture}"))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash.setdefault(ADVICE, []):
        terminalreporter.section("accessibility advice (not required by WCAG 2.1 AA)")
        for line in dict.fromkeys(config.stash[ADVICE]):
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def loaded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Demo data to copy: loading takes longer than everything else about a start."""
    folder = tmp_path_factory.mktemp("loaded") / "var"
    load_demo(folder)
    return folder


@pytest.fixture(scope="session")
def product(loaded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningProduct]:
    folder = tmp_path_factory.mktemp("product") / "var"
    shutil.copytree(loaded_folder, folder)
    with running_product(folder) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def sessions(chromium: Browser) -> Sessions:
    return Sessions(chromium)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def visit(
    chromium: Browser, product: RunningProduct, sessions: Sessions, watch: Watch, tmp_path: Path
) -> Iterator[Visits]:
    """Open watched pages: `visit()` for a stranger, `visit("pracownik")` for somebody signed in."""
    visits = Visits(chromium, product, sessions, watch)
    try:
        yield visits
    finally:
        visits.end()
    trouble = watch.trouble()
    if trouble:
        pytest.fail("\n".join(["the browser met:", *trouble]), pytrace=False)
