"""Read the whole directory."""

import dataclasses
from collections.abc import Callable
from typing import TypeVar

from intranet.ldap.config import LdapConfig
from intranet.ldap.connection import DirectoryConnection
from intranet.ldap.dn import dn_key
from intranet.ldap.entries import (
    DirectoryGroup,
    DirectoryPerson,
    DirectorySnapshot,
    DirectoryUnit,
    RawEntry,
)
from intranet.ldap.errors import IncompleteRead, UnreadableEntry
from intranet.ldap.mapping import group_from, person_from, unit_from
from intranet.ldap.membership import Memberships
from intranet.ldap.reading import read_all
from intranet.ldap.schemas import Schema

Value = TypeVar("Value", DirectoryPerson, DirectoryUnit, DirectoryGroup)


def read_snapshot(connection: DirectoryConnection, config: LdapConfig, schema: Schema) -> DirectorySnapshot:
    """Return all people, units and groups. Raises IncompleteRead unless everything was read."""
    size = config.page_size
    people = read_all(connection, config.people_base, schema.person_filter, schema.person_attributes(), size)
    units = read_all(connection, config.units_base, schema.unit_filter, schema.unit_attributes(), size)
    groups = read_all(connection, config.groups_base, schema.group_filter, schema.group_attributes(), size)
    if not people:
        # An account that may not read gets an empty answer, not a refusal.
        raise IncompleteRead("The directory shows no people at all.")
    units_key = dn_key(config.units_base)
    return build_snapshot(people, [unit for unit in units if dn_key(unit.dn) != units_key], groups, schema)


def build_snapshot(
    people: list[RawEntry], units: list[RawEntry], groups: list[RawEntry], schema: Schema
) -> DirectorySnapshot:
    """Put the entries together: groups of people, parents of units.

    An entry that moved during the read and came twice counts once. Raises IncompleteRead for an entry
    without identifier: it would be taken for somebody who left.
    """
    try:
        known_groups = _mapped(groups, group_from, schema)
        known_units = _mapped(units, unit_from, schema)
        known_people = _mapped(people, person_from, schema)
    except UnreadableEntry as error:
        raise IncompleteRead(str(error)) from error
    memberships = Memberships(known_groups)
    return DirectorySnapshot(
        people=tuple(
            dataclasses.replace(person, group_names=memberships.names_of(person.dn))
            for person in known_people
        ),
        units=_with_parents_among(known_units),
        groups=tuple(known_groups),
    )


def _mapped(
    entries: list[RawEntry], make: Callable[[RawEntry, Schema], Value], schema: Schema
) -> list[Value]:
    values = (make(entry, schema) for entry in entries)
    return list({value.guid: value for value in values}.values())


def _with_parents_among(units: list[DirectoryUnit]) -> tuple[DirectoryUnit, ...]:
    known = {dn_key(unit.dn) for unit in units}
    return tuple(
        unit if dn_key(unit.parent_dn) in known else dataclasses.replace(unit, parent_dn="") for unit in units
    )
