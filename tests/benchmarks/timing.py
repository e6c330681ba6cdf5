"""CPU time of pages, measured so that the machine's moods cancel.

Pages take turns, there and back, round after round; a ratio is taken within each round and its median is the
result. Figures of one round are compared, never figures of different minutes. Several visitors ask at once, so
that the server never rests: after a rest even the least page is dear, because everything else has used the
processor's caches meanwhile.
"""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

from tests.benchmarks.client import Answer, Visitor, WrongAnswer
from tests.benchmarks.cpu import cpu_seconds

VISITORS = 4
WARM_UP, WARM_UP_SECONDS = 24, 2
CALIBRATION = 16
# A process's time is known to 10 ms: enough requests for each reading to be right within a few per cent.
SECONDS_A_TURN = 0.4
FEWEST, MOST = VISITORS, 400


@dataclass(frozen=True)
class Page:
    """An address to measure, who asks for it, and the process tree that answers.

    The right answer has ``mark`` at least ``marks`` times.
    """

    name: str
    visitor: Visitor
    path: str
    web: int
    mark: bytes = b""
    marks: int = 1

    def check(self) -> None:
        """Raise WrongAnswer unless the page is what it should be."""
        answer = self.ask()
        if answer.body.count(self.mark) < self.marks:
            raise WrongAnswer(
                f"{self.name}: fewer than {self.marks} times {self.mark!r}: {_described(answer)}"
            )

    def ask(self) -> Answer:
        """Return the answer. Raises WrongAnswer for another status than 200."""
        answer = self.visitor.get(self.path)
        if answer.status != 200:
            raise WrongAnswer(f"{self.name}: {self.path} answered {_described(answer)}")
        return answer


@dataclass(frozen=True)
class Timings:
    """CPU milliseconds per request of each page, application and database together, one figure a round."""

    rounds: Mapping[str, Sequence[float]]

    def milliseconds(self, name: str) -> float:
        """Return the usual cost of a page."""
        return statistics.median(self.rounds[name])

    def ratio(self, name: str, other: str) -> float:
        """Return how many times the other page a page costs."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return statistics.median(mine / theirs for mine, theirs in pairs)


def take_turns(
    pages: Sequence[Page], *, database: int, rounds: int, look: Callable[[], None] = lambda: None
) -> Timings:
    """Measure the pages; ``database`` is PostgreSQL's first process, ``look`` is called before each turn.

    Raises WrongAnswer.
    """
    figures: dict[str, list[float]] = {page.name: [] for page in pages}
    with ThreadPoolExecutor(VISITORS) as visitors:
        requests = {page.name: _requests(page, database, visitors, look) for page in pages}
        for number in range(rounds):
            for page in pages if number % 2 == 0 else reversed(pages):
                look()
                figures[page.name].append(_turn(page, database, visitors, requests[page.name]))
    return Timings(figures)


def _requests(page: Page, database: int, visitors: Executor, look: Callable[[], None]) -> int:
    """Warm the page up and return how many requests make a turn of it."""
    look()
    ends, done = time.monotonic() + WARM_UP_SECONDS, 0
    while done < FEWEST or (done < WARM_UP and time.monotonic() < ends):
        page.check()
        done += 1
    expected = _turn(page, database, visitors, min(done, CALIBRATION))
    return min(max(round(SECONDS_A_TURN * 1000 / expected), FEWEST), MOST)


def _turn(page: Page, database: int, visitors: Executor, requests: int) -> float:
    """Return the milliseconds of CPU that one request takes."""
    before = cpu_seconds(page.web) + cpu_seconds(database)
    for _done in visitors.map(lambda _number: page.ask(), range(requests)):
        pass
    used = cpu_seconds(page.web) + cpu_seconds(database) - before
    # Never nothing: what costs less than a tick is a tick.
    return max(used, 0.01) * 1000 / requests


def _described(answer: Answer) -> str:
    return f"{answer.status} with {len(answer.body)} bytes: {answer.body[:200]!r}"
