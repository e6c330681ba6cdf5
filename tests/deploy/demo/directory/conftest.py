import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import ldap3
import pytest

from deploy.demo.directory.accounts import SERVICE_DN, SERVICE_PASSWORD
from deploy.demo.directory.certificates import Certificates, make_certificates
from deploy.demo.directory.entries import Directory, Entry
from deploy.demo.directory.server import DirectoryServer

Found = list[dict]
COMMAND = (sys.executable, "-m", "deploy.demo.directory")


@dataclass(frozen=True)
class Endpoint:
    """Where a directory listens and the authority its clients trust."""

    port: int
    ca: Path


@pytest.fixture(scope="session")
def start_directory() -> Callable[..., AbstractContextManager[tuple[subprocess.Popen, int]]]:
    """Start the command in a process of its own, give the process and its port, and end it."""

    @contextmanager
    def start(folder: Path, *arguments: str, port: int = 0) -> Iterator[tuple[subprocess.Popen, int]]:
        command = [*COMMAND, "--port", str(port), "--folder", str(folder), *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            yield process, int(process.stdout.readline().rpartition(":")[2])
        finally:
            process.kill()
            process.communicate()

    return start


@pytest.fixture(scope="session")
def demo(start_directory, tmp_path_factory) -> Iterator[Endpoint]:
    """The demo directory as `make run` starts it; one for all tests, because it cannot be changed."""
    folder = tmp_path_factory.mktemp("demo-directory")
    with start_directory(folder) as (_, port):
        yield Endpoint(port, make_certificates(folder).ca)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def serve(certificates) -> Iterator[Callable[..., Endpoint]]:
    """Serve entries of the test's own in this process."""
    servers = []

    def serve(entries: list[Entry], **options) -> Endpoint:
        server = DirectoryServer(Directory(entries), certificates, **options)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return Endpoint(server.server_address[1], certificates.ca)

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def connect() -> Iterator[Callable[..., ldap3.Connection]]:
    """Connect to an endpoint as somebody, by default as the intranet does: StartTLS, then bind."""
    connections = []

    def connect(
        endpoint: Endpoint,
        user: str | None = SERVICE_DN,
        password: str | None = SERVICE_PASSWORD,
        *,
        tls: bool = True,
        ca: Path | None = None,
        ldaps: bool = False,
        host: str = "localhost",
        get_info: str = ldap3.NONE,
    ) -> ldap3.Connection:
        trust = ldap3.Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=str(ca or endpoint.ca))
        server = ldap3.Server(
            host, endpoint.port, use_ssl=ldaps, tls=trust, get_info=get_info, connect_timeout=3
        )
        connection = ldap3.Connection(
            server,
            user,
            password,
            receive_timeout=10,
            auto_referrals=False,
            check_names=False,
            return_empty_attributes=False,
        )
        connection.open()
        if tls and not ldaps:
            connection.start_tls()
        connection.bind()
        connections.append(connection)
        return connection

    yield connect
    for connection in connections:
        connection.unbind()


@pytest.fixture
def search() -> Callable[..., Found]:
    """Search and return the entries found; the result stays in the connection."""

    def search(connection: ldap3.Connection, text: str, base: str, *attributes: str, **options) -> Found:
        connection.search(base, text, attributes=list(attributes) or ["1.1"], **options)
        return [one for one in connection.response or () if one["type"] == "searchResEntry"]

    return search
