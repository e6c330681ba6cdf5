"""Small fixtures that combine; real servers come from `tests.servers`."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache, caches
from django.test import Client, TransactionTestCase
from pytest_django import Settings

from intranet.accounts.models import Role, User
from intranet.core import audit_lock, seals
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.servers.directory import RunningDirectory, running_directory


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()
    caches["process"].clear()


@pytest.fixture
def client_as(db: None) -> Callable[..., Client]:
    """Give a browser signed in as a new person with the roles asked for; `client.user` is who it is."""

    def sign_in(*roles: Role, person: bool = True, **fields: object) -> Client:
        user: User = UserFactory(roles=roles)
        if person:
            PersonFactory(
                user=user,
                directory_guid=user.directory_guid,
                given_name=user.first_name,
                surname=user.last_name,
                **fields,
            )
        client = Client()
        client.force_login(user, backend="intranet.accounts.backends.LdapBackend")
        client.user = user
        return client

    return sign_in


@pytest.fixture(scope="session")
def _directory_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDirectory]:
    with running_directory(tmp_path_factory.mktemp("directory")) as running:
        yield running


@pytest.fixture
def demo_directory(_directory_process: RunningDirectory, settings: Settings) -> RunningDirectory:
    """Point the settings at a running demo directory, shared by the session: nobody can change it."""
    settings.LDAP_SERVERS = [_directory_process.url]
    settings.LDAP_CA_FILE = str(_directory_process.ca_file)
    settings.LDAP_BIND_DN = "cn=intranet,ou=uslugi,dc=mops,dc=example"
    settings.LDAP_BIND_PASSWORD = "Demo-katalog-1"
    return _directory_process


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Cut every test off from whatever is not this machine.

    Only connections are watched, not sockets as such: the tests' own slapd, PostgreSQL and browser are here, and
    Unix sockets lead nowhere else. What tests start as another process is not watched.
    """
    config.option.allow_hosts = "127.0.0.0/8,::1,localhost"
    config.option.allow_unix_socket = True


_teardown = TransactionTestCase._fixture_teardown


def _teardown_with_the_key(self: TransactionTestCase) -> None:
    """Emptying tables after a committed test deletes audit entries and orders too, which needs the keys."""
    token = audit_lock._unlocked.set(True)
    keys = seals._open.set(frozenset({"register"}))
    try:
        _teardown(self)
    finally:
        seals._open.reset(keys)
        audit_lock._unlocked.reset(token)


TransactionTestCase._fixture_teardown = _teardown_with_the_key
