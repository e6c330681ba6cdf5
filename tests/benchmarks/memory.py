"""Memory of web workers that have served every page and hold the Polish dictionary."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.client import Visitor, WrongAnswer
from tests.benchmarks.cpu import children_of

ROUNDS = 20
MOST_TRIES = 400
_LINE = re.compile(r"^(?P<name>Rss|Pss):\s+(?P<kilobytes>\d+) kB$", re.MULTILINE)


@dataclass(frozen=True)
class Memory:
    """Megabytes of one worker: all it sees, and its part when shared pages are divided by who shares them."""

    rss: float
    pss: float


def of_workers(visitor: Visitor, web: int, paths: Iterable[str], look: Callable[[], None]) -> Memory:
    """Return the mean of the workers of a web server after each has answered a few of every page.

    ``look`` is called now and then. Raises WrongAnswer when a worker never answers.
    """
    for _ in range(ROUNDS):
        look()
        for path in paths:
            visitor.get(path)
    workers = set(children_of(web))
    waiting = set(workers)
    for _ in range(MOST_TRIES):
        waiting.discard(json.loads(visitor.get("/benchmark/worker/").body)["pid"])
        if not waiting:
            break
    else:
        raise WrongAnswer("A web worker never answered.")
    sizes = [_sizes(pid) for pid in workers]
    return Memory(*(sum(size[name] for size in sizes) / len(sizes) / 1024 for name in ("Rss", "Pss")))


def _sizes(pid: int) -> dict[str, int]:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return {found["name"]: int(found["kilobytes"]) for found in _LINE.finditer(text)}
