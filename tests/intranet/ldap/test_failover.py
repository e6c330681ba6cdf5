"""Several servers: the first that works is used, and none of them can hold a caller up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import ServerAddress
from intranet.ldap.errors import DirectoryMisconfigured, DirectoryNotTrusted, DirectoryUnavailable
from intranet.ldap.servers import ServerHealth
from tests.intranet.ldap.conftest import ClientMaker, SlapdMaker
from tests.intranet.ldap.content import PASSWORD
from tests.servers.certificates import Authority
from tests.servers.misbehaving import Conversation, misbehaving_server
from tests.servers.processes import free_port
from tests.servers.slapd import Slapd

# What a busy test machine may add to any time limit.
GRACE = 1.0


@contextmanager
def done_within(seconds: float) -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds + GRACE


def closed() -> str:
    """The address of a port where nobody listens."""
    return f"ldap://127.0.0.1:{free_port()}"


def test_no_server_alive_is_said_at_once(make_client: ClientMaker) -> None:
    client = make_client(closed(), closed(), closed())

    with done_within(0), pytest.raises(DirectoryUnavailable):
        client.authenticate("jan.nowak", PASSWORD)


def test_name_that_cannot_be_looked_up_is_unavailable(make_client: ClientMaker) -> None:
    client = make_client("ldap://dc1..mops.example")

    with pytest.raises(DirectoryUnavailable):
        client.ping()


def test_silent_servers_are_left_after_the_time_limit(make_client: ClientMaker) -> None:
    with (
        misbehaving_server(Conversation.keep_silent) as one,
        misbehaving_server(Conversation.keep_silent) as other,
    ):
        client = make_client(one.url, other.tls_url, receive_timeout=0.2)

        with done_within(0.4), pytest.raises(DirectoryUnavailable):
            client.ping()


def test_many_silent_servers_together_keep_to_the_deadline(make_client: ClientMaker) -> None:
    health = ServerHealth()
    with misbehaving_server(Conversation.keep_silent) as server:
        last = closed()
        client = make_client(
            server.url, server.tls_url, last, receive_timeout=0.3, deadline=0.4, health=health
        )

        with done_within(0.4), pytest.raises(DirectoryUnavailable):
            client.ping()

    assert health.is_suspect(ServerAddress.parse(server.tls_url))
    assert not health.is_suspect(ServerAddress.parse(last))  # nobody got as far as asking it


@pytest.mark.parametrize("head", [b"", bytes.fromhex("3082ffff"), bytes.fromhex("3084ffffffff")])
def test_trickling_before_tls_is_cut_off(make_client: ClientMaker, head: bytes) -> None:
    with misbehaving_server(lambda talk: talk.trickle(head)) as server:
        client = make_client(server.url, receive_timeout=0.3)

        with done_within(0.3), pytest.raises(DirectoryUnavailable):
            client.ping()


def test_trickling_in_the_handshake_is_cut_off(make_client: ClientMaker) -> None:
    with misbehaving_server(lambda talk: talk.trickle(bytes.fromhex("1603034000"))) as server:
        client = make_client(server.tls_url, receive_timeout=0.3)

        with done_within(0.3), pytest.raises(DirectoryUnavailable):
            client.ping()


def test_trickling_behind_tls_is_cut_off(make_client: ClientMaker, authority: Authority) -> None:
    certificate = authority.issue()

    def behave(talk: Conversation) -> None:
        talk.accept_start_tls(certificate)
        talk.trickle()

    with misbehaving_server(behave) as server:
        client = make_client(server.url, receive_timeout=0.3)

        with done_within(0.3), pytest.raises(DirectoryUnavailable):
            client.ping()


def test_trickling_after_the_service_account_is_in_is_cut_off_at_the_deadline(
    make_client: ClientMaker, authority: Authority
) -> None:
    certificate = authority.issue()

    def behave(talk: Conversation) -> None:
        talk.accept_start_tls(certificate)
        talk.accept_bind()
        talk.trickle()

    with misbehaving_server(behave) as server:
        client = make_client(server.url, receive_timeout=0.3, deadline=0.6)
        started = time.monotonic()

        with done_within(0.6), pytest.raises(DirectoryUnavailable):
            client.authenticate("jan.nowak", PASSWORD)

        assert time.monotonic() - started >= 0.6  # the shorter limit is for opening only


@pytest.mark.parametrize(
    "rubbish",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\0" * 50,
        b"\xff" * 50,
        bytes.fromhex("3000"),
        bytes.fromhex("30050201017800"),
        bytes.fromhex("300c02010178070a0100ff00ff00"),
        bytes.fromhex("3003020101"),
        bytes.fromhex("300c020100780a0a013404000400"),
        bytes.fromhex("30" * 60),
    ],
)
def test_rubbish_is_a_server_that_does_not_work(
    make_client: ClientMaker, authority: Authority, rubbish: bytes
) -> None:
    certificate = authority.issue()

    def before_tls(talk: Conversation) -> None:
        talk.read_message_id()
        talk.connection.sendall(rubbish)

    def behind_tls(talk: Conversation) -> None:
        talk.accept_start_tls(certificate)
        before_tls(talk)

    with misbehaving_server(before_tls) as one, misbehaving_server(behind_tls) as other:
        client = make_client(one.url, other.url, receive_timeout=0.3)

        with done_within(0.6), pytest.raises(DirectoryUnavailable):
            client.ping()


@pytest.mark.integration
@pytest.mark.needs("slapd")
def test_frozen_server_does_not_hold_a_sign_in(start_slapd: SlapdMaker, make_client: ClientMaker) -> None:
    server = start_slapd()
    client = make_client(server.url, receive_timeout=0.3)
    client.ping()
    server.freeze()

    with done_within(0.3), pytest.raises(DirectoryUnavailable):
        client.authenticate("jan.nowak", PASSWORD)


@pytest.mark.integration
@pytest.mark.needs("slapd")
def test_dead_first_server_costs_next_to_nothing(slapd: Slapd, make_client: ClientMaker) -> None:
    client = make_client(closed(), slapd.url)

    with done_within(0):
        person = client.authenticate("jan.nowak", PASSWORD)

    assert person.login == "jan.nowak"


@pytest.mark.integration
@pytest.mark.needs("slapd")
def test_every_address_of_a_name_is_tried(
    start_slapd: SlapdMaker, make_client: ClientMaker, authority: Authority
) -> None:
    server = start_slapd(certificate=authority.issue("localhost"))  # listens on 127.0.0.1, not on ::1
    client = make_client(f"ldap://localhost:{server.port}")

    assert client.authenticate("jan.nowak", PASSWORD).login == "jan.nowak"


@pytest.mark.integration
@pytest.mark.needs("slapd")
def test_silent_first_server_costs_one_time_limit_once(slapd: Slapd, make_client: ClientMaker) -> None:
    contacts = []

    def count_and_keep_silent(talk: Conversation) -> None:
        contacts.append(talk)
        talk.keep_silent()

    with misbehaving_server(count_and_keep_silent) as silent:
        client = make_client(silent.url, slapd.url, receive_timeout=0.5)

        with done_within(0.5):
            client.authenticate("jan.nowak", PASSWORD)
        client.authenticate("jan.nowak", PASSWORD)

    assert len(contacts) == 1


@pytest.mark.integration
@pytest.mark.needs("slapd")
def test_untrusted_first_server_is_passed_over(
    start_slapd: SlapdMaker, slapd: Slapd, make_client: ClientMaker, authority: Authority
) -> None:
    impostor = start_slapd(certificate=authority.issue("dc1.mops.example"))

    assert make_client(impostor.url, slapd.url).authenticate("jan.nowak", PASSWORD).login == "jan.nowak"


@pytest.mark.integration
@pytest.mark.needs("slapd")
def test_lack_of_trust_is_named_when_no_server_is_left(
    start_slapd: SlapdMaker, make_client: ClientMaker, authority: Authority
) -> None:
    impostor = start_slapd(certificate=authority.issue("dc1.mops.example"))

    with pytest.raises(DirectoryNotTrusted):
        make_client(impostor.url, closed()).ping()


@pytest.mark.integration
@pytest.mark.needs("slapd")
def test_refused_service_account_is_not_tried_on_every_server(slapd: Slapd, make_client: ClientMaker) -> None:
    contacts = []

    with misbehaving_server(contacts.append) as second:
        client = make_client(slapd.url, second.url, bind_password="zle-haslo")

        with pytest.raises(DirectoryMisconfigured):
            client.ping()

    assert not contacts


@pytest.mark.integration
@pytest.mark.needs("slapd")
def test_only_server_is_used_again_as_soon_as_it_is_back(slapd: Slapd, make_client: ClientMaker) -> None:
    health = ServerHealth()
    client = make_client(slapd.url, health=health)
    health.failed(ServerAddress.parse(slapd.url))

    client.ping()

    assert not health.is_suspect(ServerAddress.parse(slapd.url))


@pytest.mark.integration
@pytest.mark.needs("slapd")
def test_server_that_breaks_after_opening_is_asked_last_next_time(
    slapd: Slapd, make_client: ClientMaker, authority: Authority
) -> None:
    certificate = authority.issue()

    def die_after_bind(talk: Conversation) -> None:
        talk.accept_start_tls(certificate)
        talk.accept_bind()

    with misbehaving_server(die_after_bind) as first:
        client: DirectoryClient = make_client(first.url, slapd.url)

        with pytest.raises(DirectoryUnavailable):
            client.authenticate("jan.nowak", PASSWORD)

        assert client.authenticate("jan.nowak", PASSWORD).login == "jan.nowak"
