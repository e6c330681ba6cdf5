"""What the demo staff must look like for the rest of the demo to make sense."""

from collections import Counter

import pytest

from deploy.demo.directory import dn as names
from deploy.demo.directory.accounts import BASE_DN, DEMO_ACCOUNTS, REFUSED_ACCOUNTS
from deploy.demo.directory.content import demo_entries
from deploy.demo.directory.entries import Directory
from deploy.demo.directory.groups import JOB_PREFIX, ROLE_GROUPS
from deploy.demo.directory.names import MEN, SURNAMES, WOMEN, feminine
from deploy.demo.directory.people import GIVEN_NAME_STEP, SURNAME_STEP, make_people
from deploy.demo.directory.staffing import HEADCOUNT, JOB_GROUPS, NAMED_PEOPLE
from deploy.demo.directory.units import UNITS


@pytest.fixture(scope="module")
def people():
    return make_people()


@pytest.fixture(scope="module")
def directory():
    return Directory(demo_entries())


def text(entry, attribute):
    return [value.decode() for value in entry.values(attribute)]


def of_class(directory, name):
    return [entry for entry in directory if name in text(entry, "objectclass")]


def test_three_hundred_people_work_in_twenty_nine_units(people):
    assert (len(people), len(UNITS)) == (300, 29)


def test_every_unit_has_people(people):
    assert {person.unit for person in people} == set(UNITS)


def test_staffing_names_only_units_that_exist():
    symbols = {unit.symbol for unit in UNITS}

    assert {post.unit for post in NAMED_PEOPLE} | set(HEADCOUNT) == symbols


def test_every_kind_of_unit_is_there():
    assert {unit.kind for unit in UNITS} == {
        "MANAGEMENT",
        "DEPARTMENT",
        "DIVISION",
        "TEAM",
        "SECTION",
        "POST",
        "BRANCH",
        "SOCIAL_WORK_POINT",
    }


@pytest.mark.parametrize("attribute", ["uid", "mail", "telephonenumber", "employeenumber"])
def test_no_two_entries_share_a_value_that_must_be_unique(directory, attribute):
    values = [value for entry in directory for value in text(entry, attribute)]

    assert [value for value, count in Counter(values).items() if count > 1] == []


def test_symbols_of_units_are_unique():
    assert len({unit.symbol for unit in UNITS}) == len(UNITS)


@pytest.mark.parametrize(
    "surname", ["Ćwik", "Łąka", "Łukasik", "Ślusarz", "Świątek", "Źrebiec", "Żak", "Óskiewicz"]
)
def test_surnames_that_are_hard_to_sort_are_there(people, surname):
    assert surname in {person.surname for person in people}


def test_two_people_of_different_units_share_a_name(people):
    counts = Counter(person.name for person in people)

    same = [person for person in people if counts[person.name] > 1]

    assert [person.name for person in same] == ["Anna Nowak", "Anna Nowak"]
    assert [person.login for person in same] == ["anna.nowak", "anna.nowak2"]
    assert same[0].unit != same[1].unit


def test_there_are_women_with_double_barrelled_surnames(people):
    double = [person for person in people if "-" in person.surname]

    assert len(double) >= 10
    assert {person.given_name[-1] for person in double} == {"a"}


def test_surnames_agree_with_given_names(people):
    for person in people:
        is_woman = person.given_name.endswith("a")
        for part in person.surname.split("-"):
            assert not (is_woman and part.endswith(("ski", "cki", "y"))), person.name
            assert is_woman or not part.endswith(("ska", "cka")), person.name


@pytest.mark.parametrize(
    ("surname", "expected"),
    [
        ("Kowalski", "Kowalska"),
        ("Sawicki", "Sawicka"),
        ("Twardy", "Twarda"),
        ("Żak", "Żak"),
        ("Łąka", "Łąka"),
    ],
)
def test_feminine_surnames(surname, expected):
    assert feminine(surname) == expected


@pytest.mark.parametrize(
    ("count", "step"),
    [(len(WOMEN), GIVEN_NAME_STEP), (len(MEN), GIVEN_NAME_STEP), (len(SURNAMES), SURNAME_STEP)],
)
def test_names_are_all_used_before_any_comes_back(count, step):
    assert len({number * step % count for number in range(count)}) == count


def test_mail_addresses_are_plain_ascii_made_of_the_name(people):
    worker = next(person for person in people if person.login == "pracownik")

    assert all(person.mail.isascii() for person in people)
    assert worker.mail == "barbara.swiatek@mops.example"


def test_the_staff_is_the_same_every_time():
    assert make_people() == make_people()


def test_some_people_have_neither_telephone_nor_room(people):
    assert {person.title for person in people if not person.phone} == {"pracownik gospodarczy", "kierowca"}


def test_every_demo_account_belongs_to_the_person_it_names(people):
    by_login = {person.login: person for person in people}

    assert [(one.login, by_login[one.login].name) for one in DEMO_ACCOUNTS] == [
        (one.login, one.name) for one in DEMO_ACCOUNTS
    ]


def test_the_units_of_the_demo_accounts(people):
    where = {person.login: person.unit.symbol for person in people}

    assert [where[one.login] for one in DEMO_ACCOUNTS] == (
        ["I WPŚ"] * 3 + ["ZI"] * 2 + ["WOA", "KM", "KM", "WFK", "ZRP", "ZRP", "DM", "ZKW", "ZI"]
    )


def test_accounts_that_are_refused_are_not_among_the_staff(people):
    assert not {person.login for person in people} & {account.login for account in REFUSED_ACCOUNTS}


def test_every_department_number_is_the_symbol_of_a_unit(directory):
    symbols = {symbol for entry in of_class(directory, "organizationalUnit") for symbol in text(entry, "ou")}

    assert {value for entry in directory for value in text(entry, "departmentnumber")} <= symbols


@pytest.mark.parametrize("attribute", ["manager", "seealso", "member"])
def test_every_name_that_is_referred_to_exists(directory, attribute):
    referred = [value for entry in directory for value in text(entry, attribute)]

    assert referred
    assert [value for value in referred if directory.get(names.key(value)) is None] == []


def test_exactly_one_unit_has_no_head(directory):
    units = [entry for entry in directory if entry.values("businesscategory")]

    assert [text(entry, "ou") for entry in units if not entry.values("seealso")] == [["WES"]]


def test_the_head_of_a_unit_works_in_it(directory):
    for unit in directory:
        for head in text(unit, "seealso"):
            assert text(directory.get(names.key(head)), "departmentnumber") == text(unit, "ou")


def test_only_the_director_has_no_manager(directory):
    staff = [entry for entry in directory if entry.values("departmentnumber")]

    assert [text(entry, "uid") for entry in staff if not entry.values("manager")] == [["dyrektor"]]


@pytest.mark.parametrize(
    ("login", "manager"),
    [
        ("pracownik", "kierownik"),
        ("zastepca", "kierownik"),
        ("kierownik", "dyrektor"),
        ("jaroslaw.gasior", "kierownik"),
        ("sebastian.baczyk", "dyrektor"),
    ],
    ids=["worker", "deputy", "head", "head of a section", "post of one person"],
)
def test_who_reports_to_whom(directory, login, manager):
    entry = directory.get(names.key(f"uid={login},ou=ludzie,{BASE_DN}"))

    assert text(entry, "manager") == [f"uid={manager},ou=ludzie,{BASE_DN}"]


def test_people_of_the_unit_without_a_head_report_to_the_director(directory):
    orphans = [entry for entry in directory if text(entry, "departmentnumber") == ["WES"]]

    assert {value for entry in orphans for value in text(entry, "manager")} == {
        f"uid=dyrektor,ou=ludzie,{BASE_DN}"
    }


def test_every_title_with_a_job_group_fills_it(directory, people):
    filled = {group for person in people for group in person.job_groups}

    assert filled == set(JOB_GROUPS)


def test_the_heads_of_units_are_the_members_of_their_group(directory):
    group = directory.get(names.key(f"cn={JOB_PREFIX}kierownik,ou=grupy,{BASE_DN}"))
    heads = {
        head
        for unit in directory
        for head in text(unit, "seealso")
        if text(unit, "businesscategory")[0] not in ("MANAGEMENT", "POST")
    }

    assert set(text(group, "member")) == heads


@pytest.mark.parametrize(
    ("login", "expected"),
    [
        ("pracownik", set()),
        ("zastepca", set()),
        ("kierownik", {"intranet-kierownicy"}),
        ("informatyk", {"intranet-informatycy"}),
        ("informatyk2", {"intranet-informatycy"}),
        ("kadry", {"intranet-kadry"}),
        ("kancelaria", {"intranet-kancelaria", "intranet-redaktorzy"}),
        ("kancelaria2", {"intranet-kancelaria"}),
        ("budzet", {"intranet-budzet", "intranet-kierownicy"}),
        ("prawnik", {"intranet-prawnicy", "intranet-redaktorzy"}),
        ("prawnik2", {"intranet-prawnicy"}),
        ("dyrektor", {"intranet-dyrektor", "intranet-kierownicy"}),
        ("audytor", {"intranet-audytorzy"}),
        ("administrator", {"intranet-administratorzy"}),
    ],
)
def test_the_roles_of_the_demo_accounts_nested_groups_included(directory, login, expected):
    entry = directory.get(names.key(f"uid={login},ou=ludzie,{BASE_DN}"))

    roles = {
        role.name
        for role in ROLE_GROUPS
        if directory.in_chain(entry, "memberof", names.key(f"cn={role.name},ou=grupy,{BASE_DN}"))
    }

    assert roles == expected
