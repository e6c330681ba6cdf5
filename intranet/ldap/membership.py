"""Who is in which group, through any number of groups in between."""

from collections import defaultdict
from collections.abc import Iterable

from ldap3.utils.conv import escape_filter_chars

from intranet.ldap.config import LdapConfig
from intranet.ldap.connection import DirectoryConnection
from intranet.ldap.dn import dn_key
from intranet.ldap.entries import DirectoryGroup, RawEntry
from intranet.ldap.errors import DirectoryUnavailable, IncompleteRead
from intranet.ldap.mapping import group_name_from
from intranet.ldap.reading import read_all
from intranet.ldap.schemas import Schema

# Active Directory follows nested groups itself (LDAP_MATCHING_RULE_IN_CHAIN, [MS-ADTS] 3.1.1.3.4.4.3).
IN_CHAIN = "1.2.840.113556.1.4.1941"
# Groups asked about in one search; a filter of a few hundred names is refused by some servers.
NAMES_PER_SEARCH = 50


def read_group_names(
    connection: DirectoryConnection, config: LdapConfig, schema: Schema, dn: str
) -> tuple[str, ...]:
    """Return the names of all groups `dn` is in, directly or through groups, sorted.

    Raises DirectoryUnavailable when the groups cannot be read: roles come from them, so half is worse than
    none.
    """
    try:
        if schema.has_membership_rule:
            entries = _groups_with(connection, config, schema, [dn], f"member:{IN_CHAIN}:")
        else:
            entries = _walk_up(connection, config, schema, dn)
    except IncompleteRead as error:
        raise DirectoryUnavailable(str(error)) from error
    return tuple(sorted({group_name_from(entry, schema) for entry in entries}))


def _walk_up(connection: DirectoryConnection, config: LdapConfig, schema: Schema, dn: str) -> list[RawEntry]:
    reached: dict[str, RawEntry] = {}
    below = [dn]
    while below:
        found = _groups_with(connection, config, schema, below, "member")
        new = {key: entry for entry in found if (key := dn_key(entry.dn)) not in reached}
        reached |= new
        below = [entry.dn for entry in new.values()]
    return list(reached.values())


def _groups_with(
    connection: DirectoryConnection, config: LdapConfig, schema: Schema, dns: list[str], member: str
) -> list[RawEntry]:
    found: list[RawEntry] = []
    for start in range(0, len(dns), NAMES_PER_SEARCH):
        names = dns[start : start + NAMES_PER_SEARCH]
        alternatives = "".join(f"({member}={escape_filter_chars(name)})" for name in names)
        wanted = f"(&{schema.group_filter}(|{alternatives}))"
        attributes = list(schema.group["name"])
        found += read_all(connection, config.groups_base, wanted, attributes, config.page_size)
    return found


class Memberships:
    """The groups of a snapshot turned round: from a member to every group above it."""

    def __init__(self, groups: Iterable[DirectoryGroup]) -> None:
        self._names: dict[str, str] = {}
        self._above: dict[str, set[str]] = defaultdict(set)
        self._known: dict[frozenset[str], tuple[str, ...]] = {}
        for group in groups:
            key = dn_key(group.dn)
            self._names[key] = group.name
            for member in group.member_dns:
                self._above[dn_key(member)].add(key)

    def names_of(self, dn: str) -> tuple[str, ...]:
        """Return the names of all groups `dn` is in, sorted; groups that contain each other end the walk."""
        direct = frozenset(self._above.get(dn_key(dn), ()))
        if direct not in self._known:
            self._known[direct] = self._closure(direct)
        return self._known[direct]

    def _closure(self, direct: frozenset[str]) -> tuple[str, ...]:
        reached: set[str] = set()
        waiting = list(direct)
        while waiting:
            key = waiting.pop()
            if key not in reached:
                reached.add(key)
                waiting.extend(self._above.get(key, ()))
        return tuple(sorted({self._names[key] for key in reached}))
