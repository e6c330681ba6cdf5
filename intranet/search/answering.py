"""The whole answer to a question: typed numbers, what the index finds, and how it may be narrowed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intranet.search.finding import Findings, exact_hits, facts_of, find
from intranet.search.keys import Question
from intranet.search.narrowing import EVERYTHING, Hit, Narrowing
from intranet.search.pins import pinned_hits
from intranet.search.registry import sources
from intranet.search.synonyms import widen

if TYPE_CHECKING:
    from intranet.accounts.models import User


@dataclass(frozen=True)
class Answer:
    """What ``asked`` found; every hit may be seen by the person it was asked for.

    ``whole`` is everything, to count choices in; ``pinned``, ``exact`` and ``rest`` are what fits the filters, each
    hit once. Counts are exact when they are complete.
    """

    asked: Question
    whole: Findings
    pinned: tuple[Hit, ...]
    exact: tuple[Hit, ...]
    rest: tuple[Hit, ...]
    is_complete: bool
    is_by_beginnings: bool

    @property
    def total(self) -> int:
        return len(self.pinned) + len(self.exact) + len(self.rest)


def answer(
    question: Question, user: "User", narrowing: Narrowing = EVERYTHING, *, is_capped: bool = True
) -> Answer:
    """Return what answers ``question`` and fits ``narrowing``, of everything that ``user`` may see."""
    every = [source.key for source in sources]
    asked = widen(question)
    found = find(asked, user, source_keys=every, is_capped=is_capped)
    is_by_beginnings = not found.facts
    if is_by_beginnings:
        asked = asked.by_beginnings()
        found = find(asked, user, source_keys=every, is_capped=is_capped)
    pinned = pinned_hits(question, user)
    exact = [hit for hit in exact_hits(question, user, source_keys=every) if hit not in pinned]
    above = [*pinned, *exact]
    # A number is a result too, even if no text holds its words; so is what editors put there.
    beside = facts_of([hit for hit in above if hit not in found.facts], user)
    whole = Findings({**found.facts, **beside}, found.is_complete)
    chosen = found.fitting(narrowing)
    if narrowing and not found.is_complete:
        keys = [narrowing.kind] if narrowing.kind else every
        chosen = find(asked, user, source_keys=keys, narrowing=narrowing)
    return Answer(
        asked=asked,
        whole=whole,
        pinned=_fitting(pinned, whole, narrowing),
        exact=_fitting(exact, whole, narrowing),
        rest=tuple(hit for hit in chosen.facts if hit not in above),
        is_complete=chosen.is_complete,
        is_by_beginnings=is_by_beginnings and bool(found.facts),
    )


def _fitting(hits: list[Hit], whole: Findings, narrowing: Narrowing) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit in whole.facts and narrowing.fits(hit, whole.facts[hit]))
