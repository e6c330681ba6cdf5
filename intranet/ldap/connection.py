"""One verified connection to one directory server; the only module that sends anything to it."""

import contextlib
import socket
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import ldap3
from ldap3.core.exceptions import LDAPException
from pyasn1.error import PyAsn1Error

from intranet.ldap.config import LdapConfig, ServerAddress
from intranet.ldap.deadline import TimeBudget
from intranet.ldap.entries import RawEntry
from intranet.ldap.errors import DirectoryNotTrusted, DirectoryUnavailable
from intranet.ldap.reasons import PASSWORD_POLICY_CONTROL
from intranet.ldap.sockets import BudgetedSocket, BudgetedTlsSocket
from intranet.ldap.tls import VerifiedTls

PAGED_RESULTS_CONTROL = "1.2.840.113556.1.4.319"  # RFC 2696
# ldap3 decodes what a server sends without guarding itself: bytes that are not LDAP end in any of these.
_RUBBISH = (PyAsn1Error, LookupError, TypeError, ValueError, AttributeError, RecursionError)
FAILURES = (LDAPException, OSError, *_RUBBISH)


@dataclass(frozen=True, slots=True)
class Answer:
    """How the server ended an operation: LDAP result code (RFC 4511, appendix A), its name and message."""

    code: int
    description: str
    message: str
    controls: dict[str, Any]

    @property
    def password_policy(self) -> bytes | None:
        """The undecoded password policy control, None when the server sent none."""
        value = self.controls.get(PASSWORD_POLICY_CONTROL, {}).get("value")
        return value if isinstance(value, bytes) else None

    @property
    def page_cookie(self) -> bytes | None:
        """Where the next page starts, empty after the last one, None when the server did not page."""
        value = self.controls.get(PAGED_RESULTS_CONTROL, {}).get("value")
        return bytes(value["cookie"]) if isinstance(value, dict) else None


@dataclass(frozen=True, slots=True)
class Found:
    """The entries an operation brought before it ended with `answer`."""

    entries: list[RawEntry]
    answer: Answer


class DirectoryConnection:
    """An open connection with TLS verified; every method raises DirectoryUnavailable when it breaks."""

    def __init__(self, server: ServerAddress, connection: ldap3.Connection, budget: TimeBudget) -> None:
        self.server = server
        self.budget = budget
        self._connection = connection

    def bind(self, dn: str, password: str) -> Answer:
        """Bind as `dn`. A refusal is an answer, not an error: look at its code.

        The password goes as it was typed: ldap3 would fold letters such as ½ that Active Directory keeps.
        """
        if not isinstance(self._connection.socket, BudgetedTlsSocket):
            raise DirectoryNotTrusted(f"{self.server.url}: no TLS.")
        controls = [(PASSWORD_POLICY_CONTROL, False, None)]
        with self._broken_means_unavailable():
            # ldap3 answers with a tuple, which is true for a refusal too: only the result code counts.
            _, result, _, _ = self._connection.rebind(
                dn, password.encode(), read_server_info=False, controls=controls
            )
            return _answer(result)

    def search(
        self,
        base: str,
        filter_text: str,
        attributes: Sequence[str],
        *,
        scope: str = ldap3.SUBTREE,
        size_limit: int = 0,
        page: tuple[int, bytes] | None = None,
    ) -> Found:
        """Search once; `page` is the page size and the cookie of the page before, empty for the first.

        A cut answer is no error to ldap3: look at the code.
        """
        page_size, cookie = page or (None, None)
        with self._broken_means_unavailable():
            _, result, response, _ = self._connection.search(
                base,
                filter_text,
                scope,
                dereference_aliases=ldap3.DEREF_NEVER,
                attributes=list(attributes),
                size_limit=size_limit,
                paged_size=page_size,
                paged_criticality=True,
                paged_cookie=cookie or None,
            )
            # Active Directory adds references to other partitions; they are not entries.
            entries = [_entry(item) for item in response or () if item["type"] == "searchResEntry"]
            return Found(entries, _answer(result))

    def close(self) -> None:
        """Say goodbye and close; never raises."""
        with contextlib.suppress(*FAILURES):
            self._connection.unbind()
        _drop(self._connection)

    @contextlib.contextmanager
    def _broken_means_unavailable(self) -> Iterator[None]:
        try:
            yield
        except FAILURES as error:
            _drop(self._connection)
            raise DirectoryUnavailable(f"{self.server.url}: {type(error).__name__}: {error}") from error


def connect(
    server: ServerAddress, config: LdapConfig, context: ssl.SSLContext, budget: TimeBudget
) -> DirectoryConnection:
    """Open a connection with TLS; nobody is bound yet.

    Raises DirectoryNotTrusted when the server offers no TLS or its certificate does not hold,
    DirectoryUnavailable for anything else.
    """
    tls = VerifiedTls(context, budget)
    target = _BudgetedServer(server, config.connect_timeout, tls, budget)
    connection = ldap3.Connection(
        target,
        client_strategy=ldap3.SAFE_SYNC,
        auto_referrals=False,
        auto_range=False,
        check_names=False,
        read_only=True,
        return_empty_attributes=False,
    )
    target.connection = connection
    try:
        connection.open(read_server_info=False)
        if not server.use_tls:
            connection.socket = BudgetedSocket.replacing(connection.socket, budget)
            connection.start_tls(read_server_info=False)
    except FAILURES as error:
        refusal = connection.result
        _drop(connection)
        said_no = isinstance(refusal, dict) and refusal.get("result", 0) != 0
        kind = DirectoryNotTrusted if tls.failure or said_no else DirectoryUnavailable
        raise kind(f"{server.url}: {tls.failure or error}") from error
    return DirectoryConnection(server, connection, budget)


class _BudgetedServer(ldap3.Server):
    """A server whose name may have many addresses; all attempts together keep to the budget."""

    def __init__(
        self, server: ServerAddress, connect_timeout: float, tls: VerifiedTls, budget: TimeBudget
    ) -> None:
        super().__init__(server.host, server.port, use_ssl=server.use_tls, get_info=ldap3.NONE, tls=tls)
        self.connection: ldap3.Connection = None
        self._limit = connect_timeout
        self._budget = budget

    def candidate_addresses(self) -> Iterator[list[Any]]:
        """Yield the addresses one by one, setting the time limit for each."""
        for address in super().candidate_addresses():
            _close_socket(self.connection)  # ldap3 forgets the socket of an attempt that failed
            self.connect_timeout = min(self._limit, self._budget.deadline.remaining())
            yield address


def _drop(connection: ldap3.Connection) -> None:
    with contextlib.suppress(*FAILURES):
        connection.strategy.close()
    _close_socket(connection)


def _close_socket(connection: ldap3.Connection) -> None:
    if isinstance(connection.socket, socket.socket):
        connection.socket.close()


def _answer(result: dict[str, Any]) -> Answer:
    return Answer(
        code=int(result["result"]),
        description=str(result["description"]),
        message=str(result["message"] or ""),
        controls=result.get("controls") or {},
    )


def _entry(item: dict[str, Any]) -> RawEntry:
    attributes = {name.lower(): tuple(values) for name, values in item["raw_attributes"].items()}
    return RawEntry(dn=str(item["dn"]), attributes=attributes)
