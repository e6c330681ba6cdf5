"""The demo tree as entries that fit the core, cosine and inetOrgPerson schemas of OpenLDAP."""

from collections.abc import Iterable, Iterator

from deploy.demo.directory import dn as names
from deploy.demo.directory.accounts import (
    BASE_DN,
    DEMO_PASSWORD,
    GROUPS_BASE,
    PEOPLE_BASE,
    REFUSED_ACCOUNTS,
    SERVICE_DN,
    SERVICE_PASSWORD,
    SERVICES_BASE,
    UNITS_BASE,
    RefusedAccount,
)
from deploy.demo.directory.entries import Entry
from deploy.demo.directory.groups import JOB_PREFIX, ROLE_GROUPS, RoleGroup
from deploy.demo.directory.passwords import hash_password
from deploy.demo.directory.people import MAIL_DOMAIN, Person, make_people
from deploy.demo.directory.staffing import JOB_GROUPS
from deploy.demo.directory.units import UNITS, Unit, unit_phone

PERSON_CLASSES = ("top", "person", "organizationalPerson", "inetOrgPerson")
CITY = "Łódź"


def demo_entries() -> list[Entry]:
    """Return the whole tree, parents before children."""
    people = make_people()
    heads = {person.unit.symbol: person for person in people if person.is_head}
    return [
        *_top(),
        *(_person(person, heads) for person in people),
        *(_refused(account) for account in REFUSED_ACCOUNTS),
        *_units(heads),
        *_job_groups(people),
        *(_role_group(role) for role in ROLE_GROUPS),
    ]


def person_dn(login: str) -> str:
    """Return the name of the entry of that login."""
    return names.child(PEOPLE_BASE, "uid", login)


def refusals() -> dict[str, str]:
    """Return the data codes of the accounts that are refused with their right password, by name of entry."""
    return {person_dn(account.login): account.code for account in REFUSED_ACCOUNTS}


def _top() -> Iterator[Entry]:
    yield (
        Entry(BASE_DN)
        .add("objectClass", "top", "dcObject", "organization")
        .add("dc", "mops")
        .add("o", "Miejski Ośrodek Pomocy Społecznej w Łodzi")
    )
    for base, description in (
        (PEOPLE_BASE, "Pracownicy"),
        (UNITS_BASE, "Komórki organizacyjne"),
        (GROUPS_BASE, "Grupy"),
        (SERVICES_BASE, "Konta usług"),
    ):
        symbol = names.split(base)[0].partition("=")[2]
        yield _unit_entry(base, symbol).add("description", description)
    yield (
        Entry(SERVICE_DN)
        .add("objectClass", "top", "applicationProcess", "simpleSecurityObject")
        .add("cn", "intranet")
        .add("description", "Konto, którym intranet czyta katalog")
        .add("userPassword", hash_password(SERVICE_PASSWORD, SERVICE_DN))
    )


def _person(person: Person, heads: dict[str, Person]) -> Entry:
    entry = _person_entry(person.login, person.given_name, person.surname)
    entry.add("mail", person.mail)
    if person.phone:
        entry.add("telephoneNumber", person.phone).add("roomNumber", person.room)
    entry.add("title", person.title).add("departmentNumber", person.unit.symbol)
    entry.add("employeeNumber", str(person.employee_number))
    manager = _manager(person, heads)
    return entry.add("manager", person_dn(manager.login)) if manager else entry


def _refused(account: RefusedAccount) -> Entry:
    entry = _person_entry(account.login, account.given_name, account.surname)
    return entry.add("mail", f"{account.login}@{MAIL_DOMAIN}").add(
        "description", f"Konto pokazowe: {account.reason}"
    )


def _person_entry(login: str, given_name: str, surname: str) -> Entry:
    name = f"{given_name} {surname}"
    return (
        Entry(person_dn(login))
        .add("objectClass", *PERSON_CLASSES)
        .add("uid", login)
        .add("cn", name)
        .add("givenName", given_name)
        .add("sn", surname)
        .add("displayName", name)
        .add("userPassword", hash_password(DEMO_PASSWORD, login))
    )


def _manager(person: Person, heads: dict[str, Person]) -> Person | None:
    """Return the nearest head above: of the own unit, or of the first one upwards that has one."""
    parents = {unit.symbol: unit.parent for unit in UNITS}
    symbol = parents[person.unit.symbol] if person.is_head else person.unit.symbol
    while symbol and symbol not in heads:
        symbol = parents[symbol]
    return heads.get(symbol)


def _units(heads: dict[str, Person]) -> Iterator[Entry]:
    dns = {"": UNITS_BASE}
    for position, unit in enumerate(UNITS):
        dns[unit.symbol] = names.child(dns[unit.parent], "ou", unit.symbol)
        entry = _described_unit(dns[unit.symbol], unit).add("telephoneNumber", unit_phone(position))
        if unit.symbol in heads:
            entry.add("seeAlso", person_dn(heads[unit.symbol].login))
        yield entry


def _described_unit(dn: str, unit: Unit) -> Entry:
    return (
        _unit_entry(dn, unit.symbol)
        .add("description", unit.name)
        .add("businessCategory", unit.kind)
        .add("street", unit.street)
        .add("l", CITY)
        .add("physicalDeliveryOfficeName", f"pok. {unit.room}")
    )


def _unit_entry(dn: str, symbol: str) -> Entry:
    return Entry(dn).add("objectClass", "top", "organizationalUnit").add("ou", symbol)


def _job_groups(people: Iterable[Person]) -> Iterator[Entry]:
    members: dict[str, list[str]] = {group: [] for group in JOB_GROUPS}
    for person in people:
        for group in person.job_groups:
            members[group].append(person_dn(person.login))
    for group, description in JOB_GROUPS.items():
        yield _group(JOB_PREFIX + group, description, members[group])


def _role_group(role: RoleGroup) -> Entry:
    inside = [_group_dn(JOB_PREFIX + group) for group in role.job_groups]
    return _group(role.name, role.description, [*map(person_dn, role.logins), *inside])


def _group(name: str, description: str, members: Iterable[str]) -> Entry:
    entry = Entry(_group_dn(name)).add("objectClass", "top", "groupOfNames").add("cn", name)
    return entry.add("description", description).add("member", *members)


def _group_dn(name: str) -> str:
    return names.child(GROUPS_BASE, "cn", name)
