"""The people of the sample chancellery: accounts of the demo directory, made here before they first sign in."""

from dataclasses import dataclass

from intranet.accounts.models import User
from intranet.accounts.services import update_user_from_directory
from intranet.directory.models import Person
from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import config_from_settings


@dataclass(frozen=True, slots=True)
class Chancellery:
    """Who writes, who is the second pair of eyes, who approves."""

    clerk: User
    second_clerk: User
    director: User

    def named(self, login: str) -> User:
        """Return the clerk called so in the sample drafts."""
        return {"kancelaria": self.clerk, "kancelaria2": self.second_clerk}[login]


def chancellery() -> Chancellery | None:
    """Return the accounts, made as signing in makes them; None where another directory was read, or none."""
    if not Person.objects.active().exists():
        return None
    users = [_account(login) for login in ("kancelaria", "kancelaria2", "dyrektor")]
    found = [user for user in users if user is not None]
    return Chancellery(*found) if len(found) == len(users) else None


def _account(login: str) -> User | None:
    known = User.objects.filter(username=login).first()
    if known is not None:
        return known
    entry = DirectoryClient(config_from_settings()).find_person(login)
    return update_user_from_directory(entry=entry) if entry else None
