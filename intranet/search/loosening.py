"""A question whose words never stand together: which words to leave out, each offer tried before it is made."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intranet.search.finding import find
from intranet.search.keys import ask, stretches, token_of
from intranet.search.registry import sources
from intranet.search.synonyms import widen

if TYPE_CHECKING:
    from intranet.accounts.models import User

# Every word costs a question or two, and a long text is mended by its writer anyway.
MOST_WORDS = 6
MOST_OFFERS = 3


@dataclass(frozen=True)
class Offer:
    """The question ``text`` without the words ``left_out``; it finds ``count`` things, or more when not complete."""

    text: str
    left_out: str
    count: int
    is_complete: bool


def offers_without_words(text: str, user: "User") -> list[Offer]:
    """Return shorter questions that find something ``user`` may see, the fewest hits first; [] when none does."""
    words = [match[0] for match in stretches(ask(text).text) if token_of(match).asked_groups()]
    if not 1 < len(words) <= MOST_WORDS:
        return []
    offers = [_tried(words, {position}, user) for position in range(len(words))]
    found = sorted((offer for offer in offers if offer is not None), key=lambda offer: offer.count)
    if not found and len(words) > 2:
        unknown = {position for position, word in enumerate(words) if not _finds(word, user)}
        found = [offer] if 0 < len(unknown) < len(words) and (offer := _tried(words, unknown, user)) else []
    return found[:MOST_OFFERS]


def _tried(words: list[str], left_out: set[int], user: "User") -> Offer | None:
    text = " ".join(word for position, word in enumerate(words) if position not in left_out)
    found = find(widen(ask(text)), user, source_keys=[source.key for source in sources])
    if not found.facts:
        return None
    missing = " ".join(words[position] for position in sorted(left_out))
    return Offer(text, missing, len(found.facts), found.is_complete)


def _finds(word: str, user: "User") -> bool:
    return bool(find(widen(ask(word)), user, source_keys=[source.key for source in sources]).facts)
