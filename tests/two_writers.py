"""Two people writing at once, each with a database connection of their own."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection


def two_writers(test):
    """Mark a test that needs two open transactions writing at once."""
    only_one = "SQLite lets one transaction write at a time"
    skip = pytest.mark.skipif(connection.vendor == "sqlite", reason=only_one)
    return pytest.mark.django_db(transaction=True)(pytest.mark.postgresql(skip(test)))


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run ``actions`` in threads that begin together; return what each gave or raised, in their order."""
    barrier, results = threading.Barrier(len(actions)), [None] * len(actions)

    def run(place: int, action: Callable[[], object]) -> None:
        try:
            barrier.wait(10)
            results[place] = action()
        except Exception as error:  # noqa: BLE001  (whatever it is, the test looks at it)
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results
