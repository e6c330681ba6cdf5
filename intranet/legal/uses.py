"""What rests on an act: orders, practices and others register here from their `act_uses.py`."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.functional import Promise

from intranet.core.registry import Registry
from intranet.legal.models import LegalAct

if TYPE_CHECKING:
    from intranet.accounts.models import User

MOST_SHOWN = 100


@dataclass(frozen=True)
class ActUse:
    """A thing that rests on an act, as the act's page shows it; ``status_variant`` is one of pill.html's."""

    title: str
    url: str
    provision: str = ""
    detail: str = ""
    status: str | Promise = ""
    status_variant: str = "neutral"


class ActUseSource(ABC):
    """One kind of things that rest on acts; ``label`` names them in the plural („Orders”).

    Both methods start from what ``user`` may see: neither a title nor a number may tell of anything else.
    """

    key: ClassVar[str]
    label: ClassVar[str | Promise]
    order: ClassVar[int] = 100

    @abstractmethod
    def counts(self, act_ids: Collection[int], user: "User") -> Mapping[int, int]:
        """Return how many things rest on each act; those without any may be missing. A fixed number of queries."""

    @abstractmethod
    def uses(self, act: LegalAct, user: "User", limit: int) -> Sequence[ActUse]:
        """Return at most ``limit`` things that rest on ``act``, those in force first, the newest first."""


act_uses: Registry[ActUseSource] = Registry(
    key=lambda source: source.key, order=lambda source: (source.order, source.key)
)


@dataclass(frozen=True)
class UsesOfKind:
    """Things of one kind that rest on an act; ``count`` may be higher than the number of ``uses`` shown."""

    label: str | Promise
    count: int
    uses: Sequence[ActUse]

    @property
    def hidden_count(self) -> int:
        return self.count - len(self.uses)


def use_counts(act_ids: Collection[int], user: "User") -> Counter[int]:
    """Return how many things that ``user`` may see rest on each act."""
    counts: Counter[int] = Counter()
    for source in act_uses if act_ids else ():
        counts.update(source.counts(act_ids, user))
    return counts


def uses_of(act: LegalAct, user: "User") -> list[UsesOfKind]:
    """Return what ``user`` may see resting on ``act``, by kind; kinds without any are left out."""
    kinds = []
    for source in act_uses:
        if count := source.counts([act.pk], user).get(act.pk, 0):
            kinds.append(UsesOfKind(source.label, count, source.uses(act, user, MOST_SHOWN)))
    return kinds
