"""What can go wrong between us and the directory, told apart by what somebody has to do about it."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intranet.core.errors import ServiceUnavailable
from intranet.ldap.reasons import Reason


class DirectoryError(Exception):
    """Any failure of the directory; not raised itself."""


class DirectoryUnavailable(DirectoryError, ServiceUnavailable):
    """No server answered within the limits: wait or call the network people."""

    explanation: ClassVar[str | Promise] = _(
        "The account directory does not answer. Whoever is signed in can go on working; "
        "only what needs the directory has to wait."
    )


class DirectoryNotTrusted(DirectoryUnavailable):
    """Servers are there, but none proved who it is over TLS: check the CA file and the certificates."""


class DirectoryMisconfigured(DirectoryError):
    """The directory refuses our own account or settings: an administrator has to act."""


class IncompleteRead(DirectoryError):
    """A read of the whole directory stopped early; nothing may be concluded from what is missing."""


class UnreadableEntry(DirectoryError):
    """An entry came without its identifier or with a damaged one."""


class SignInRefused(DirectoryError):
    """The directory did not let this person in; `reason` says why as far as it told us."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
