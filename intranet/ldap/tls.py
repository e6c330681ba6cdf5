"""TLS towards the directory: always verified, certificate and host name, against our own CA file.

ldap3 verifies nothing unless told to, and checks host names with a function that newer Pythons removed;
here OpenSSL does both during the handshake.
"""

import socket
import ssl
from typing import cast

import ldap3

from intranet.ldap.deadline import TimeBudget
from intranet.ldap.errors import DirectoryMisconfigured
from intranet.ldap.sockets import BudgetedTlsSocket


def trust_only(ca_file: str) -> ssl.SSLContext:
    """Return a context that trusts the authorities in `ca_file` and no others.

    Raises DirectoryMisconfigured when the file cannot be read or holds no certificate.
    """
    try:
        context = ssl.create_default_context(cafile=ca_file)
    except (OSError, ValueError) as error:  # SSLError is an OSError
        raise DirectoryMisconfigured(f"The CA file {ca_file} cannot be used: {error}") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = BudgetedTlsSocket
    return context


class VerifiedTls(ldap3.Tls):
    """ldap3's hook for TLS; remembers in `failure` a handshake that ended for lack of trust."""

    def __init__(self, context: ssl.SSLContext, budget: TimeBudget) -> None:
        super().__init__(validate=ssl.CERT_REQUIRED)
        self.failure: ssl.SSLError | None = None
        self._context = context
        self._budget = budget

    def wrap_socket(self, connection: ldap3.Connection, do_handshake: bool = False) -> None:
        """Put TLS on the open socket of `connection`; the handshake always takes place."""
        connection.socket.settimeout(self._budget.next_step())
        try:
            wrapped = cast(
                BudgetedTlsSocket,
                self._context.wrap_socket(connection.socket, server_hostname=connection.server.host),
            )
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            raise  # hung up on: the server is ill, not false
        except ssl.SSLError as error:
            self.failure = error
            raise
        wrapped.budget = self._budget
        # Without it the kernel holds small requests back until the server's delayed acknowledgement (40 ms).
        wrapped.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.socket = wrapped
