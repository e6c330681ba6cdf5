"""What the rest of the intranet asks the directory: who is this, may they in, and what does it know."""

import contextlib
from collections.abc import Callable, Iterator

from intranet.ldap.config import LdapConfig
from intranet.ldap.connection import DirectoryConnection
from intranet.ldap.deadline import Deadline
from intranet.ldap.entries import DirectoryPerson, DirectorySnapshot
from intranet.ldap.errors import DirectoryError, DirectoryUnavailable, SignInRefused
from intranet.ldap.failover import open_directory
from intranet.ldap.people import bind_person, find_person
from intranet.ldap.reasons import Reason
from intranet.ldap.schemas import SCHEMAS, Schema
from intranet.ldap.servers import HEALTH, ServerHealth
from intranet.ldap.snapshot import read_snapshot

LONGEST_LOGIN = 256
LONGEST_PASSWORD = 512


def everybody(person: DirectoryPerson) -> None:
    """Let the password of everybody be tried."""


class DirectoryClient:
    """The directory described by `config`; holds no connection between calls, safe to share by threads.

    Every method raises DirectoryUnavailable within `config.deadline` seconds when no server answers, and
    DirectoryMisconfigured when the directory refuses the service account or the settings are unusable.
    """

    def __init__(self, config: LdapConfig, health: ServerHealth = HEALTH) -> None:
        self._config = config
        self._health = health

    def ping(self) -> None:
        """Connect and bind as the service account; return when that works."""
        with self._opened(self._config.deadline):
            pass

    def find_person(self, login: str) -> DirectoryPerson | None:
        """Return the one person with this login, UPN or e-mail address in any letter case, groups included.

        None when there is nobody or more than one.
        """
        login = login.strip()
        if not _is_sendable(login, LONGEST_LOGIN):
            return None
        with self._opened(self._config.deadline) as connection:
            return find_person(connection, self._config, self._schema, login)

    def authenticate(
        self, login: str, password: str, *, admit: Callable[[DirectoryPerson], None] = everybody
    ) -> DirectoryPerson:
        """Return the person whom the directory lets in with this password, groups included.

        One connection: bound as the service account for finding, then as the person. ``admit`` gets the person
        before their password is tried and may raise to spare the directory the attempt. Raises SignInRefused
        with the directory's reason; an unknown login is refused as a wrong password.
        """
        login = login.strip()
        if not (_is_sendable(login, LONGEST_LOGIN) and _is_sendable(password, LONGEST_PASSWORD)):
            raise SignInRefused(Reason.WRONG_PASSWORD)
        with self._opened(self._config.deadline) as connection:
            person = find_person(connection, self._config, self._schema, login)
            if person is None:
                raise SignInRefused(Reason.WRONG_PASSWORD)
            admit(person)
            bind_person(connection, person, password)
            return person

    def read_snapshot(self) -> DirectorySnapshot:
        """Return all people, units and groups.

        Takes at most `config.snapshot_deadline` seconds. Raises IncompleteRead unless everything was read.
        """
        with self._opened(self._config.snapshot_deadline) as connection:
            return read_snapshot(connection, self._config, self._schema)

    @property
    def _schema(self) -> Schema:
        return SCHEMAS[self._config.schema]

    @contextlib.contextmanager
    def _opened(self, seconds: float) -> Iterator[DirectoryConnection]:
        connection = open_directory(self._config, Deadline.after(seconds), self._health)
        try:
            yield connection
        except DirectoryError as error:
            if isinstance(error, DirectoryUnavailable) or isinstance(error.__cause__, DirectoryUnavailable):
                self._health.failed(connection.server)
            raise
        finally:
            connection.close()


def _is_sendable(text: str, longest: int) -> bool:
    """Tell whether a typed text can be asked about at all.

    An empty password would bind anonymously, which servers answer with success (RFC 4513, 5.1.2).
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return 0 < len(text) <= longest and "\0" not in text
