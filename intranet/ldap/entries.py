"""What the directory knows, as plain values; nobody outside this package sees anything else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry as it came: attribute names in lower case, values as undecoded bytes."""

    dn: str
    attributes: Mapping[str, Sequence[bytes]]


@dataclass(frozen=True, slots=True)
class DirectoryPerson:
    """A person with an account; text that the directory does not give is empty.

    `guid` is the identity: name, login and DN change when people marry or move. `group_names` holds the
    groups they are in directly or through other groups, sorted.
    """

    guid: UUID
    dn: str
    login: str
    upn: str = ""
    email: str = ""
    given_name: str = ""
    surname: str = ""
    job_title: str = ""
    phone: str = ""
    room: str = ""
    employee_number: str = ""
    unit_symbol: str = ""
    manager_dn: str = ""
    is_disabled: bool = False
    group_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryUnit:
    """An organizational unit; `parent_dn` is empty for a unit at the top."""

    guid: UUID
    dn: str
    symbol: str
    name: str = ""
    kind: str = ""
    parent_dn: str = ""
    head_dn: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryGroup:
    """A group with its direct members, people and groups alike."""

    guid: UUID
    dn: str
    name: str
    description: str = ""
    member_dns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectorySnapshot:
    """The whole directory, complete: whoever is not in it is not in the directory."""

    people: tuple[DirectoryPerson, ...]
    units: tuple[DirectoryUnit, ...]
    groups: tuple[DirectoryGroup, ...]
