"""Reading the whole directory: everything, or an error that says so."""

import pytest

from intranet.ldap.client import DirectoryClient
from intranet.ldap.dn import dn_key
from intranet.ldap.errors import DirectoryUnavailable, IncompleteRead
from tests.intranet.ldap.conftest import ClientMaker, SlapdMaker
from tests.intranet.ldap.content import CROWD, PASSWORD, PEOPLE, UNITS, person_dn
from tests.servers.certificates import Authority
from tests.servers.misbehaving import Conversation, cutting_proxy, misbehaving_server
from tests.servers.slapd import SERVICE_DN, SUFFIX, Slapd

pytestmark = [pytest.mark.integration, pytest.mark.needs("slapd")]
NAMED_PEOPLE = 8


@pytest.mark.parametrize(
    "limits",
    [
        ("sizelimit size.soft=120 size.hard=120",),  # counts all pages together
        ("sizelimit size.soft=500 size.hard=500 size.prtotal=120",),
        ("sizelimit size.soft=500 size.hard=500 size.prtotal=disabled",),
        ("sizelimit size.soft=500 size.hard=500 size.prtotal=unlimited size.pr=20",),  # pages of 50 refused
    ],
)
def test_read_that_the_server_cuts_is_refused(
    start_slapd: SlapdMaker, make_client: ClientMaker, limits: tuple[str, ...]
) -> None:
    client = make_client(start_slapd(limits=limits).url)

    with pytest.raises(IncompleteRead, match="ended with"):
        client.read_snapshot()


def test_server_limit_on_one_answer_does_not_cut_a_paged_read(
    start_slapd: SlapdMaker, make_client: ClientMaker
) -> None:
    server = start_slapd(limits=("sizelimit size.soft=60 size.hard=60 size.prtotal=unlimited",))

    assert len(make_client(server.url).read_snapshot().people) == CROWD + NAMED_PEOPLE


def test_server_that_does_not_page_is_not_believed(make_client: ClientMaker, authority: Authority) -> None:
    certificate = authority.issue()

    def behave(talk: Conversation) -> None:
        talk.accept_start_tls(certificate)
        talk.accept_bind()
        while talk.finish_search():
            pass

    with misbehaving_server(behave) as server, pytest.raises(IncompleteRead, match="did not page"):
        make_client(server.url).read_snapshot()


@pytest.mark.parametrize("after_bytes", [8_000, 30_000, 60_000])
def test_read_that_breaks_in_the_middle_is_refused(
    slapd: Slapd, make_client: ClientMaker, after_bytes: int
) -> None:
    with cutting_proxy(slapd.port, after_bytes=after_bytes) as proxy, pytest.raises(IncompleteRead):
        make_client(proxy.url).read_snapshot()


def test_read_over_a_line_that_holds_is_complete(slapd: Slapd, make_client: ClientMaker) -> None:
    with cutting_proxy(slapd.port, after_bytes=10_000_000) as proxy:
        snapshot = make_client(proxy.url).read_snapshot()

    assert len(snapshot.people) == CROWD + NAMED_PEOPLE


def test_directory_that_is_down_is_unavailable_not_incomplete(
    start_slapd: SlapdMaker, make_client: ClientMaker
) -> None:
    server = start_slapd()
    server.stop()

    with pytest.raises(DirectoryUnavailable):
        make_client(server.url).read_snapshot()


@pytest.mark.parametrize("base", ["people_base", "units_base", "groups_base"])
def test_missing_base_makes_the_read_incomplete(slapd: Slapd, make_client: ClientMaker, base: str) -> None:
    client = make_client(slapd.url, **{base: f"ou=nie-ma,{SUFFIX}"})

    with pytest.raises(IncompleteRead):
        client.read_snapshot()


def test_account_that_may_not_read_does_not_get_an_empty_directory(
    slapd: Slapd, make_client: ClientMaker
) -> None:
    client = make_client(slapd.url, bind_dn=person_dn("tlum.002"), bind_password=PASSWORD)

    with pytest.raises(IncompleteRead):
        client.read_snapshot()


def test_people_hidden_from_the_service_account_are_not_an_empty_directory(
    start_slapd: SlapdMaker, make_client: ClientMaker
) -> None:
    server = start_slapd(
        access=(
            f'access to dn.children="{PEOPLE}" by * none',
            f'access to * by dn.exact="{SERVICE_DN}" read by anonymous auth by * none',
        )
    )

    with pytest.raises(IncompleteRead, match="no people"):
        make_client(server.url).read_snapshot()


def test_people_without_readable_identifiers_are_not_taken_for_leavers(
    start_slapd: SlapdMaker, make_client: ClientMaker
) -> None:
    server = start_slapd(
        access=(
            "access to attrs=userPassword by anonymous auth by * none",
            "access to attrs=entryUUID by * none",
            f'access to * by dn.exact="{SERVICE_DN}" read by * none',
        )
    )

    with pytest.raises(IncompleteRead, match="entryUUID"):
        make_client(server.url).read_snapshot()


@pytest.mark.parametrize("page_size", [7, 62, 124, 248, 500])
def test_everybody_is_read_once_whatever_the_page_size(
    slapd: Slapd, make_client: ClientMaker, page_size: int
) -> None:
    people = make_client(slapd.url, page_size=page_size).read_snapshot().people

    assert len(people) == CROWD + NAMED_PEOPLE
    assert len({person.guid for person in people}) == len({person.login for person in people}) == len(people)


def test_units_form_a_tree_with_heads(client: DirectoryClient) -> None:
    units = {unit.symbol: unit for unit in client.read_snapshot().units}

    assert set(units) == {"KO", "KO-1", "Ł,1"}  # not the container they are in
    assert units["KO"].name == "Dział Księgowości i Świadczeń"
    assert (units["KO"].kind, units["KO"].address) == ("DEPARTMENT", "ul. Źródlana 7")
    assert units["KO"].parent_dn == ""
    assert dn_key(units["KO"].head_dn) == dn_key(person_dn("jan.nowak"))
    assert units["KO-1"].parent_dn == units["Ł,1"].parent_dn == f"ou=KO,{UNITS}"


def test_groups_come_with_members(client: DirectoryClient) -> None:
    groups = {group.name: group for group in client.read_snapshot().groups}

    assert groups["stanowisko-ksiegowa"].description == "Księgowe"
    assert groups["stanowisko-ksiegowa"].member_dns == (person_dn("swietoslawa.zolc"), person_dn("jan.nowak"))


@pytest.mark.parametrize("login", ["swietoslawa.zolc", "jan.nowak", "tlum.000", "tlum.001", "wylaczony"])
def test_sync_and_sign_in_see_the_same_person(client: DirectoryClient, login: str) -> None:
    people = {person.login: person for person in client.read_snapshot().people}

    assert people[login] == client.find_person(login)


def test_account_locked_by_an_administrator_is_marked(client: DirectoryClient) -> None:
    people = client.read_snapshot().people

    assert [person.login for person in people if person.is_disabled] == ["wylaczony"]
