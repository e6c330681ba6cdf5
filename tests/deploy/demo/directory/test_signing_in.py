import pytest
from ldap3.core.exceptions import LDAPException

from deploy.demo.directory.accounts import (
    BASE_DN,
    DEMO_ACCOUNTS,
    DEMO_PASSWORD,
    PEOPLE_BASE,
    REFUSED_ACCOUNTS,
    SERVICE_DN,
    SERVICE_PASSWORD,
)
from deploy.demo.directory.certificates import make_certificates
from deploy.demo.directory.content import person_dn

# ldap3 2.9.1 compares host names the way Python 3.11 still knows but deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ssl.match_hostname:DeprecationWarning")

WORKER = person_dn("pracownik")


def test_a_bind_without_tls_is_refused(demo, connect):
    connection = connect(demo, tls=False)

    assert connection.result["description"] == "confidentialityRequired"


def test_an_anonymous_bind_without_tls_is_refused(demo, connect):
    connection = connect(demo, None, None, tls=False)

    assert connection.result["description"] == "confidentialityRequired"


@pytest.mark.parametrize("ldaps", [False, True])
def test_a_client_that_trusts_another_authority_does_not_connect(demo, connect, tmp_path, ldaps):
    foreign = make_certificates(tmp_path).ca

    with pytest.raises(LDAPException, match=r"(?i)certificate|ssl"):
        connect(demo, ca=foreign, ldaps=ldaps)


def test_a_second_start_tls_is_refused(demo, connect):
    connection = connect(demo)

    connection.extended("1.3.6.1.4.1.1466.20037")

    assert connection.result["description"] == "operationsError"


@pytest.mark.parametrize("password", ["zle-haslo", DEMO_PASSWORD.upper(), DEMO_PASSWORD + " ", "*"])
def test_a_wrong_password_is_refused(demo, connect, password):
    connection = connect(demo, WORKER, password)

    assert connection.result["result"] == 49
    assert "data 52e" in connection.result["message"]


@pytest.mark.parametrize(
    "name", [f"uid=nikt,{PEOPLE_BASE}", "pracownik", f"uid=*,{PEOPLE_BASE}", PEOPLE_BASE]
)
def test_a_name_that_nobody_has_is_refused(demo, connect, name):
    connection = connect(demo, name, DEMO_PASSWORD)

    assert connection.result["result"] == 49


@pytest.mark.parametrize("account", REFUSED_ACCOUNTS, ids=lambda account: account.login)
def test_the_reason_of_a_refusal_is_told_with_the_right_password(demo, connect, account):
    connection = connect(demo, person_dn(account.login), DEMO_PASSWORD)

    assert connection.result["result"] == 49
    assert f"data {account.code}," in connection.result["message"]


@pytest.mark.parametrize(
    ("login", "code"),
    [
        ("konto.zablokowane", "775"),
        ("haslo.wygaslo", "52e"),
        ("konto.wylaczone", "52e"),
        ("zmien.haslo", "52e"),
    ],
)
def test_with_a_wrong_password_only_a_locked_account_is_told(demo, connect, login, code):
    connection = connect(demo, person_dn(login), "zle-haslo")

    assert f"data {code}," in connection.result["message"]


def test_after_a_failed_rebind_the_connection_is_anonymous(demo, connect, search):
    connection = connect(demo)
    connection.rebind(WORKER, "zle-haslo")

    found = search(connection, "(uid=pracownik)", BASE_DN)

    assert found == []
    assert connection.result["description"] == "insufficientAccessRights"


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda account: account.login)
def test_every_demo_account_signs_in(demo, connect, account):
    connection = connect(demo, person_dn(account.login), DEMO_PASSWORD)

    assert connection.bound


def test_everybody_has_the_same_password(demo, connect, search):
    connection = connect(demo)
    staff = search(connection, "(departmentNumber=*)", PEOPLE_BASE)

    refused = [one["dn"] for one in staff if not connection.rebind(one["dn"], DEMO_PASSWORD)]

    assert (len(staff), refused) == (300, [])


def test_the_case_of_a_name_does_not_matter(demo, connect):
    assert connect(demo, WORKER.upper(), DEMO_PASSWORD).bound


def test_the_service_account_signs_in_over_ldaps_on_the_same_port(demo, connect):
    assert connect(demo, ldaps=True).bound


def test_the_certificate_is_good_for_localhost_too(demo, connect):
    assert connect(demo, host="localhost").bound


def test_one_connection_serves_a_whole_sign_in(demo, connect, search):
    connection = connect(demo, SERVICE_DN, SERVICE_PASSWORD)
    (person,) = search(connection, "(|(uid=pracownik)(mail=pracownik))", PEOPLE_BASE, size_limit=2)

    assert connection.rebind(person["dn"], DEMO_PASSWORD)
