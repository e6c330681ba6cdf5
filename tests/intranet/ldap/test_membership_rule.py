"""Nested groups asked of a server that follows them itself, as Active Directory does."""

import dataclasses

import pytest

from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import config_from_settings
from intranet.ldap.deadline import Deadline
from intranet.ldap.failover import open_directory
from intranet.ldap.membership import IN_CHAIN, read_group_names
from intranet.ldap.schemas import ACTIVE_DIRECTORY, OPENLDAP
from tests.servers.directory import RunningDirectory

FOLLOWING = dataclasses.replace(OPENLDAP, has_membership_rule=True)


def test_the_rule_is_asked_of_active_directory_only() -> None:
    assert ACTIVE_DIRECTORY.has_membership_rule
    assert not OPENLDAP.has_membership_rule
    assert IN_CHAIN == "1.2.840.113556.1.4.1941"  # LDAP_MATCHING_RULE_IN_CHAIN


@pytest.mark.parametrize("login", ["pracownik", "kierownik", "kancelaria", "dyrektor", "administrator"])
def test_server_and_client_follow_groups_to_the_same_end(
    demo_directory: RunningDirectory, login: str
) -> None:
    config = config_from_settings()
    person = DirectoryClient(config).find_person(login)
    assert person is not None

    connection = open_directory(config, Deadline.after(config.deadline))
    names = read_group_names(connection, config, FOLLOWING, person.dn)
    connection.close()

    assert names == person.group_names
    assert names


def test_somebody_in_no_group_has_none(demo_directory: RunningDirectory) -> None:
    config = config_from_settings()

    connection = open_directory(config, Deadline.after(config.deadline))
    names = read_group_names(connection, config, FOLLOWING, f"uid=nikt,{config.people_base}")
    connection.close()

    assert names == ()
