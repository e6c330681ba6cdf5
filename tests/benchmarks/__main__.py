"""`make bench`: measure the product, print one table, write var/bench.json.

It starts what it needs on free ports (PostgreSQL, the demo directory, gunicorn) and stops it, whatever happens.
Goals are no tests: the exit code only says whether everything was measured.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from deploy.demo.commands import ROOT, Stopper, StopRequested
from deploy.demo.console import Failure, allow_any_terminal, say
from tests.benchmarks.client import WrongAnswer
from tests.benchmarks.goals import BrokenGoals, Row, compare, load_goals
from tests.benchmarks.measuring import Extent, measure
from tests.benchmarks.place import LOG, Place
from tests.benchmarks.report import table, write
from tests.servers import packages
from tests.servers.directory import running_directory
from tests.servers.postgres import PostgresError, running_postgres

RESULT = ROOT / "var" / "bench.json"
QUICK = Extent(orders=1_000, rounds=2)


def main(arguments: list[str]) -> int:
    """Measure and report; return 0 when everything was measured, 1 when not, 130 when stopped."""
    allow_any_terminal()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a tenth of the orders and few rounds, to try it; writes nothing"
    )
    options = parser.parse_args(arguments)
    if absent := packages.missing(["postgresql", "chromium"]):
        say(f"Nothing was measured. To measure: {packages.install_command(absent)}")
        return 1
    stopper = Stopper()
    stopper.listen()
    LOG.unlink(missing_ok=True)
    began = time.monotonic()
    try:
        rows = _measured(stopper, QUICK if options.quick else Extent())
    except StopRequested:
        return _stopped()
    except (Failure, PostgresError, WrongAnswer, BrokenGoals) as error:
        # Ctrl-C also ends the demo directory: what failed then failed because of it.
        try:
            stopper.check()
        except StopRequested:
            return _stopped()
        say("", f"Nothing was measured: {error}", f"Log: {LOG.relative_to(ROOT)}")
        return 1
    say("", *table(rows), f"Taken in {time.monotonic() - began:.0f} s.")
    if options.quick:
        say("A quick run: with so few orders and rounds nothing is proved, and nothing was written.")
    else:
        write(rows, RESULT)
        say(f"Written to {RESULT.relative_to(ROOT)}.")
    return 0


def _stopped() -> int:
    say("", "Stopped; nothing was written.")
    return 130


def _measured(stopper: Stopper, extent: Extent) -> list[Row]:
    goals = load_goals()
    with tempfile.TemporaryDirectory(prefix="intranet-bench-") as name:
        folder = Path(name)
        say("• Starting PostgreSQL and the demo directory")
        with running_postgres() as server, running_directory(folder / "directory") as directory:
            return compare(goals, measure(Place(folder, server, directory, stopper), extent))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
