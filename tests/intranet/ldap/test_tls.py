"""No password travels to a server that has not proved over TLS who it is."""

from pathlib import Path

import ldap3
import pytest

from intranet.ldap.config import ServerAddress
from intranet.ldap.connection import DirectoryConnection
from intranet.ldap.deadline import Deadline, TimeBudget
from intranet.ldap.errors import DirectoryNotTrusted, DirectoryUnavailable
from tests.intranet.ldap.conftest import ClientMaker, SlapdMaker
from tests.intranet.ldap.content import PASSWORD
from tests.servers.certificates import Authority
from tests.servers.misbehaving import START_TLS_NAME, Conversation, misbehaving_server
from tests.servers.slapd import SERVICE_PASSWORD

with_slapd = pytest.mark.needs("slapd")


@pytest.fixture(params=["url", "tls_url"], ids=["StartTLS", "LDAPS"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which address of a server to use: both ways to TLS are tried."""
    return str(request.param)


@pytest.mark.integration
@with_slapd
def test_certificate_of_another_authority_is_refused(
    start_slapd: SlapdMaker, make_client: ClientMaker, tmp_path: Path, kind: str
) -> None:
    server = start_slapd(certificate=Authority(tmp_path / "other", "Other authority").issue())

    with pytest.raises(DirectoryNotTrusted, match="certificate verify failed"):
        make_client(getattr(server, kind)).authenticate("jan.nowak", PASSWORD)


@pytest.mark.integration
@with_slapd
def test_certificate_of_another_host_is_refused(
    start_slapd: SlapdMaker, make_client: ClientMaker, authority: Authority, kind: str
) -> None:
    server = start_slapd(certificate=authority.issue("dc1.mops.example"))

    with pytest.raises(DirectoryNotTrusted, match="IP address mismatch"):
        make_client(getattr(server, kind)).authenticate("jan.nowak", PASSWORD)


@pytest.mark.integration
@with_slapd
def test_certificate_that_has_expired_is_refused(
    start_slapd: SlapdMaker, make_client: ClientMaker, authority: Authority, kind: str
) -> None:
    server = start_slapd(certificate=authority.issue(days=-1))

    with pytest.raises(DirectoryNotTrusted, match="expired"):
        make_client(getattr(server, kind)).authenticate("jan.nowak", PASSWORD)


@pytest.mark.integration
@with_slapd
def test_slapd_without_tls_is_not_used(start_slapd: SlapdMaker, make_client: ClientMaker) -> None:
    server = start_slapd(certificate=None)

    with pytest.raises(DirectoryNotTrusted):
        make_client(server.url).authenticate("jan.nowak", PASSWORD)


@pytest.mark.integration
@with_slapd
def test_tls_is_not_expected_where_only_ldap_is_spoken(
    start_slapd: SlapdMaker, make_client: ClientMaker
) -> None:
    server = start_slapd()

    with pytest.raises(DirectoryUnavailable):
        make_client(f"ldaps://127.0.0.1:{server.port}").authenticate("jan.nowak", PASSWORD)


def test_connection_without_tls_never_binds() -> None:
    plain = ldap3.Connection(ldap3.Server("127.0.0.1"), client_strategy=ldap3.SAFE_SYNC)
    connection = DirectoryConnection(
        ServerAddress.parse("ldap://127.0.0.1"), plain, TimeBudget(Deadline.after(1), 1)
    )

    with pytest.raises(DirectoryNotTrusted):
        connection.bind("uid=jan.nowak", PASSWORD)


def test_server_that_refuses_starttls_hears_no_password(make_client: ClientMaker) -> None:
    def refuse(talk: Conversation) -> None:
        talk.refuse_start_tls()
        while talk.read_message_id():
            talk.accept_bind()

    with misbehaving_server(refuse) as server, pytest.raises(DirectoryNotTrusted, match="protocolError"):
        make_client(server.url).authenticate("jan.nowak", PASSWORD)

    assert START_TLS_NAME in server.heard
    assert SERVICE_PASSWORD.encode() not in server.heard
    assert PASSWORD.encode() not in server.heard


def test_server_that_pretends_tls_hears_no_password(make_client: ClientMaker) -> None:
    def pretend(talk: Conversation) -> None:
        talk.accept_start_tls_without_it()
        while talk.read_message_id():
            pass

    with misbehaving_server(pretend) as server, pytest.raises(DirectoryUnavailable):
        make_client(server.url, receive_timeout=0.2).authenticate("jan.nowak", PASSWORD)

    assert START_TLS_NAME in server.heard
    assert SERVICE_PASSWORD.encode() not in server.heard
