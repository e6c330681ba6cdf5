"""Signing in against a real slapd."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from intranet.ldap.client import DirectoryClient
from intranet.ldap.errors import DirectoryMisconfigured, SignInRefused
from intranet.ldap.reasons import Reason
from tests.intranet.ldap.conftest import ClientMaker
from tests.intranet.ldap.content import PASSWORD, PEOPLE, person_dn
from tests.servers.slapd import SERVICE_PASSWORD, SUFFIX, Slapd

pytestmark = [pytest.mark.integration, pytest.mark.needs("slapd")]


def refusal(client: DirectoryClient, login: str, password: str) -> Reason:
    with pytest.raises(SignInRefused) as refused:
        client.authenticate(login, password)
    return refused.value.reason


@pytest.mark.parametrize(
    "password",
    [
        "zle-haslo",
        PASSWORD.upper(),
        PASSWORD + " ",
        " " + PASSWORD,
        PASSWORD[:-1],
        PASSWORD.replace("½", "1\u20442"),  # what ldap3 makes of ½ unless the password goes as bytes
        PASSWORD + "\0",
        "",
        " ",
        "\0",
        "*",
        "x" * 100_000,
        "\ud800",
    ],
)
def test_wrong_password_is_refused(client: DirectoryClient, password: str) -> None:
    assert refusal(client, "tlum.001", password) is Reason.WRONG_PASSWORD


@pytest.mark.parametrize(
    "login",
    [
        "",
        "   ",
        "*",
        "tlum*",
        "jan.nowa*",  # fits one person
        "nikt)(uid=jan.nowak",
        "tlum.00?",
        ")(uid=*",
        "*)(uid=*))(|(uid=*",
        "jan.nowak)(objectClass=*",
        "jan.nowak)(|",
        "\\2a",
        "\\",
        "\0",
        "jan.nowak\0",
        "(&)",
        "x" * 257,
        "ł" * 10_000,
        "\ud800",
        "nie.ma.takiego",
        person_dn("jan.nowak"),
        "intranet",
        "jan nowak",
        "🦉\u202e",
    ],
)
def test_login_of_nobody_is_refused_like_a_wrong_password(client: DirectoryClient, login: str) -> None:
    assert refusal(client, login, PASSWORD) is Reason.WRONG_PASSWORD
    assert client.find_person(login) is None


def test_login_that_fits_two_people_is_refused(
    client: DirectoryClient, caplog: pytest.LogCaptureFixture
) -> None:
    assert refusal(client, "wspolny@mops.example", PASSWORD) is Reason.WRONG_PASSWORD
    assert client.find_person("wspolny@mops.example") is None
    assert "more than one account" in caplog.text
    assert "wspolny" not in caplog.text


@pytest.mark.parametrize(
    ("login", "password", "reason"),
    [
        ("do.zmiany", PASSWORD, Reason.MUST_CHANGE_PASSWORD),
        ("do.zmiany", "zle-haslo", Reason.WRONG_PASSWORD),
        ("wygasle.haslo", PASSWORD, Reason.PASSWORD_EXPIRED),
        ("wygasle.haslo", "zle-haslo", Reason.WRONG_PASSWORD),
        ("wylaczony", PASSWORD, Reason.ACCOUNT_DISABLED),
    ],
)
def test_the_directory_says_why_it_refuses(
    client: DirectoryClient, login: str, password: str, reason: Reason
) -> None:
    assert refusal(client, login, password) is reason


def test_account_is_locked_after_failed_attempts(client: DirectoryClient) -> None:
    attempts = [refusal(client, "do.blokady", "zle-haslo") for _ in range(4)]

    assert attempts == [Reason.WRONG_PASSWORD] * 3 + [Reason.LOCKED]
    assert refusal(client, "do.blokady", PASSWORD) is Reason.LOCKED


@pytest.mark.parametrize(
    ("bind_dn", "bind_password"),
    [
        (f"cn=intranet,ou=uslugi,{SUFFIX}", "zle-haslo"),
        (f"cn=nie-ma,{SUFFIX}", SERVICE_PASSWORD),
        ("to nie jest nazwa", SERVICE_PASSWORD),
    ],
)
def test_refused_service_account_is_a_matter_for_the_administrator(
    slapd: Slapd, make_client: ClientMaker, bind_dn: str, bind_password: str
) -> None:
    client = make_client(slapd.url, bind_dn=bind_dn, bind_password=bind_password)

    with pytest.raises(DirectoryMisconfigured, match="service account"):
        client.authenticate("tlum.001", PASSWORD)
    with pytest.raises(DirectoryMisconfigured, match="service account"):
        client.ping()


def test_wrong_base_is_a_matter_for_the_administrator(slapd: Slapd, make_client: ClientMaker) -> None:
    client = make_client(slapd.url, people_base=f"ou=nie-ma,{SUFFIX}")

    with pytest.raises(DirectoryMisconfigured, match="noSuchObject"):
        client.authenticate("tlum.001", PASSWORD)


def test_service_account_that_may_not_read_people_is_a_matter_for_the_administrator(
    slapd: Slapd, make_client: ClientMaker
) -> None:
    client = make_client(slapd.url, bind_dn=person_dn("tlum.002"), bind_password=PASSWORD)

    with pytest.raises(DirectoryMisconfigured, match="noSuchObject"):
        client.authenticate("tlum.001", PASSWORD)


def test_person_is_let_in_with_everything_the_directory_knows(client: DirectoryClient) -> None:
    person = client.authenticate("swietoslawa.zolc", PASSWORD)

    assert person.dn == f"uid=swietoslawa.zolc,{PEOPLE}"
    assert (person.given_name, person.surname) == ("Świętosława", "Żółć-Gąsienica")
    assert (person.job_title, person.room, person.unit_symbol) == ("główna księgowa", "12a", "KO")
    assert (person.employee_number, person.phone) == ("00017", "+48 22 555 01 01")
    assert person.manager_dn == person_dn("jan.nowak")
    assert not person.is_disabled


def test_groups_come_through_groups_and_circles(client: DirectoryClient) -> None:
    person = client.authenticate("swietoslawa.zolc", PASSWORD)

    assert person.group_names == (
        "intranet-kancelaria",
        "intranet-kolko",
        "intranet-wszyscy",
        "stanowisko-ksiegowa",
        "zespol-kancelarii",
    )


def test_found_person_is_the_one_who_signs_in(client: DirectoryClient) -> None:
    assert client.find_person("jan.nowak") == client.authenticate("jan.nowak", PASSWORD)


@pytest.mark.parametrize(
    "login", ["JAN.NOWAK", "Jan.Nowak", "  jan.nowak ", "jan.nowak@mops.example", "JAN.NOWAK@MOPS.EXAMPLE"]
)
def test_every_spelling_of_a_login_is_the_same_person(client: DirectoryClient, login: str) -> None:
    usual = client.authenticate("jan.nowak", PASSWORD)

    assert client.authenticate(login, PASSWORD) == usual


def test_sign_in_works_with_tls_from_the_first_byte(slapd: Slapd, make_client: ClientMaker) -> None:
    person = make_client(slapd.tls_url, start_tls=False).authenticate("jan.nowak", PASSWORD)

    assert person.login == "jan.nowak"


def test_people_who_sign_in_at_the_same_time_are_not_mixed_up(client: DirectoryClient) -> None:
    logins = [f"tlum.{number:03}" for number in range(10, 34)]

    with ThreadPoolExecutor(8) as threads:
        people = list(threads.map(client.authenticate, logins, [PASSWORD] * len(logins)))

    assert [person.login for person in people] == logins


def test_refused_sign_in_leaves_no_name_in_the_log(
    client: DirectoryClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    refusal(client, "tlum.001", "zle-haslo")

    assert "wrong_password" in caplog.text
    assert "tlum" not in caplog.text
    assert "zle-haslo" not in caplog.text
