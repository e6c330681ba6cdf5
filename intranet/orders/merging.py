"""Two people at one draft: what only one of them changed is kept, what both changed is for a person to choose."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

HASH_LENGTH = 12


def fingerprint(value: str) -> str:
    """Return a short hash of a field's value; line endings do not count, because browsers rewrite them."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return hashlib.sha256(lines.encode()).hexdigest()[:HASH_LENGTH]


@dataclass(frozen=True)
class Merge:
    """What becomes of a form saved over a newer version.

    ``merged`` has every field; in ``conflicts`` it has what this person typed, until they choose.
    """

    merged: dict[str, str]
    theirs: dict[str, str] = field(default_factory=dict)
    """Fields that only somebody else changed: their values are in ``merged``."""
    conflicts: dict[str, str] = field(default_factory=dict)
    """Fields that both changed, in different ways, with the other person's values."""


def merge(*, opened: Mapping[str, str], mine: Mapping[str, str], saved: Mapping[str, str]) -> Merge:
    """Merge the form ``mine`` with what is ``saved`` by now.

    ``opened`` has the fingerprint of each field as the form was opened. A field without one counts as changed by
    both: nothing is lost by asking.
    """
    result = Merge(merged=dict(mine))
    for name, value in mine.items():
        now = saved.get(name, "")
        if fingerprint(now) == fingerprint(value):
            continue
        before = opened.get(name, "")
        if before == fingerprint(now):
            continue
        if before == fingerprint(value):
            result.merged[name] = result.theirs[name] = now
        else:
            result.conflicts[name] = now
    return result
