"""Small fixtures that combine; real servers come from `tests.servers`."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client, TransactionTestCase

from intranet.accounts.models import Role, User
from intranet.core import audit_lock
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture
def client_as(db: None) -> Callable[..., Client]:
    """Give a browser signed in as a new person with the roles asked for; `client.user` is who it is."""

    def sign_in(*roles: Role, person: bool = True, **fields: object) -> Client:
        user: User = UserFactory(roles=roles)
        if person:
            PersonFactory(user=user, given_name=user.first_name, surname=user.last_name, **fields)
        client = Client()
        client.force_login(user, backend="intranet.accounts.backends.LdapBackend")
        client.user = user
        return client

    return sign_in


_teardown = TransactionTestCase._fixture_teardown


def _teardown_with_the_key(self: TransactionTestCase) -> None:
    """Emptying tables after a committed test deletes audit entries too, which needs the key."""
    token = audit_lock._unlocked.set(True)
    try:
        _teardown(self)
    finally:
        audit_lock._unlocked.reset(token)


TransactionTestCase._fixture_teardown = _teardown_with_the_key
