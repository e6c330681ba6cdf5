"""Groups in groups, turned round."""

from uuid import uuid4

import pytest

from intranet.ldap.entries import DirectoryGroup
from intranet.ldap.membership import Memberships


def group(name: str, *members: str) -> DirectoryGroup:
    return DirectoryGroup(guid=uuid4(), dn=f"cn={name},dc=mops", name=name, member_dns=members)


@pytest.mark.parametrize("dn", ["uid=obcy,dc=mops", "", "cn=szef,dc=mops"])
def test_nobody_gets_a_group_they_are_not_in(dn: str) -> None:
    memberships = Memberships([group("szef", "uid=anna,dc=mops")])

    assert memberships.names_of(dn) == ()


def test_a_group_does_not_make_its_members_groups_go_down() -> None:
    memberships = Memberships(
        [group("gora", "cn=dol,dc=mops"), group("dol", "uid=anna,dc=mops"), group("bok")]
    )

    assert memberships.names_of("uid=anna,dc=mops") == ("dol", "gora")
    assert memberships.names_of("cn=dol,dc=mops") == ("gora",)


def test_groups_through_groups_count_whatever_the_spelling() -> None:
    memberships = Memberships([group("Gora", "CN=Dol, DC=mops"), group("dol", "uid=\\C5\\81ucja,dc=mops")])

    assert memberships.names_of("UID=łucja,DC=mops") == ("Gora", "dol")


def test_groups_that_contain_each_other_end() -> None:
    memberships = Memberships(
        [
            group("a", "cn=b,dc=mops"),
            group("b", "cn=a,dc=mops", "uid=anna,dc=mops"),
            group("c", "cn=c,dc=mops"),
        ]
    )

    assert memberships.names_of("uid=anna,dc=mops") == ("a", "b")
