"""Servers that do what a directory must never be trusted not to do."""

import contextlib
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.servers.certificates import Certificate

# An LDAP message that announces 64 KiB; whoever believes it reads on until all of it is there.
ENDLESS_HEAD = bytes.fromhex("3082ffff")
START_TLS_NAME = b"1.3.6.1.4.1.1466.20037"
TRICKLE_SECONDS = 0.02


@dataclass
class Conversation:
    """One client's connection as its server sees it."""

    connection: socket.socket
    is_over: threading.Event
    heard: bytearray

    def read_message_id(self) -> bytes:
        """Read one request and return its message id as it stood there, empty when the client hung up."""
        request = self.connection.recv(65536)
        self.heard.extend(request)
        if not request:
            return b""
        start = 2 + (request[1] & 0x7F if request[1] & 0x80 else 0)
        return request[start : start + 2 + request[start + 1]]

    def accept_bind(self) -> None:
        """Read a bind request and answer success."""
        self._reply(self.read_message_id(), "61070a010004000400")

    def accept_start_tls(self, certificate: Certificate) -> None:
        """Read a StartTLS request, answer success and do the handshake."""
        self.accept_start_tls_without_it()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.certificate_file, certificate.key_file)
        self.connection = context.wrap_socket(self.connection, server_side=True)

    def accept_start_tls_without_it(self) -> None:
        """Read a StartTLS request, answer success and go on in the clear."""
        self._reply(self.read_message_id(), "78070a010004000400")

    def refuse_start_tls(self) -> None:
        """Read a request and answer protocolError, as a server without TLS does."""
        self._reply(self.read_message_id(), "78070a010204000400")

    def finish_search(self) -> bool:
        """Read a search request and answer success without an entry or a control; tell if one came."""
        message_id = self.read_message_id()
        self._reply(message_id, "65070a010004000400")
        return bool(message_id)

    def trickle(self, data: bytes = ENDLESS_HEAD) -> None:
        """Send `data` and then for ever single bytes, each well within any time limit for one read."""
        self.connection.sendall(data)
        while not self.is_over.wait(TRICKLE_SECONDS):
            self.connection.sendall(b"\0")

    def keep_silent(self) -> None:
        """Hold the connection and say nothing."""
        self.is_over.wait()

    def _reply(self, message_id: bytes, operation: str) -> None:
        if message_id:
            body = message_id + bytes.fromhex(operation)
            self.connection.sendall(bytes([0x30, len(body)]) + body)


@dataclass
class MisbehavingServer:
    """What to know about a server while it runs; `heard` is everything clients sent in the clear or after."""

    port: int
    heard: bytearray = field(default_factory=bytearray)

    @property
    def url(self) -> str:
        """The address for StartTLS."""
        return f"ldap://127.0.0.1:{self.port}"

    @property
    def tls_url(self) -> str:
        """The address with TLS from the first byte."""
        return f"ldaps://127.0.0.1:{self.port}"


@contextlib.contextmanager
def misbehaving_server(behave: Callable[[Conversation], None]) -> Iterator[MisbehavingServer]:
    """Run `behave` in a thread for every client until the block ends."""
    is_over = threading.Event()
    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = MisbehavingServer(listener.getsockname()[1])

        def serve(connection: socket.socket) -> None:
            talk = Conversation(connection, is_over, server.heard)
            with contextlib.suppress(OSError):
                behave(talk)
            talk.connection.close()

        def listen() -> None:
            while not is_over.is_set():
                if select.select([listener], [], [], 0.05)[0]:
                    threads.append(threading.Thread(target=serve, args=[listener.accept()[0]]))
                    threads[-1].start()

        threads.append(threading.Thread(target=listen))
        threads[0].start()
        try:
            yield server
        finally:
            is_over.set()
            for thread in threads:
                thread.join(5)


@contextlib.contextmanager
def cutting_proxy(target_port: int, *, after_bytes: int) -> Iterator[MisbehavingServer]:
    """Pass bytes to and from a server, hang up after `after_bytes` bytes from it."""

    def pass_on(talk: Conversation) -> None:
        left = after_bytes
        with socket.create_connection(("127.0.0.1", target_port)) as server:
            while left > 0 and not talk.is_over.is_set():
                for ready in select.select([talk.connection, server], [], [], 0.05)[0]:
                    data = ready.recv(min(4096, left) if ready is server else 4096)
                    if not data:
                        return
                    if ready is server:
                        left -= len(data)
                        talk.connection.sendall(data)
                    else:
                        server.sendall(data)

    with misbehaving_server(pass_on) as proxy:
        yield proxy
