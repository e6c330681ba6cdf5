"""The measurements of one run, under the names of `goals.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass

from psycopg import sql

from deploy.demo.console import say
from tests.benchmarks import browser, memory, signing_in, weight
from tests.benchmarks.client import Visitor
from tests.benchmarks.cpu import parent_of
from tests.benchmarks.databases import EMPTY, MAIN, SMALL, STOCK, STOCK_SETTINGS, Prepared, prepare
from tests.benchmarks.pages import (
    Servers,
    addresses,
    mistyped,
    of_the_register,
    ratios,
    seen_pages,
    timed_pages,
)
from tests.benchmarks.place import Place
from tests.benchmarks.timing import take_turns
from tests.benchmarks.web import running_web

COMPRESSED = "tests.benchmarks.compressed_settings"
STOCK_APPLICATION = "stocksite.wsgi:application"


@dataclass(frozen=True)
class Extent:
    """How much is measured: orders of the large register, rounds of turns."""

    orders: int = 10_000
    rounds: int = 9


def measure(place: Place, extent: Extent) -> dict[str, float]:
    """Return the figures by name. Raises Failure, StopRequested, WrongAnswer."""
    prepared = prepare(place, extent.orders)
    figures = {f"sync-{name}": milliseconds for name, milliseconds in prepared.sync.items()}
    figures |= {f"indexing-{name}": figure for name, figure in prepared.indexing.items()}
    figures |= {f"missed-{name}": share for name, share in prepared.missed.items() if name != "wrong"}
    figures |= {f"stock-missed-{name}": share for name, share in prepared.stock_missed.items()}
    figures["found-wrongly"] = prepared.missed["wrong"]
    say("• Counting queries")
    figures |= _queries(place.step(EMPTY, "query_counts"))
    with (
        running_web(place, MAIN) as web,
        running_web(place, SMALL) as small,
        running_web(place, STOCK, STOCK_APPLICATION, settings=STOCK_SETTINGS) as stock,
    ):
        pages = timed_pages(prepared, Servers(web, small, stock))
        say(f"• Measuring {len(pages)} pages in {extent.rounds} rounds")
        timings = take_turns(
            pages, database=_postmaster(place), rounds=extent.rounds, look=place.stopper.check
        )
        figures |= ratios(timings)
        figures["sign-in"] = signing_in.milliseconds(web.port)
        figures |= _weights(signing_in.signed_in(web.port), prepared)
    say("• Looking with a browser on a slow line")
    with running_web(place, MAIN, settings=COMPRESSED) as web:
        visitor = signing_in.signed_in(web.port)
        figures |= browser.measure(visitor, seen_pages(prepared), place.stopper.check)
    say("• Looking at the memory of two workers")
    return figures | _memory(place, prepared)


def _queries(counts: Mapping[str, list[int]]) -> dict[str, float]:
    most = {f"queries-{name}": float(found[-1]) for name, found in counts.items()}
    growth = {f"queries-{name}-growth": float(max(found) - found[0]) for name, found in counts.items()}
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
    paths = [*addresses(prepared).values(), *of_the_register(prepared).values(), mistyped()]
    with running_web(place, MAIN, workers=2) as web:
        found = memory.of_workers(signing_in.signed_in(web.port), web.pid, paths, place.stopper.check)
    return {"memory-worker-rss": found.rss, "memory-worker-pss": found.pss}


def _postmaster(place: Place) -> int:
    """Return PostgreSQL's first process: all others are its children."""
    query = sql.SQL("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
    return parent_of(place.execute(query)[0][0])
