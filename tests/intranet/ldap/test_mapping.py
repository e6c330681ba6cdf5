"""Entries as Active Directory and OpenLDAP send them, turned into our values."""

from uuid import UUID

import pytest

from intranet.ldap.entries import RawEntry
from intranet.ldap.errors import UnreadableEntry
from intranet.ldap.mapping import group_from, person_from, unit_from
from intranet.ldap.schemas import ACTIVE_DIRECTORY, OPENLDAP, Schema

GUID = UUID("8d2b4f10-3c5e-4a77-9b21-0f1e2d3c4b5a")
# The same identifier in the octets Active Directory stores: the first three fields are turned round.
GUID_OCTETS = bytes.fromhex("104f2b8d5e3c774a9b210f1e2d3c4b5a")
AD_PERSON = {
    "objectguid": (GUID_OCTETS,),
    "samaccountname": (b"l.zolkiewska",),
    "userprincipalname": (b"lucja.zolkiewska@mops.example",),
    "mail": (b"lucja@mops.example",),
    "givenname": ("Łucja".encode(),),
    "sn": ("Żółkiewska".encode(),),
    "title": ("główna księgowa".encode(),),
    "telephonenumber": (b"+48 22 555 01 02",),
    "physicaldeliveryofficename": (b"14",),
    "employeeid": (b"00018",),
    "department": (b"KO",),
    "manager": (b"CN=Nowak\\, Jan,OU=Ludzie,DC=mops,DC=example",),
    "useraccountcontrol": (b"512",),
}
LDAP_PERSON = {"entryuuid": (str(GUID).encode(),), "uid": (b"l.zolkiewska",)}


def entry(attributes: dict[str, tuple[bytes, ...]], dn: str = "CN=x,DC=mops,DC=example") -> RawEntry:
    return RawEntry(dn, attributes)


@pytest.mark.parametrize(
    ("attributes", "schema"),
    [
        ({"uid": (b"a",)}, OPENLDAP),
        (LDAP_PERSON | {"entryuuid": (b"not-a-uuid",)}, OPENLDAP),
        (LDAP_PERSON | {"entryuuid": (b"\xff\xfe",)}, OPENLDAP),
        (LDAP_PERSON | {"uid": ()}, OPENLDAP),
        (LDAP_PERSON | {"uid": (b" \x00 ",)}, OPENLDAP),
        (AD_PERSON | {"objectguid": (GUID_OCTETS[:15],)}, ACTIVE_DIRECTORY),
        (AD_PERSON | {"objectguid": (GUID_OCTETS, GUID_OCTETS)}, ACTIVE_DIRECTORY),
        (AD_PERSON | {"samaccountname": ()}, ACTIVE_DIRECTORY),
    ],
)
def test_person_without_identifier_or_login_is_not_read(
    attributes: dict[str, tuple[bytes, ...]], schema: Schema
) -> None:
    with pytest.raises(UnreadableEntry):
        person_from(entry(attributes), schema)


def test_active_directory_person_is_read_whole() -> None:
    person = person_from(entry(AD_PERSON, "CN=Łucja,OU=Ludzie,DC=mops,DC=example"), ACTIVE_DIRECTORY)

    assert person.guid == GUID
    assert person.dn == "CN=Łucja,OU=Ludzie,DC=mops,DC=example"
    assert (person.login, person.upn) == ("l.zolkiewska", "lucja.zolkiewska@mops.example")
    assert person.email == "lucja@mops.example"
    assert (person.given_name, person.surname) == ("Łucja", "Żółkiewska")
    assert person.job_title == "główna księgowa"
    assert (person.phone, person.room) == ("+48 22 555 01 02", "14")
    assert (person.employee_number, person.unit_symbol) == ("00018", "KO")
    assert person.manager_dn == "CN=Nowak\\, Jan,OU=Ludzie,DC=mops,DC=example"
    assert not person.is_disabled


@pytest.mark.parametrize(
    ("flags", "is_disabled"),
    [(b"512", False), (b"514", True), (b"66048", False), (b"66050", True), (b"", False), (b"rubbish", False)],
)
def test_disabled_bit_of_active_directory(flags: bytes, is_disabled: bool) -> None:
    person = person_from(entry(AD_PERSON | {"useraccountcontrol": (flags,)}), ACTIVE_DIRECTORY)

    assert person.is_disabled is is_disabled


@pytest.mark.parametrize(
    ("since", "is_disabled"), [(b"000001010000Z", True), (b"20260101120000Z", False), (b"", False)]
)
def test_only_an_administrators_lock_disables_in_openldap(since: bytes, is_disabled: bool) -> None:
    person = person_from(entry(LDAP_PERSON | {"pwdaccountlockedtime": (since,)}), OPENLDAP)

    assert person.is_disabled is is_disabled


def test_the_more_exact_of_two_attributes_wins() -> None:
    attributes = AD_PERSON | {"departmentnumber": (b"KO-1",), "employeenumber": (b"",)}

    person = person_from(entry(attributes), ACTIVE_DIRECTORY)

    assert person.unit_symbol == "KO-1"
    assert person.employee_number == "00018"


def test_what_is_not_there_is_empty() -> None:
    person = person_from(entry(LDAP_PERSON), OPENLDAP)

    assert (person.upn, person.email, person.surname, person.manager_dn) == ("", "", "", "")
    assert person.group_names == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"  Jan  Maria ", "Jan Maria"),
        (b"Jan\x00\nMaria", "Jan Maria"),
        ("Z\u0307o\u0301\u0142c\u0301".encode(), "Żółć"),  # letters put together from parts
        ("Ewa 🦉 \u202eNowak".encode(), "Ewa 🦉 \u202eNowak"),
        (b"Jan \xff", "Jan \ufffd"),
        (b"\xc5", "\ufffd"),
    ],
)
def test_text_is_cleaned_but_kept(value: bytes, text: str) -> None:
    person = person_from(entry(LDAP_PERSON | {"givenname": (value,)}), OPENLDAP)

    assert person.given_name == text


@pytest.mark.parametrize(
    ("schema", "guid", "head_attribute"),
    [
        (OPENLDAP, {"entryuuid": (str(GUID).encode(),)}, "seealso"),
        (ACTIVE_DIRECTORY, {"objectguid": (GUID_OCTETS,)}, "managedby"),
    ],
)
def test_unit_is_read_with_head_and_parent(
    schema: Schema, guid: dict[str, tuple[bytes, ...]], head_attribute: str
) -> None:
    attributes = guid | {
        "ou": (b"KO-1",),
        "description": ("Sekcja Płac".encode(),),
        "businesscategory": (b"SECTION",),
        head_attribute: (b"uid=jan,dc=mops",),
        "street": ("ul. Źródlana 7".encode(),),
        "telephonenumber": (b"22 555 01 00",),
    }

    unit = unit_from(entry(attributes, "ou=KO-1,ou=KO,dc=mops"), schema)

    assert unit.guid == GUID
    assert (unit.symbol, unit.name, unit.kind) == ("KO-1", "Sekcja Płac", "SECTION")
    assert (unit.parent_dn, unit.head_dn) == ("ou=KO,dc=mops", "uid=jan,dc=mops")
    assert (unit.address, unit.phone) == ("ul. Źródlana 7", "22 555 01 00")


def test_group_keeps_its_members_as_they_came() -> None:
    attributes = {
        "objectguid": (GUID_OCTETS,),
        "cn": (b"intranet-kancelaria",),
        "description": ("Rejestr zarządzeń".encode(),),
        "member": ("CN=Żółć,DC=mops".encode(), b"CN=Inna Grupa,DC=mops"),
    }

    group = group_from(entry(attributes), ACTIVE_DIRECTORY)

    assert (group.name, group.description) == ("intranet-kancelaria", "Rejestr zarządzeń")
    assert group.member_dns == ("CN=Żółć,DC=mops", "CN=Inna Grupa,DC=mops")


def test_attributes_asked_for_are_exactly_those_read() -> None:
    assert "userAccountControl" in ACTIVE_DIRECTORY.person_attributes()
    assert "pwdAccountLockedTime" in OPENLDAP.person_attributes()
    assert "member" not in OPENLDAP.person_attributes()
    assert "userPassword" not in OPENLDAP.person_attributes()
