"""Whatever arrives, the next client is served."""

import random
import socket
import ssl
import struct
from contextlib import suppress
from pathlib import Path

import pytest

from deploy.demo.directory import ber, protocol
from deploy.demo.directory.accounts import SERVICE_DN, SERVICE_PASSWORD
from deploy.demo.directory.protocol import Code

# ldap3 2.9.1 compares host names the way Python 3.11 still knows but deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ssl.match_hostname:DeprecationWarning")

START_TLS = ber.encode(
    ber.SEQUENCE,
    ber.encode_integer(1),
    ber.encode(protocol.EXTENDED, ber.encode_text(protocol.START_TLS, protocol.EXTENDED_NAME)),
)


def message(operation, *, number=b"\x02\x01\x01", controls=b""):
    return ber.encode(ber.SEQUENCE, number, operation, controls)


def search_request(
    search_filter, *, scope=b"\x0a\x01\x02", limit=b"\x02\x01\x00", base=b"dc=mops,dc=example"
):
    zero, no = b"\x02\x01\x00", b"\x01\x01\x00"
    parts = (
        ber.encode(ber.OCTET_STRING, base),
        scope,
        b"\x0a\x01\x00",
        limit,
        zero,
        no,
        search_filter,
        b"\x30\x00",
    )
    return ber.encode(protocol.SEARCH, *parts)


def bind_request():
    return ber.encode(
        protocol.BIND,
        ber.encode_integer(3),
        ber.encode_text(SERVICE_DN),
        ber.encode_text(SERVICE_PASSWORD, protocol.SIMPLE_PASSWORD),
    )


def receive_all(client):
    """Return what comes until the server closes the connection."""
    received = b""
    try:
        while chunk := client.recv(65536):
            received += chunk
    except ConnectionError:
        return received
    return received


def result_of(client, tag):
    """Return the result code of the last message received."""
    *_, answer = ber.decode(client.recv(65536))
    return answer.children[1].expect(tag).children[0].integer


def nested_not(depth):
    search_filter = ber.encode_text("cn", 0x87)
    for _ in range(depth):
        search_filter = ber.encode(0xA2, search_filter)
    return search_filter


@pytest.fixture
def plain(demo):
    with socket.create_connection(("127.0.0.1", demo.port), timeout=5) as client:
        yield client


@pytest.fixture
def secure(demo):
    """A TLS connection signed in as the service account, for bytes that no client library would send."""
    context = ssl.create_default_context(cafile=demo.ca)
    with (
        socket.create_connection(("127.0.0.1", demo.port), timeout=5) as raw,
        context.wrap_socket(raw, server_hostname="localhost") as client,
    ):
        client.sendall(message(bind_request()))
        client.recv(4096)
        yield client


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.0\r\n\r\n",
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x80\x02\x01\x01\x00\x00",
        b"\x30\x03\x02\x01\x01",
        b"\x30\x05\x02\x01\x01\x42\x05",
        b"\x30\x00",
        message(b"\x7e\x00"),
        message(b"\x77\x00"),
        message(b"\x42\x00", number=b"\x02\x00"),
        message(b"\x42\x00", number=b"\x02\x01\xff"),
        message(b"\x50\x01\x01", controls=b"\xa0\x02\x30\x00"),
    ],
    ids=[
        "http",
        "four gigabytes",
        "indefinite length",
        "no operation",
        "operation cut short",
        "empty",
        "unknown operation",
        "empty extended",
        "no number",
        "negative number",
        "empty control",
    ],
)
def test_rubbish_ends_the_connection_with_a_notice(plain, demo, connect, data):
    plain.sendall(data)

    received = receive_all(plain)

    assert protocol.NOTICE_OF_DISCONNECTION.encode() in received
    assert connect(demo).bound


@pytest.mark.parametrize(
    "operation",
    [
        b"\x60\x00",
        search_request(b"\xa3\x03\x04\x01a"),
        search_request(b"\xa2\x00"),
        search_request(ber.encode(0xA4, ber.encode_text("cn"), b"\x30\x00")),
        search_request(ber.encode(0xA4, ber.encode_text("cn"), ber.encode(0x30, b"\x82\x01a", b"\x80\x01b"))),
        search_request(ber.encode(0xA9, ber.encode_text("1.2.840.113556.1.4.1941", 0x81))),
        search_request(b"\x87\x02\xff\xfe"),
        search_request(b"\x87\x02cn", scope=b"\x0a\x01\x09"),
        search_request(b"\x87\x02cn", limit=b"\x02\x01\xff"),
        search_request(b"\x87\x02cn", base=b"\xff"),
    ],
    ids=[
        "empty bind",
        "equality without value",
        "empty not",
        "no substrings",
        "substrings out of order",
        "rule without value",
        "attribute not UTF-8",
        "unknown scope",
        "negative limit",
        "base not UTF-8",
    ],
)
def test_a_malformed_request_ends_the_connection_with_a_notice(secure, demo, connect, operation):
    secure.sendall(message(operation))

    received = receive_all(secure)

    assert protocol.NOTICE_OF_DISCONNECTION.encode() in received
    assert connect(demo).bound


@pytest.mark.parametrize(
    ("search_filter", "code"),
    [
        (nested_not(40), Code.SUCCESS),
        (nested_not(60), Code.INAPPROPRIATE_MATCHING),
        (nested_not(5000), Code.INAPPROPRIATE_MATCHING),
        (b"\xab\x00", Code.INAPPROPRIATE_MATCHING),
        (b"\xa3\x04\x04\x00\x04\x00", Code.SUCCESS),
        (b"\xa3\x07\x04\x02cn\x04\x01\xff", Code.SUCCESS),
    ],
    ids=["nested", "nested too deeply", "nested absurdly", "unknown kind", "nothing", "value not UTF-8"],
)
def test_a_strange_filter_is_answered(secure, search_filter, code):
    secure.sendall(message(search_request(search_filter, scope=b"\x0a\x01\x00", base=b"")))

    assert result_of(secure, protocol.SEARCH_DONE) == code


@pytest.mark.parametrize(
    ("version", "name", "credentials", "code"),
    [
        (2, "", b"\x80\x00", Code.PROTOCOL_ERROR),
        (3, SERVICE_DN, b"\x80\x00", Code.UNWILLING_TO_PERFORM),
        (3, SERVICE_DN, b"\x80\x01\x00", Code.INVALID_CREDENTIALS),
        (3, "", b"\xa3\x0a\x04\x08EXTERNAL", Code.AUTH_METHOD_NOT_SUPPORTED),
    ],
    ids=["version 2", "no password", "NUL as password", "SASL"],
)
def test_a_bind_that_signs_nobody_in_is_refused(secure, version, name, credentials, code):
    operation = ber.encode(protocol.BIND, ber.encode_integer(version), ber.encode_text(name), credentials)
    secure.sendall(message(operation))

    assert result_of(secure, protocol.BIND_DONE) == code


def test_clear_text_slipped_in_behind_start_tls_is_never_answered(plain, demo, connect):
    plain.sendall(START_TLS + message(bind_request()))

    received = receive_all(plain)

    (answer,) = ber.decode(received[: 2 + received[1]])
    assert answer.children[1].tag == protocol.EXTENDED_DONE
    assert bytes([protocol.BIND_DONE, 7]) not in received
    assert connect(demo).bound


def test_clients_that_vanish_do_no_harm(demo, connect):
    for data in (b"", b"\x30", START_TLS, b"\x16\x03\x01"):
        client = socket.create_connection(("127.0.0.1", demo.port))
        # Close with a reset instead of a farewell.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.sendall(data)
        client.close()

    assert connect(demo).bound


def test_random_bytes_do_no_harm(demo, connect):
    source = random.Random(20170112)  # noqa: S311 - the same bytes every time
    for size in range(1, 60):
        with socket.create_connection(("127.0.0.1", demo.port), timeout=5) as client:
            client.sendall(b"\x30" + source.randbytes(size))
            with suppress(OSError):  # the server may hang up before we do
                client.shutdown(socket.SHUT_WR)
                receive_all(client)

    assert connect(demo).bound


def test_a_client_that_says_nothing_does_not_keep_others_waiting(plain, demo, connect):
    assert connect(demo).bound


def test_the_server_cannot_be_reached_from_other_computers(demo):
    listening = Path("/proc/net/tcp").read_text().splitlines()[1:]

    local = [line.split()[1] for line in listening if line.split()[1].endswith(f":{demo.port:04X}")]

    assert {address.partition(":")[0] for address in local} == {"0100007F"}
