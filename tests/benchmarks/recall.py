"""What a search misses and what it finds wrongly, for the product and the stock project alike."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from tests.benchmarks.client import WrongAnswer
from tests.benchmarks.wording import ASKED_COMMON, ASKED_RARE, COMMON_STEM, RARE_STEM


@dataclass(frozen=True)
class Question:
    """What is typed, and the stem with which the word begins in whatever form it is written."""

    asked: str
    stem: str


QUESTIONS: Mapping[str, Question] = {
    "inflected": Question(ASKED_COMMON, COMMON_STEM),
    "plain": Question(ASKED_RARE, RARE_STEM),
}


def missed(expected: Set[object], found: Set[object]) -> float:
    """Return how much of ``expected`` was not found, in per cent. Raises WrongAnswer when nothing is expected."""
    if not expected:
        raise WrongAnswer("Nothing has the word that is asked for.")
    return 100 * len(expected - found) / len(expected)


def wrong(expected: Set[object], found: Set[object]) -> float:
    """Return how much of what was found is not ``expected``, in per cent; nothing found is nothing wrong."""
    return 100 * len(found - expected) / max(len(found), 1)
