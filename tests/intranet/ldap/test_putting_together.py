"""A snapshot made of the entries that were read."""

from uuid import UUID, uuid4

import pytest

from intranet.ldap.entries import RawEntry
from intranet.ldap.errors import IncompleteRead
from intranet.ldap.schemas import OPENLDAP
from intranet.ldap.snapshot import build_snapshot

BASE = "dc=mops,dc=example"


def person(uid: str, guid: UUID, place: str = "ou=ludzie") -> RawEntry:
    return RawEntry(f"uid={uid},{place},{BASE}", {"uid": (uid.encode(),), "entryuuid": (str(guid).encode(),)})


def named(kind: str, name: str, *members: str, place: str = BASE) -> RawEntry:
    attributes = {
        kind: (name.encode(),),
        "entryuuid": (str(uuid4()).encode(),),
        "member": tuple(member.encode() for member in members),
    }
    return RawEntry(f"{kind}={name},{place}", attributes)


@pytest.mark.parametrize("broken", ["people", "units", "groups"])
def test_entry_without_identifier_makes_the_snapshot_incomplete(broken: str) -> None:
    entries = {
        "people": [person("anna", uuid4())],
        "units": [named("ou", "KO")],
        "groups": [named("cn", "g")],
    }
    entries[broken].append(RawEntry(f"cn=x,{BASE}", {"cn": (b"x",), "uid": (b"x",), "ou": (b"x",)}))

    with pytest.raises(IncompleteRead, match="entryUUID"):
        build_snapshot(entries["people"], entries["units"], entries["groups"], OPENLDAP)


def test_person_who_moved_during_the_read_counts_once_where_they_went() -> None:
    guid = uuid4()

    snapshot = build_snapshot([person("anna", guid), person("anna", guid, "ou=nowe")], [], [], OPENLDAP)

    assert [entry.dn for entry in snapshot.people] == [f"uid=anna,ou=nowe,{BASE}"]


def test_people_get_the_groups_above_them() -> None:
    anna = person("anna", uuid4())
    groups = [named("cn", "dol", anna.dn.upper()), named("cn", "gora", f"cn=dol,{BASE}")]

    snapshot = build_snapshot([anna], [], groups, OPENLDAP)

    assert snapshot.people[0].group_names == ("dol", "gora")


def test_unit_under_something_that_is_no_unit_is_at_the_top() -> None:
    units = [named("ou", "KO", place=f"o=cos,{BASE}"), named("ou", "KO-1", place=f"OU=ko,O=cos,{BASE}")]

    top, below = build_snapshot([], units, [], OPENLDAP).units

    assert top.parent_dn == ""
    assert below.parent_dn == f"OU=ko,O=cos,{BASE}"
