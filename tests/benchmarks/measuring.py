"""The measurements of one run, under the names of `goals.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass

from psycopg import sql

from deploy.demo.console import say
from tests.benchmarks import browser, memory, signing_in, weight
from tests.benchmarks.client import Visitor
from tests.benchmarks.cpu import parent_of
from tests.benchmarks.databases import EMPTY, MAIN, SMALL, STOCK, STOCK_SETTINGS, Prepared, prepare
from tests.benchmarks.place import Place
from tests.benchmarks.timing import Page, Timings, take_turns
from tests.benchmarks.web import WebServer, running_web
from tests.benchmarks.wording import ASKED_COMMON, ASKED_RARE

COMPRESSED = "tests.benchmarks.compressed_settings"
STOCK_APPLICATION = "stocksite.wsgi:application"
TABLE_ROW, RESULT = b'<tr role="row">', b"search-result__title"
# No page of a list is shorter; one with fewer rows is not the page that was meant.
FEWEST_ROWS = 10


@dataclass(frozen=True)
class Extent:
    """How much is measured: orders of the large register, rounds of turns."""

    orders: int = 10_000
    rounds: int = 13


def measure(place: Place, extent: Extent) -> dict[str, float]:
    """Return the figures by name. Raises Failure, StopRequested, WrongAnswer."""
    prepared = prepare(place, extent.orders)
    figures = {f"sync-{name}": milliseconds for name, milliseconds in prepared.sync.items()}
    say("• Counting queries")
    figures |= _queries(place.step(EMPTY, "query_counts"))
    with (
        running_web(place, MAIN) as web,
        running_web(place, SMALL) as small,
        running_web(place, STOCK, STOCK_APPLICATION, settings=STOCK_SETTINGS) as stock,
    ):
        pages = _pages(prepared, web, small, stock)
        say(f"• Measuring {len(pages)} pages in {extent.rounds} rounds")
        timings = take_turns(
            pages, database=_postmaster(place), rounds=extent.rounds, look=place.stopper.check
        )
        figures |= _cpu(timings)
        figures["sign-in"] = signing_in.milliseconds(web.port)
        figures |= _weights(signing_in.signed_in(web.port), prepared)
    say("• Looking with a browser on a slow line")
    with running_web(place, MAIN, settings=COMPRESSED) as web:
        visitor = signing_in.signed_in(web.port)
        figures |= browser.measure(visitor, _seen_pages(prepared), place.stopper.check)
    say("• Looking at the memory of two workers")
    return figures | _memory(place, prepared)


def addresses(prepared: Prepared) -> dict[str, str]:
    """Return the addresses of the product's pages by name."""
    return {
        "home": "/",
        "register": "/zarzadzenia/",
        "order": f"/zarzadzenia/{prepared.example['order']}/",
        "search": f"/szukaj/?q={ASKED_COMMON}",
        "people": "/pracownicy/",
    }


def _seen_pages(prepared: Prepared) -> dict[str, str]:
    """Return what is looked at with a browser: one page of each kind that everybody meets."""
    return addresses(prepared) | {
        "sign-in": signing_in.ADDRESS,
        "person": f"/pracownicy/{prepared.example['person']}/",
        "units": "/pracownicy/komorki/",
        "unit": f"/pracownicy/komorki/{prepared.example['unit']}/",
        "news": "/aktualnosci/",
        "information": "/strony/",
        "statement": "/deklaracja-dostepnosci/",
        "note": "/uwagi/nowa/?strona=/",
    }


def _pages(prepared: Prepared, web: WebServer, small: WebServer, stock: WebServer) -> list[Page]:
    address = addresses(prepared)
    number = str(prepared.example["number"])
    member, reader = signing_in.signed_in(web.port), signing_in.signed_in(small.port)
    staff, editor = (Visitor(stock.port, {"sessionid": prepared.stock[name]}) for name in ("staff", "editor"))

    def ours(name: str, path: str, mark: bytes, marks: int = 1) -> Page:
        return Page(name, member, path, web.pid, mark, marks)

    # What the others are compared with stands in the middle: measured near to all of them.
    return [
        Page("stock-wagtail-editor", editor, prepared.stock["path"], stock.pid, b"<wagtail-userbar"),
        Page("register-100", reader, address["register"], small.pid, TABLE_ROW, FEWEST_ROWS),
        ours("register-10000", address["register"], TABLE_ROW, FEWEST_ROWS),
        ours("people", address["people"], TABLE_ROW, FEWEST_ROWS),
        ours("home", address["home"], b'<li class="row'),
        ours("bare", f"/benchmark/bare/{prepared.example['unit']}/", b""),
        ours("shell", "/benchmark/shell/", b"side-menu__link"),
        ours("order", address["order"], number.encode()),
        Page("stock-wagtail", staff, prepared.stock["path"], stock.pid, b"<h2>", FEWEST_ROWS),
        ours("search-number", f"/szukaj/?q={number}", RESULT),
        ours("search-common", address["search"], RESULT, FEWEST_ROWS),
        ours("search-rare", f"/szukaj/?q={ASKED_RARE}", RESULT),
    ]


def _cpu(timings: Timings) -> dict[str, float]:
    shells = ("order", "register-100", "register-10000", "search-common", "search-rare", "search-number")
    evenness = timings.ratio("search-common", "search-rare")
    return {
        "bare": timings.milliseconds("bare"),
        "shell-ms": timings.milliseconds("shell"),
        **{name: timings.ratio(name, "bare") for name in ("shell", "stock-wagtail", "stock-wagtail-editor")},
        **{name: timings.ratio(name, "shell") for name in (*shells, "home", "people")},
        "order-against-stock-wagtail": timings.ratio("order", "stock-wagtail"),
        "register-growth": timings.ratio("register-10000", "register-100"),
        "search-evenness": max(evenness, 1 / evenness),
    }


def _queries(counts: Mapping[str, list[int]]) -> dict[str, float]:
    most = {f"queries-{name}": float(found[-1]) for name, found in counts.items()}
    growth = {f"queries-{name}-growth": float(max(found) - min(found)) for name, found in counts.items()}
    return most | growth


def _weights(visitor: Visitor, prepared: Prepared) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, path in addresses(prepared).items():
        found = weight.weigh(visitor, path)
        figures |= {f"weight-{name}-cold": found.cold / 1000, f"weight-{name}-warm": found.warm / 1000}
        if name == "home":
            figures["files-home-cold"] = float(found.requests)
    kinds = weight.of_kinds(visitor, addresses(prepared).values())
    return figures | {f"weight-{kind}": kilobytes for kind, kilobytes in kinds.items()}


def _memory(place: Place, prepared: Prepared) -> dict[str, float]:
    with running_web(place, MAIN, workers=2) as web:
        visitor = signing_in.signed_in(web.port)
        found = memory.of_workers(visitor, web.pid, addresses(prepared).values(), place.stopper.check)
    return {"memory-worker-rss": found.rss, "memory-worker-pss": found.pss}


def _postmaster(place: Place) -> int:
    """Return PostgreSQL's first process: all others are its children."""
    query = sql.SQL("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
    return parent_of(place.execute(query)[0][0])
