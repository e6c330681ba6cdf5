"""What layers above do when somebody signs in: they register here, accounts knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from intranet.accounts.models import User
from intranet.core.registry import Registry
from intranet.ldap.entries import DirectoryPerson


@dataclass(frozen=True)
class SignInHook:
    """``run`` gets the account and the directory entry it was just updated from, inside the transaction."""

    key: str
    run: Callable[[User, DirectoryPerson], object]
    order: int = 100


sign_in_hooks: Registry[SignInHook] = Registry(
    key=lambda hook: hook.key, order=lambda hook: (hook.order, hook.key)
)

# What is read with the account of a session in the same query: names of relations, as `select_related` takes them.
# Every page needs the Person behind an account, whom accounts itself does not know.
read_along: list[str] = []
