"""The same LDIF in a real OpenLDAP server: it fits the schemas, and the passwords are good there too."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import ldap3
import pytest

from deploy.demo.directory.accounts import BASE_DN, DEMO_PASSWORD, SERVICE_DN, SERVICE_PASSWORD
from deploy.demo.directory.content import demo_entries, person_dn
from deploy.demo.directory.storage import FILE_NAME, open_directory
from tests.servers.certificates import Authority
from tests.servers.slapd import SlapdOptions, running_slapd

pytestmark = [
    pytest.mark.integration,
    pytest.mark.needs("slapd"),
    # ldap3 2.9.1 compares host names the way Python 3.11 still knows but deprecates.
    pytest.mark.filterwarnings("ignore:ssl.match_hostname:DeprecationWarning"),
]


SignIn = Callable[[str, str], AbstractContextManager[ldap3.Connection]]


@pytest.fixture(scope="module")
def sign_in(tmp_path_factory) -> Iterator[SignIn]:
    """Sign in to an OpenLDAP server with our file in it.

    slapadd checks every entry against the schemas and stops at the first that does not fit.
    """
    folder = tmp_path_factory.mktemp("slapd")
    open_directory(folder)
    certificate = Authority(folder / "authority", "Test authority").issue()
    options = SlapdOptions(certificate=certificate, limits=("sizelimit unlimited",))
    trust = ldap3.Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=str(certificate.ca_file))

    @contextmanager
    def sign_in(user: str, password: str) -> Iterator[ldap3.Connection]:
        server = ldap3.Server("127.0.0.1", slapd.port, tls=trust, get_info=ldap3.NONE)
        connection = ldap3.Connection(server, user, password)
        connection.start_tls()
        connection.bind()
        yield connection
        connection.unbind()

    with running_slapd(folder / "server", (folder / FILE_NAME).read_text(), options) as slapd:
        yield sign_in


def test_openldap_refuses_a_wrong_password(sign_in):
    with sign_in(person_dn("pracownik"), "zle-haslo") as connection:
        assert connection.result["description"] == "invalidCredentials"


@pytest.mark.parametrize(
    ("user", "password"), [(person_dn("pracownik"), DEMO_PASSWORD), (SERVICE_DN, SERVICE_PASSWORD)]
)
def test_openldap_accepts_the_demo_passwords(sign_in, user, password):
    with sign_in(user, password) as connection:
        assert connection.bound


def test_openldap_holds_every_entry(sign_in):
    with sign_in(SERVICE_DN, SERVICE_PASSWORD) as connection:
        connection.search(BASE_DN, "(objectClass=*)")

        assert len(connection.entries) == len(demo_entries())


def test_openldap_finds_a_unit_with_polish_letters_in_its_name(sign_in):
    with sign_in(SERVICE_DN, SERVICE_PASSWORD) as connection:
        connection.search(
            f"ou=i wpś,ou=DM,ou=jednostki,{BASE_DN}", "(businessCategory=SECTION)", attributes=["ou"]
        )

        assert [one.ou.value for one in connection.entries] == ["SOB"]
