import uuid

import ldap3
import pytest

from deploy.demo.directory.accounts import BASE_DN, GROUPS_BASE, PEOPLE_BASE, UNITS_BASE
from deploy.demo.directory.content import person_dn
from deploy.demo.directory.entries import Entry
from deploy.demo.directory.passwords import hash_password

# ldap3 2.9.1 compares host names the way Python 3.11 still knows but deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ssl.match_hostname:DeprecationWarning")

IN_CHAIN = ":1.2.840.113556.1.4.1941:"
READER, PASSWORD = "cn=reader,dc=test", "Haslo-testowe-1"


def logins(found):
    return {one["attributes"]["uid"][0] for one in found}


@pytest.fixture
def reader(demo, connect):
    """A connection of the intranet's own account."""
    return connect(demo)


@pytest.fixture
def small(serve, connect):
    """Serve a few entries below dc=test and connect to them."""

    def small(*entries, **options):
        account = Entry(READER).add("cn", "reader").add("userPassword", hash_password(PASSWORD, "reader"))
        return connect(
            serve([Entry("dc=test").add("dc", "test"), account, *entries], **options), READER, PASSWORD
        )

    return small


def test_an_anonymous_search_is_refused(demo, connect, search):
    connection = connect(demo, None, None)

    assert search(connection, "(uid=*)", PEOPLE_BASE) == []
    assert connection.result["description"] == "insufficientAccessRights"


def test_a_base_that_does_not_exist_is_told(reader, search):
    assert search(reader, "(uid=*)", f"ou=nic,{BASE_DN}") == []
    assert reader.result["description"] == "noSuchObject"


def test_a_base_that_is_no_name_is_told(reader, search):
    assert search(reader, "(uid=*)", "ludzie") == []
    assert reader.result["description"] == "invalidDNSyntax"


@pytest.mark.parametrize("text", ["(cn:2.5.13.5:=x)", "(ou:dn:=DM)"])
def test_an_unknown_matching_rule_is_an_error(reader, search, text):
    assert search(reader, text, BASE_DN) == []
    assert reader.result["description"] == "inappropriateMatching"


def test_an_unknown_critical_control_is_refused(reader, search):
    assert search(reader, "(uid=*)", BASE_DN, controls=[("1.2.3.4", True, None)]) == []
    assert reader.result["description"] == "unavailableCriticalExtension"


def test_an_unknown_control_that_is_not_critical_is_ignored(reader, search):
    assert len(search(reader, "(uid=pracownik)", BASE_DN, controls=[("1.2.3.4", False, None)])) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.add(f"uid=nowy,{PEOPLE_BASE}", "person", {"sn": "x", "cn": "x"}),
        lambda one: one.modify(person_dn("pracownik"), {"sn": [(ldap3.MODIFY_REPLACE, ["x"])]}),
        lambda one: one.delete(person_dn("pracownik")),
        lambda one: one.modify_dn(person_dn("pracownik"), "uid=inny"),
        lambda one: one.compare(person_dn("pracownik"), "sn", "x"),
    ],
    ids=["add", "modify", "delete", "rename", "compare"],
)
def test_whatever_is_not_reading_is_refused(reader, change):
    change(reader)

    assert reader.result["description"] == "unwillingToPerform"


def test_changing_a_password_is_refused(reader):
    reader.extend.standard.modify_password(person_dn("pracownik"), None, "x")

    assert reader.result["description"] == "protocolError"


def test_the_root_tells_everybody_what_the_server_can_do(demo, connect):
    connection = connect(demo, None, None, tls=False, get_info=ldap3.DSA)

    info = connection.server.info
    assert info.naming_contexts == [BASE_DN]
    assert [oid for oid, *_ in info.supported_controls] == ["1.2.840.113556.1.4.319"]
    assert [oid for oid, *_ in info.supported_extensions] == ["1.3.6.1.4.1.1466.20037"]


@pytest.mark.parametrize(
    ("base", "scope", "count"),
    [
        (BASE_DN, ldap3.BASE, 1),
        (BASE_DN, ldap3.LEVEL, 4),
        (UNITS_BASE, ldap3.LEVEL, 1),
        (UNITS_BASE, ldap3.SUBTREE, 30),
        (f"ou=WPRD,ou=DM,{UNITS_BASE}", ldap3.SUBTREE, 1),
    ],
)
def test_each_scope_finds_what_is_in_it(reader, search, base, scope, count):
    assert len(search(reader, "(objectClass=*)", base, search_scope=scope)) == count


def test_units_are_nested_and_their_names_may_hold_polish_letters(reader, search):
    found = search(reader, "(objectClass=*)", f"OU=i wpś,ou=DM,{UNITS_BASE}", "ou")

    assert [one["attributes"]["ou"] for one in found] == [["I WPŚ"], ["SOB"], ["PPS-1"], ["PPS-2"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(&(uid=prawnik)(objectClass=person))", {"prawnik"}),
        ("(|(uid=prawnik)(uid=kadry)(uid=nikt))", {"prawnik", "kadry"}),
        ("(&(|(uid=prawnik)(uid=kadry))(!(uid=kadry)))", {"prawnik"}),
        ("(uid=PRAWNIK)", {"prawnik"}),
        ("(sn=wąsikiewicz)", {"audytor"}),
        ("(sn=WĄSIKIEWICZ)", {"audytor"}),
        ("(sn=Wasikiewicz)", set()),
        ("(cn=Agnieszka  Óskiewicz)", {"kancelaria2"}),
        ("(uid=kancel*)", {"kancelaria", "kancelaria2"}),
        ("(uid=*celaria)", {"kancelaria"}),
        ("(uid=k*cel*a)", {"kancelaria"}),
        ("(cn=*ĄSIKIEW*)", {"audytor"}),
        ("(uid=kancelaria*kancelaria)", set()),
        ("(uid=\\2a)", set()),
        ("(uid~=audytor)", {"audytor"}),
        ("(&(employeeNumber>=10001)(employeeNumber<=10002))", {"dyrektor", "miroslawa.laszczyk"}),
        ("(employeeNumber<=9999)", set()),
        ("(uid>=zz)", set()),
        ("(&(uid>=prawnik)(uid<=prawnik2))", {"prawnik", "prawnik2"}),
        ("(employeeNumber>=zz)", set()),
        ("(userPassword=*)", set()),
        ("(nothing=*)", set()),
        (f"(&(uid=kierownik)(manager=UID=dyrektor, {PEOPLE_BASE}))", {"kierownik"}),
        ("(manager=nonsense)", set()),
    ],
)
def test_filters(reader, search, text, expected):
    assert logins(search(reader, text, PEOPLE_BASE, "uid")) == expected


def test_presence_finds_who_has_the_attribute(reader, search):
    assert len(search(reader, "(telephoneNumber=*)", PEOPLE_BASE)) == 290
    assert len(search(reader, "(&(departmentNumber=*)(!(telephoneNumber=*)))", PEOPLE_BASE)) == 10


def test_only_the_attributes_asked_for_are_given(reader, search):
    (person,) = search(reader, "(uid=pracownik)", PEOPLE_BASE, "SN", "mail", "nothing")

    assert person["raw_attributes"] == {"sn": ["Świątek".encode()], "mail": [b"barbara.swiatek@mops.example"]}


def test_no_attributes_are_given_when_none_is_asked_for(reader, search):
    (person,) = search(reader, "(uid=pracownik)", PEOPLE_BASE, "1.1")

    assert person["raw_attributes"] == {}


def test_all_attributes_are_without_the_password_and_the_computed_ones(reader, search):
    (person,) = search(reader, "(uid=kadry)", PEOPLE_BASE, "*")

    assert {"cn", "mail", "title", "departmentNumber", "manager"} <= set(person["raw_attributes"])
    assert not {"userPassword", "memberOf", "entryUUID"} & set(person["raw_attributes"])


@pytest.mark.parametrize("attributes", [("+",), ("memberOf", "entryUUID")])
def test_computed_attributes_are_given_when_asked_for(reader, search, attributes):
    (person,) = search(reader, "(uid=kadry)", PEOPLE_BASE, *attributes)

    assert set(person["raw_attributes"]) == {"memberOf", "entryUUID"}
    assert f"cn=intranet-kadry,{GROUPS_BASE}" in person["attributes"]["memberOf"]
    assert uuid.UUID(person["raw_attributes"]["entryUUID"][0].decode())


def test_the_password_is_not_given_even_by_name(reader, search):
    (person,) = search(reader, "(uid=kadry)", PEOPLE_BASE, "userPassword")

    assert person["raw_attributes"] == {}


def test_names_of_attributes_come_without_values_on_request(reader, search):
    (person,) = search(reader, "(uid=kadry)", PEOPLE_BASE, "cn", types_only=True)

    assert list(person["raw_attributes"]) == ["cn"]
    assert not person["raw_attributes"]["cn"]


def test_a_size_limit_cuts_the_answer_and_says_so(reader, search):
    found = search(reader, "(uid=*)", PEOPLE_BASE, size_limit=2)

    assert len(found) == 2
    assert reader.result["description"] == "sizeLimitExceeded"


def test_a_size_limit_that_is_just_enough_is_not_exceeded(reader, search):
    found = search(reader, "(uid=prawnik*)", PEOPLE_BASE, size_limit=2)

    assert len(found) == 2
    assert reader.result["description"] == "success"


def test_the_server_has_a_size_limit_of_its_own(small, search):
    connection = small(
        *(Entry(f"cn={number},dc=test").add("cn", str(number)) for number in range(8)), size_limit=5
    )

    assert len(search(connection, "(cn=*)", "dc=test")) == 5
    assert connection.result["description"] == "sizeLimitExceeded"
    assert len(search(connection, "(cn=*)", "dc=test", size_limit=7)) == 5


@pytest.mark.parametrize(
    ("size", "is_critical"), [(1, False), (7, True), (303, False), (304, True), (305, False), (1000, True)]
)
def test_pages_give_every_entry_once(reader, size, is_critical):
    found = reader.extend.standard.paged_search(
        PEOPLE_BASE,
        "(uid=*)",
        attributes=["uid"],
        paged_size=size,
        paged_criticality=is_critical,
        generator=False,
    )

    assert len(found) == 304
    assert len(logins(found)) == 304


def test_pages_go_beyond_the_size_limit_of_the_server(small):
    connection = small(
        *(Entry(f"cn={number},dc=test").add("cn", str(number)) for number in range(8)), size_limit=5
    )

    found = connection.extend.standard.paged_search("dc=test", "(cn=*)", paged_size=3, generator=False)

    assert len(found) == 9


def test_a_size_limit_holds_over_all_pages(reader, search):
    first = search(reader, "(uid=*)", PEOPLE_BASE, paged_size=4, size_limit=6)
    code = reader.result["description"]
    cookie = reader.result["controls"]["1.2.840.113556.1.4.319"]["value"]["cookie"]

    second = search(reader, "(uid=*)", PEOPLE_BASE, paged_size=4, size_limit=6, paged_cookie=cookie)

    assert (len(first), code) == (4, "success")
    assert (len(second), reader.result["description"]) == (2, "sizeLimitExceeded")


def test_an_unknown_cookie_is_refused(reader, search):
    assert search(reader, "(uid=*)", PEOPLE_BASE, paged_size=5, paged_cookie=b"nonsense") == []
    assert reader.result["description"] == "unwillingToPerform"


def test_a_paged_search_can_be_given_up(reader, search):
    search(reader, "(uid=*)", PEOPLE_BASE, paged_size=5)
    cookie = reader.result["controls"]["1.2.840.113556.1.4.319"]["value"]["cookie"]

    given_up = search(reader, "(uid=*)", PEOPLE_BASE, paged_size=0, paged_cookie=cookie)
    again = search(reader, "(uid=*)", PEOPLE_BASE, paged_size=5, paged_cookie=cookie)

    assert (given_up, again) == ([], [])


def test_membership_in_nested_groups_is_found_by_the_rule_only(reader, search):
    group = f"cn=intranet-informatycy,{GROUPS_BASE}"

    direct = logins(search(reader, f"(memberOf={group})", PEOPLE_BASE, "uid"))
    nested = logins(search(reader, f"(memberOf{IN_CHAIN}={group})", PEOPLE_BASE, "uid"))

    assert direct == {"waldemar.zoltek"}
    assert nested > direct | {"informatyk", "informatyk2"}
    assert "administrator" not in nested


def test_all_groups_of_a_person_are_found_by_the_rule(reader, search):
    found = search(reader, f"(member{IN_CHAIN}={person_dn('prawnik')})", GROUPS_BASE, "cn")

    names = {one["attributes"]["cn"][0] for one in found}
    assert names == {"intranet-prawnicy", "intranet-redaktorzy", "stanowisko-radca-prawny"}


@pytest.mark.parametrize("target", ["nonsense", f"cn=nikt,{GROUPS_BASE}"])
def test_the_rule_finds_nothing_for_a_name_that_nobody_has(reader, search, target):
    assert search(reader, f"(memberOf{IN_CHAIN}={target})", PEOPLE_BASE) == []


def test_groups_that_contain_each_other_do_not_hang_the_server(small, search):
    connection = small(
        Entry("cn=a,dc=test").add("member", "cn=b,dc=test"),
        Entry("cn=b,dc=test").add(
            "member", "cn=a,dc=test", "cn=jan,dc=test", "not a name", "cn=gone,dc=test"
        ),
        Entry("cn=jan,dc=test").add("cn", "jan"),
    )

    found = search(connection, f"(memberOf{IN_CHAIN}=cn=a,dc=test)", "dc=test")

    assert {one["dn"] for one in found} == {"cn=a,dc=test", "cn=b,dc=test", "cn=jan,dc=test"}


def test_numbers_are_ordered_as_numbers(small, search):
    connection = small(*(Entry(f"cn={number},dc=test").add("size", str(number)) for number in (9, 10, 100)))

    found = search(connection, "(size>=10)", "dc=test")

    assert {one["dn"] for one in found} == {"cn=10,dc=test", "cn=100,dc=test"}
