"""Which attributes hold what, in OpenLDAP and in Active Directory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from intranet.ldap.entries import RawEntry

# A field is read from the first of these attributes that has a value.
AttributeMap = Mapping[str, tuple[str, ...]]

ACCOUNT_DISABLED_BIT = 0x2  # ADS_UF_ACCOUNTDISABLE of userAccountControl
LOCKED_BY_ADMINISTRATOR = b"000001010000Z"  # draft-behera-ldap-password-policy-10, section 5.3.3


@dataclass(frozen=True, slots=True)
class Schema:
    """One kind of directory: how to find entries in it and how to read them."""

    person_filter: str
    unit_filter: str
    group_filter: str
    login_attributes: tuple[str, ...]
    guid_attribute: str
    read_guid: Callable[[bytes], UUID]
    disabled_attribute: str
    read_disabled: Callable[[bytes], bool]
    person: AttributeMap
    unit: AttributeMap
    group: AttributeMap
    has_membership_rule: bool  # the server follows nested groups itself

    def person_attributes(self) -> list[str]:
        """Return the attributes to ask for when reading people."""
        return [self.guid_attribute, self.disabled_attribute, *_names(self.person)]

    def unit_attributes(self) -> list[str]:
        """Return the attributes to ask for when reading units."""
        return [self.guid_attribute, *_names(self.unit)]

    def group_attributes(self) -> list[str]:
        """Return the attributes to ask for when reading groups, members included."""
        return [self.guid_attribute, "member", *_names(self.group)]

    def is_disabled(self, entry: RawEntry) -> bool:
        """Tell whether the directory itself has switched this account off."""
        values = entry.attributes.get(self.disabled_attribute.lower(), ())
        return any(self.read_disabled(value) for value in values)


def _names(attributes: AttributeMap) -> list[str]:
    return sorted({name for alternatives in attributes.values() for name in alternatives})


def _guid_from_text(value: bytes) -> UUID:
    return UUID(value.decode("ascii"))


def _guid_from_octets(value: bytes) -> UUID:
    # Active Directory stores the first three fields little-endian ([MS-DTYP] 2.3.4.2).
    return UUID(bytes_le=value)


def _has_disabled_bit(value: bytes) -> bool:
    return value.isdigit() and bool(int(value) & ACCOUNT_DISABLED_BIT)


OPENLDAP = Schema(
    person_filter="(objectClass=inetOrgPerson)",
    unit_filter="(objectClass=organizationalUnit)",
    group_filter="(objectClass=groupOfNames)",
    login_attributes=("uid", "mail"),
    guid_attribute="entryUUID",
    read_guid=_guid_from_text,
    disabled_attribute="pwdAccountLockedTime",
    read_disabled=LOCKED_BY_ADMINISTRATOR.__eq__,
    person={
        "login": ("uid",),
        "email": ("mail",),
        "given_name": ("givenName",),
        "surname": ("sn",),
        "job_title": ("title",),
        "phone": ("telephoneNumber",),
        "room": ("roomNumber",),
        "employee_number": ("employeeNumber",),
        "unit_symbol": ("departmentNumber",),
        "manager_dn": ("manager",),
    },
    unit={
        "symbol": ("ou",),
        "name": ("description",),
        "kind": ("businessCategory",),
        "head_dn": ("seeAlso",),
        "address": ("street",),
        "phone": ("telephoneNumber",),
    },
    group={"name": ("cn",), "description": ("description",)},
    has_membership_rule=False,
)

ACTIVE_DIRECTORY = Schema(
    # Contacts and computers are also "user"-like; this is how Windows' own tools tell people apart.
    person_filter="(&(objectCategory=person)(objectClass=user))",
    unit_filter="(objectClass=organizationalUnit)",
    group_filter="(objectClass=group)",
    login_attributes=("sAMAccountName", "userPrincipalName", "mail"),
    guid_attribute="objectGUID",
    read_guid=_guid_from_octets,
    disabled_attribute="userAccountControl",
    read_disabled=_has_disabled_bit,
    person={
        "login": ("sAMAccountName",),
        "upn": ("userPrincipalName",),
        "email": ("mail",),
        "given_name": ("givenName",),
        "surname": ("sn",),
        "job_title": ("title",),
        "phone": ("telephoneNumber",),
        "room": ("physicalDeliveryOfficeName",),
        "employee_number": ("employeeNumber", "employeeID"),
        "unit_symbol": ("departmentNumber", "department"),
        "manager_dn": ("manager",),
    },
    unit={
        "symbol": ("ou",),
        "name": ("description", "displayName"),
        "kind": ("businessCategory",),
        "head_dn": ("managedBy",),
        "address": ("street", "streetAddress"),
        "phone": ("telephoneNumber",),
    },
    group={"name": ("cn",), "description": ("description",)},
    has_membership_rule=True,
)

SCHEMAS: Mapping[str, Schema] = {"openldap": OPENLDAP, "active_directory": ACTIVE_DIRECTORY}
