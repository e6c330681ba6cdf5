"""The databases of a run: the product's with many orders, few and none, and the stock Wagtail project's."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import wagtail
from psycopg import sql

from deploy.demo.console import say
from tests.benchmarks.place import Place

MAIN, SMALL, EMPTY, SYNCED, STOCK = "intranet", "small", "empty", "synced", "stock"
SMALL_COUNT = 100
STOCK_SETTINGS = "tests.benchmarks.stock.settings"
_STOCK_PROJECT = Path(wagtail.__file__).with_name("project_template")


@dataclass(frozen=True)
class Prepared:
    """What the databases hold: the example order, the stock project's page and sessions; and what filling them took.

    ``missed`` and ``stock_missed`` are per cents of what a question should have found.
    """

    example: Mapping[str, str | int]
    stock: Mapping[str, str]
    sync: Mapping[str, float]
    indexing: Mapping[str, float]
    missed: Mapping[str, float]
    stock_missed: Mapping[str, float]


def prepare(place: Place, orders: int) -> Prepared:
    """Make and fill the databases. Raises Failure, StopRequested."""
    # Cleaning up behind our back would be counted as some page's work.
    place.execute(sql.SQL("ALTER SYSTEM SET autovacuum = off"))
    place.execute(sql.SQL("SELECT pg_reload_conf()"))
    say(
        f"• Making the databases: registers of {SMALL_COUNT} and {orders} orders, and the same in a stock project"
    )
    # Both processors have work; what is measured by the clock comes after and has the machine for itself.
    with ThreadPoolExecutor(1) as beside:
        prepared = beside.submit(_prepare_stock, place, orders)
        example = _prepare_ours(place, orders)
        stock = prepared.result()
    say("• Measuring the sync and the filing for search")
    sync = place.step(SYNCED, "directory_sync")
    indexing = place.step(MAIN, "indexing")
    missed = place.step(MAIN, "inflection")
    return Prepared(example, stock, sync, indexing, missed, stock_missed=stock.pop("missed"))


def _prepare_ours(place: Place, orders: int) -> Mapping[str, str | int]:
    """Make the product's databases; only the large register waits to have its attachments filed for search."""
    place.django(MAIN, "migrate", "--no-input")
    place.django(MAIN, "collectstatic", "--no-input")
    place.copy_database(MAIN, EMPTY)
    place.copy_database(MAIN, SYNCED)
    place.step(MAIN, "directory_sync")
    place.copy_database(MAIN, SMALL)
    place.step(SMALL, "filling", str(SMALL_COUNT))
    place.step(SMALL, "indexing")
    example: Mapping[str, str | int] = place.step(MAIN, "filling", str(orders))
    return example


def _prepare_stock(place: Place, orders: int) -> dict[str, Any]:
    place.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(STOCK)))
    start = ["startproject", "stocksite", str(place.folder), "--template", str(_STOCK_PROJECT)]
    # What PostgreSQL chooses by itself on a Polish system: it has no Polish configuration.
    place.execute(
        sql.SQL("ALTER DATABASE {} SET default_text_search_config = 'pg_catalog.simple'").format(
            sql.Identifier(STOCK)
        )
    )
    place.django(STOCK, *start, "--extension=py", "--extension=html", settings="django.conf.global_settings")
    place.django(STOCK, "makemigrations", "stock", settings=STOCK_SETTINGS)
    place.django(STOCK, "migrate", "--no-input", settings=STOCK_SETTINGS)
    prepared: dict[str, Any] = place.step(STOCK, "stock.filling", str(orders), settings=STOCK_SETTINGS)
    return prepared
