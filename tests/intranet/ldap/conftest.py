"""A real slapd and clients for it."""

import contextlib
import dataclasses
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import LdapConfig
from intranet.ldap.servers import ServerHealth
from tests.intranet.ldap import content
from tests.servers.certificates import Authority
from tests.servers.slapd import SERVICE_DN, SERVICE_PASSWORD, Slapd, SlapdOptions, running_slapd

ClientMaker = Callable[..., DirectoryClient]
SlapdMaker = Callable[..., Slapd]


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"), "Test authority")


@pytest.fixture(scope="session")
def slapd(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    """The shared server; nothing may change it except failed sign-ins of accounts made for that."""
    options = SlapdOptions(certificate=authority.issue(), overlays=content.POLICY_OVERLAY)
    with running_slapd(tmp_path_factory.mktemp("slapd"), content.whole_directory(), options) as server:
        yield server


@pytest.fixture
def start_slapd(authority: Authority, tmp_path: Path) -> Iterator[SlapdMaker]:
    """Start a server that differs: `start_slapd(limits=(...,))`; stopped after the test."""
    numbers = itertools.count()
    with contextlib.ExitStack() as stack:

        def start(**changes: Any) -> Slapd:
            options = dataclasses.replace(SlapdOptions(certificate=authority.issue()), **changes)
            folder = tmp_path / f"slapd-{next(numbers)}"
            return stack.enter_context(running_slapd(folder, content.whole_directory(), options))

        yield start


@pytest.fixture(scope="session")
def make_config(authority: Authority) -> Callable[..., LdapConfig]:
    """Return a configuration for the servers given, impatient enough for tests."""

    def make(*servers: str, **changes: Any) -> LdapConfig:
        usual = LdapConfig(
            servers=servers,
            ca_file=str(authority.ca_file),
            bind_dn=SERVICE_DN,
            bind_password=SERVICE_PASSWORD,
            people_base=content.PEOPLE,
            units_base=content.UNITS,
            groups_base=content.GROUPS,
            connect_timeout=1.0,
            receive_timeout=2.0,
            deadline=4.0,
            snapshot_deadline=20.0,
            page_size=50,
        )
        return dataclasses.replace(usual, **changes)

    return make


@pytest.fixture
def make_client(make_config: Callable[..., LdapConfig]) -> ClientMaker:
    """Return a client for the servers given that has seen no failure yet."""

    def make(*servers: str, health: ServerHealth | None = None, **changes: Any) -> DirectoryClient:
        return DirectoryClient(make_config(*servers, **changes), health or ServerHealth())

    return make


@pytest.fixture
def client(slapd: Slapd, make_client: ClientMaker) -> DirectoryClient:
    return make_client(slapd.url)
