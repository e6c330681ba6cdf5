"""What one sync did, and what it refused to believe."""

import logging
from dataclasses import dataclass, field
from enum import StrEnum

from intranet.directory.hooks import Changes

logger = logging.getLogger(__name__)

# Above both numbers what is missing is not believed: somebody moved a branch of the tree or lost a permission.
MOST_MISSING, MOST_MISSING_SHARE = 20, 0.05


class Refusal(StrEnum):
    """What a sync would have taken away and did not, because it cannot be true."""

    LEAVERS = "leavers"
    UNITS = "units"
    NO_UNITS = "no_units"
    NO_GROUPS = "no_groups"
    ROLES = "roles"
    MEMBERSHIPS = "memberships"


REASONS = {
    Refusal.LEAVERS: "people are missing from the directory; that many are not believed, nobody was deactivated",
    Refusal.UNITS: "units are missing from the directory; that many are not believed, none was ended",
    Refusal.NO_UNITS: "units are known and the directory shows none at all; they were left as they are",
    Refusal.NO_GROUPS: "roles and memberships are held and the directory shows no groups; they were left",
    Refusal.ROLES: "people would lose roles; that many are not believed, theirs were left as they are",
    Refusal.MEMBERSHIPS: "memberships of job groups would end; that many are not believed, they were left",
}


def is_believable(missing: int, known: int) -> bool:
    """Tell whether that many of the ``known`` can really be gone since the last sync."""
    return missing <= max(MOST_MISSING, MOST_MISSING_SHARE * known)


@dataclass
class SyncReport:
    """Counts of what one sync changed, and of what it refused to take away.

    ``passed_over`` holds the symbols that more than one unit has: only one of them each can be written.
    """

    counts: dict[str, int] = field(default_factory=dict)
    refused: dict[Refusal, int] = field(default_factory=dict)
    passed_over: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    def count(self, name: str, number: int) -> None:
        """Add ``number`` to the count ``name``."""
        self.counts[name] = self.counts.get(name, 0) + number

    def refuse(self, what: Refusal, number: int) -> None:
        """Note and log that ``number`` of something was left as it is; a person has to look."""
        self.refused[what] = number
        logger.error("sync: %d %s", number, REASONS[what])

    def pass_over(self, symbols: list[str]) -> None:
        """Note and log units that cannot be written until the directory is corrected."""
        self.passed_over = symbols
        if symbols:
            logger.warning("sync: symbols of more than one unit: %s", ", ".join(symbols))

    @property
    def refusals(self) -> list[str]:
        """What was refused, in English sentences for the administrator."""
        return [f"{number} {REASONS[what]}." for what, number in self.refused.items()]

    @property
    def has_changes(self) -> bool:
        return any(self.counts.values()) or bool(self.refused)

    def details(self) -> dict[str, int]:
        """Return what the audit keeps."""
        refused = {f"{what}_refused": number for what, number in self.refused.items()}
        return {**{name: number for name, number in self.counts.items() if number}, **refused}
