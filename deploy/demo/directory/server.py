"""The directory on the network: loopback only, TLS before any bind, read-only, one thread per connection."""

import logging
import socket
import socketserver
import ssl
from collections.abc import Mapping

from deploy.demo.directory import dn as names
from deploy.demo.directory import protocol
from deploy.demo.directory.ber import SEQUENCE, BerError, length_bytes_after
from deploy.demo.directory.certificates import Certificates
from deploy.demo.directory.entries import Directory, Entry
from deploy.demo.directory.protocol import Code, Message, Refusal, Scope
from deploy.demo.directory.searching import Searches, shown

HOST = "127.0.0.1"
IDLE_SECONDS = 300
MAX_MESSAGE_BYTES = 1_000_000
MAX_PAGE_SIZE = 1000
TLS_HANDSHAKE = b"\x16"

WRONG_PASSWORD, NO_SUCH_USER, LOCKED = "52e", "525", "775"
# The wording in which Active Directory hides the reason of a refused bind.
BIND_REFUSED = "80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data {code}, v4563"

logger = logging.getLogger(__name__)


class Disconnected(Exception):
    """The client has gone, or has asked to."""


class Session(socketserver.BaseRequestHandler):
    """One connection: what arrived, who is signed in, whether TLS is on."""

    server: "DirectoryServer"
    request: socket.socket

    def setup(self) -> None:
        self.request.settimeout(IDLE_SECONDS)
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.user: Entry | None = None
        self.is_secure = False
        self.searches = Searches(self.server.directory, self.server.size_limit)

    def handle(self) -> None:
        """Answer messages until the client leaves; whatever goes wrong here ends this connection only."""
        try:
            if self.request.recv(1, socket.MSG_PEEK) == TLS_HANDSHAKE:
                self._start_tls()
            while True:
                self._answer(protocol.read_message(self._receive()))
        except BerError as error:
            logger.info("Connection dropped: %s", error)
            self._say_goodbye(str(error))
        except (Disconnected, OSError) as error:
            logger.debug("Connection closed: %r", error)

    def finish(self) -> None:
        # The TLS socket took the plain one over, so the server's own clean-up does not reach it.
        if self.is_secure:
            self.request.close()

    def _receive(self) -> bytes:
        """Return the content of the next message."""
        tag, first = self._read(2)
        if tag != SEQUENCE:
            raise BerError("not an LDAP message")
        more = length_bytes_after(first)
        size = int.from_bytes(self._read(more), "big") if more else first
        if size > MAX_MESSAGE_BYTES:
            raise BerError("the message is too long")
        return self._read(size)

    def _read(self, size: int) -> bytes:
        # Never more than asked for: clear text sent after StartTLS must reach the handshake and fail there.
        data = bytearray()
        while len(data) < size:
            chunk = self.request.recv(size - len(data))
            if not chunk:
                raise Disconnected
            data += chunk
        return bytes(data)

    def _answer(self, message: Message) -> None:
        tag = message.operation.tag
        if tag == protocol.UNBIND:
            raise Disconnected
        if tag == protocol.ABANDON:
            return
        if tag not in protocol.ANSWER_OF:
            raise BerError(f"unknown operation 0x{tag:02x}")
        try:
            self._perform(message)
        except Refusal as refusal:
            self._done(message, refusal.code, refusal.message)

    def _perform(self, message: Message) -> None:
        known = (protocol.PAGED_RESULTS,) if message.operation.tag == protocol.SEARCH else ()
        if any(control.is_critical and control.oid not in known for control in message.controls):
            raise Refusal(Code.UNAVAILABLE_CRITICAL_EXTENSION, "unknown critical control")
        if message.operation.tag == protocol.BIND:
            self._bind(message)
        elif message.operation.tag == protocol.SEARCH:
            self._search(message)
        elif message.operation.tag == protocol.EXTENDED:
            self._extended(message)
        else:
            raise Refusal(Code.UNWILLING_TO_PERFORM, "the demo directory can only be read")

    def _bind(self, message: Message) -> None:
        self.user = None  # whatever the outcome (RFC 4511 section 4.2.1)
        if not self.is_secure:
            raise Refusal(Code.CONFIDENTIALITY_REQUIRED, "start TLS first")
        name, password = protocol.read_bind(message.operation)
        if name:
            self.user = self.server.authenticate(name, password)
        self._done(message)

    def _search(self, message: Message) -> None:
        request = protocol.read_search(message.operation)
        is_root_dse = request.scope == Scope.BASE and not request.base
        if self.user is None and not is_root_dse:
            raise Refusal(Code.INSUFFICIENT_ACCESS, "bind first")
        control = next((one for one in message.controls if one.oid == protocol.PAGED_RESULTS), None)
        found = self.searches.answer(request, protocol.read_page(control.value) if control else None)
        entries = [protocol.write_entry(message.number, one.dn, shown(one, request)) for one in found.entries]
        controls = protocol.write_page(found.cookie) if control else b""
        end = protocol.write_result(message.number, protocol.SEARCH_DONE, found.code, controls=controls)
        self.request.sendall(b"".join([*entries, end]))

    def _extended(self, message: Message) -> None:
        if protocol.read_extended(message.operation) != protocol.START_TLS:
            raise Refusal(Code.PROTOCOL_ERROR, "unknown extended operation")
        if self.is_secure:
            raise Refusal(Code.OPERATIONS_ERROR, "TLS is already on")
        self._done(message, name=protocol.START_TLS)
        self._start_tls()

    def _start_tls(self) -> None:
        self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        self.is_secure = True

    def _done(self, message: Message, code: Code = Code.SUCCESS, text: str = "", *, name: str = "") -> None:
        tag = protocol.ANSWER_OF[message.operation.tag]
        self.request.sendall(protocol.write_result(message.number, tag, code, text, name=name))

    def _say_goodbye(self, reason: str) -> None:
        """Tell the client why it is cut off (RFC 4511 section 4.4.1), if it still listens."""
        notice = protocol.write_result(
            0, protocol.EXTENDED_DONE, Code.PROTOCOL_ERROR, reason, name=protocol.NOTICE_OF_DISCONNECTION
        )
        try:
            self.request.sendall(notice)
        except OSError as error:
            logger.debug("The client did not wait for the reason: %r", error)


class DirectoryServer(socketserver.ThreadingTCPServer):
    """The listening server; port 0 takes a free one. Raises OSError when the port is busy.

    The refusals are data codes of Active Directory by the name of the entry that gets them.
    """

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        directory: Directory,
        certificates: Certificates,
        *,
        port: int = 0,
        refusals: Mapping[str, str] | None = None,
        size_limit: int = MAX_PAGE_SIZE,
    ) -> None:
        self.directory = directory
        self.size_limit = size_limit
        self.refusals = {names.key(dn): code for dn, code in (refusals or {}).items()}
        self.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.tls.load_cert_chain(certificates.certificate, certificates.key)
        super().__init__((HOST, port), Session)

    @property
    def url(self) -> str:
        """Return the address to give to clients; ldaps:// works on the same port."""
        return f"ldap://{HOST}:{self.server_address[1]}"

    def authenticate(self, name: str, password: bytes) -> Entry:
        """Return the entry that the name and the password belong to; raises Refusal.

        As in Active Directory, only a locked account is told without the right password. A name without
        a password is refused (RFC 4513 section 5.1.2).
        """
        if not password:
            raise Refusal(Code.UNWILLING_TO_PERFORM, "a name without a password signs nobody in")
        try:
            key = names.key(name)
        except names.InvalidName as error:
            raise Refusal(Code.INVALID_CREDENTIALS, BIND_REFUSED.format(code=NO_SUCH_USER)) from error
        entry = self.directory.get(key)
        refusal = self.refusals.get(key)
        if entry is None:
            raise Refusal(Code.INVALID_CREDENTIALS, BIND_REFUSED.format(code=NO_SUCH_USER))
        if refusal != LOCKED and not entry.accepts(password):
            raise Refusal(Code.INVALID_CREDENTIALS, BIND_REFUSED.format(code=WRONG_PASSWORD))
        if refusal:
            raise Refusal(Code.INVALID_CREDENTIALS, BIND_REFUSED.format(code=refusal))
        return entry

    def handle_error(self, request: object, client_address: object) -> None:
        """Log a mistake of ours instead of printing it; the server goes on."""
        logger.exception("A connection ended by a mistake in the demo directory")
