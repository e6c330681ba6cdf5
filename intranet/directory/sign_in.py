"""What the directory app does when somebody signs in: keep their Person with the account."""

from intranet.accounts.hooks import SignInHook, sign_in_hooks
from intranet.directory.services import link_person

sign_in_hooks.register(SignInHook("directory.person", link_person))
