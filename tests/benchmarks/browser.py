"""What somebody on a slow line with a cheap phone sees: when a page can be used, its bytes, whether anything moved.

Chromium slows its line and its processor down by itself, so the figures depend little on this machine.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from deploy.demo.machine import HOST
from tests.benchmarks.client import Visitor, WrongAnswer
from tests.servers import packages

# „3G” as testers of web pages understand it: 1.6 Mbit/s down, 768 kbit/s up, 300 ms there and back.
LINE = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 768_000 / 8,
}
SLOWER_PROCESSOR = 4
PHONE = {"width": 390, "height": 844}
SETTLING_MS = 600
"""How long a loaded page is watched for things that still move."""

_WATCH = """
window.seen = { shift: 0, largest: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.seen.largest = entry.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
"""
_READ = """() => ({
  shift: window.seen.shift,
  ready: Math.max(window.seen.largest, performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd),
})"""


@dataclass(frozen=True)
class Sight:
    """One visit: seconds until the page was painted and its scripts ran, kilobytes that came, movement (CLS)."""

    seconds: float
    kilobytes: float
    shift: float


def measure(visitor: Visitor, paths: Mapping[str, str], look: Callable[[], None]) -> dict[str, float]:
    """Return the figures of a first visit and of the next page, for each path by name.

    Pages whose name begins with "sign-in" are seen by a stranger. Raises WrongAnswer.
    """
    first: dict[str, Sight] = {}
    later: dict[str, Sight] = {}
    program = packages.find_program(*packages.CHROMIUM_NAMES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            for name, path in paths.items():
                look()
                who = None if name.startswith("sign-in") else visitor
                first[name], later[name] = _two_visits(browser, visitor.port, path, who)
        finally:
            browser.close()
    return {
        **_worst("first", first.values()),
        **_worst("later", later.values()),
        **{f"line-first-{name}": first[name].seconds for name in ("home", "order", "sign-in")},
        # Browsers report hundredths; what a thousandth cannot hold nobody sees.
        "layout-shift": round(max(sight.shift for sight in [*first.values(), *later.values()]), 3),
    }


def _worst(visit: str, sights: Iterable[Sight]) -> dict[str, float]:
    seen = list(sights)
    return {
        f"line-{visit}-worst": max(sight.seconds for sight in seen),
        f"browser-{visit}-worst": max(sight.kilobytes for sight in seen),
    }


def _two_visits(browser: Browser, port: int, path: str, visitor: Visitor | None) -> tuple[Sight, Sight]:
    """Return how the page is seen with an empty cache, and again with what the first visit left there."""
    headers = {"X-Forwarded-Proto": "https"}
    if visitor is not None:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    with browser.new_context(
        viewport=PHONE, extra_http_headers=headers, locale="pl-PL", device_scale_factor=1
    ) as context:
        page = context.new_page()
        page.add_init_script(_WATCH)
        return _visit(page, port, path), _visit(page, port, path)


def _visit(page: Page, port: int, path: str) -> Sight:
    session = page.context.new_cdp_session(page)
    received = _counting(session)
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    response = page.goto(f"http://{HOST}:{port}{path}", wait_until="load")
    if response is None or response.status != 200 or page.locator("main h1").count() != 1:
        raise WrongAnswer(f"{path} in a browser: {response.status if response else 'nothing'}, {page.url}")
    page.wait_for_timeout(SETTLING_MS)
    seen = page.evaluate(_READ)
    session.detach()
    return Sight(seen["ready"] / 1000, sum(received) / 1000, seen["shift"])


def _counting(session: CDPSession) -> list[float]:
    """Return a list that grows by the bytes of each file as it arrives, headers included."""
    received: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    return received
