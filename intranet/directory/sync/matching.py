"""Which row is which unit of the directory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from intranet.directory.models import OrgUnit
from intranet.directory.sync.rows import cut
from intranet.directory.sync.values import symbol_key
from intranet.ldap.dn import dn_key
from intranet.ldap.entries import DirectoryUnit

Pair = tuple[DirectoryUnit, OrgUnit | None]


@dataclass(frozen=True)
class UnitMatches:
    """Entries with their rows, None for a unit not known yet.

    ``passed_over`` are those whose symbol belongs to another unit: symbols open case numbers, so no two units
    may share one, not even in different letter case.
    """

    chosen: list[Pair] = field(default_factory=list)
    passed_over: list[Pair] = field(default_factory=list)


def match_units(entries: Sequence[DirectoryUnit], known: Sequence[OrgUnit]) -> UnitMatches:
    """Match by identifier, then by symbol with a row that no entry claims (made by hand, or before a restore).

    Every symbol of the result is free to be written, once renamed rows have let theirs go.
    """
    matcher = _Matcher(entries, known)
    kept: set[str] = set()
    while True:
        matches = matcher.match(kept)
        # A row passed over keeps its symbol, which another entry may have been given meanwhile: once more.
        keeping = {symbol_key(row.symbol) for _entry, row in matches.passed_over if row is not None}
        if keeping <= kept:
            return matches
        kept |= keeping


class _Matcher:
    def __init__(self, entries: Sequence[DirectoryUnit], known: Sequence[OrgUnit]) -> None:
        present = {entry.guid for entry in entries}
        self._by_guid: dict[UUID, OrgUnit] = {
            unit.directory_guid: unit for unit in known if unit.directory_guid is not None
        }
        # The last one wins: of two rows that differ in letter case, the one that has not ended.
        free = sorted(
            (unit for unit in known if unit.directory_guid not in present),
            key=lambda unit: unit.valid_to is None,
        )
        self._free = {unit.symbol: unit for unit in free}
        self._free_in_any_case = {symbol_key(unit.symbol): unit for unit in free}
        # Who has the symbol already goes before who wants it.
        self._entries = sorted(entries, key=lambda entry: (self._claim(entry), dn_key(entry.dn)))

    def _claim(self, entry: DirectoryUnit) -> int:
        row = self._by_guid.get(entry.guid)
        if row is None:
            return 2
        return 0 if symbol_key(row.symbol) == symbol_key(entry.symbol) else 1

    def match(self, kept: set[str]) -> UnitMatches:
        """Match all, giving nobody else the symbols ``kept`` by rows that were passed over."""
        matches = UnitMatches()
        taken: set[str] = set()
        for entry in self._entries:
            key, row = symbol_key(entry.symbol), self._by_guid.get(entry.guid)
            claim = self._claim(entry)
            free = self._free.get(cut(OrgUnit, "symbol", entry.symbol))
            if claim > 0:
                free = free or self._free_in_any_case.get(key)
            is_of_another = (
                key in taken or (claim > 0 and key in kept) or (row is not None and free is not None)
            )
            if is_of_another:
                matches.passed_over.append((entry, row))
            else:
                taken.add(key)
                matches.chosen.append((entry, row or free))
        return matches
