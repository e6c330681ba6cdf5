"""Entries and the tree that holds them, with the attributes a directory computes itself."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from deploy.demo.directory import dn as names
from deploy.demo.directory.matching import fold, text_of
from deploy.demo.directory.passwords import is_password

# Used for binding only: never shown, never searched.
HIDDEN = "userpassword"
MEMBER = "member"
MEMBER_OF = "memberof"
# Given only to who asks for them by name or with "+".
OPERATIONAL = frozenset({MEMBER_OF, "entryuuid"})
# Their values are names, so they are compared as names.
NAME_VALUED = frozenset({MEMBER, MEMBER_OF, "manager", "seealso", "owner", "secretary"})


class BrokenTree(ValueError):
    """Entries that cannot form one tree; the message says which and why."""


@dataclass
class Attribute:
    """A name as first written and its values."""

    name: str
    values: list[bytes] = field(default_factory=list)


@dataclass
class Entry:
    """A distinguished name and its attributes by lower-case name."""

    dn: str
    attributes: dict[str, Attribute] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.key = names.key(self.dn)
        self.folded: dict[str, list[str]] = {}

    def add(self, name: str, *values: str | bytes) -> "Entry":
        """Add values to the attribute and return the entry."""
        attribute = self.attributes.setdefault(name.casefold(), Attribute(name))
        attribute.values.extend(value.encode() if isinstance(value, str) else value for value in values)
        self.folded.pop(name.casefold(), None)
        return self

    def values(self, name: str) -> list[bytes]:
        """Return the values of the attribute, none for a password."""
        attribute = self.attributes.get(name)
        return attribute.values if attribute and name != HIDDEN else []

    def comparable(self, name: str) -> list[str]:
        """Return the values as they are compared; kept, because every search reads all entries."""
        if name not in self.folded:
            self.folded[name] = [fold(text_of(value)) for value in self.values(name)]
        return self.folded[name]

    def name_keys(self, name: str) -> set[names.Key]:
        """Return the values of an attribute that holds names; a value that is no name is left out."""
        keys = set()
        for value in self.values(name):
            try:
                keys.add(names.key(text_of(value)))
            except names.InvalidName:
                continue
        return keys

    def accepts(self, password: bytes) -> bool:
        """Return whether it is the password of this entry."""
        stored = self.attributes.get(HIDDEN)
        return stored is not None and any(is_password(password, value) for value in stored.values)


class Directory:
    """All entries of one tree in the order of the file, the root first.

    Adds entryUUID (from the name, so it survives a restart) and memberOf. Raises BrokenTree for an empty
    list, two entries of one name, or an entry whose parent does not stand before it.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[names.Key, Entry] = {}
        for entry in entries:
            self._put(entry)
        if not self._entries:
            raise BrokenTree("there are no entries")
        self.root = next(iter(self._entries.values()))
        self._fill_member_of()

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def get(self, key: names.Key) -> Entry | None:
        """Return the entry of that name."""
        return self._entries.get(key)

    def in_chain(self, entry: Entry, attribute: str, target: names.Key) -> bool:
        """Return whether the attribute leads from the entry to the target, over any number of entries.

        The rule 1.2.840.113556.1.4.1941 of Active Directory; groups that contain each other are no trouble.
        """
        seen: set[names.Key] = set()
        waiting = [entry]
        while waiting:
            keys = waiting.pop().name_keys(attribute) - seen
            if target in keys:
                return True
            seen |= keys
            waiting.extend(self._entries[key] for key in keys if key in self._entries)
        return False

    def _put(self, entry: Entry) -> None:
        if entry.key in self._entries:
            raise BrokenTree(f"{entry.dn} stands twice")
        if self._entries and entry.key[1:] not in self._entries:
            raise BrokenTree(f"{entry.dn} stands before its parent or without one")
        if "entryuuid" not in entry.attributes:
            entry.add("entryUUID", str(uuid.uuid5(uuid.NAMESPACE_OID, ",".join(entry.key))))
        self._entries[entry.key] = entry

    def _fill_member_of(self) -> None:
        for group in self:
            for key in group.name_keys(MEMBER):
                member = self._entries.get(key)
                if member:
                    member.add("memberOf", group.dn)
