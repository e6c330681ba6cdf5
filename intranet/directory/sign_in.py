"""What the directory app does when somebody signs in: keep their Person with the account."""

from intranet.accounts.hooks import SignInHook, read_along, sign_in_hooks
from intranet.accounts.models import User
from intranet.directory.services import link_person
from intranet.ldap.entries import DirectoryPerson


def keep_person(user: User, entry: DirectoryPerson) -> None:
    """Link the Person of whoever signs in."""
    link_person(user=user, entry=entry)


sign_in_hooks.register(SignInHook("directory.person", keep_person))
read_along.append("person__unit")
