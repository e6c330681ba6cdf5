"""Raw directory entries to dataclasses."""

import unicodedata
from uuid import UUID

from intranet.ldap.dn import parent_dn
from intranet.ldap.entries import DirectoryGroup, DirectoryPerson, DirectoryUnit, RawEntry
from intranet.ldap.errors import UnreadableEntry
from intranet.ldap.schemas import AttributeMap, Schema


def person_from(entry: RawEntry, schema: Schema) -> DirectoryPerson:
    """Return the person in `entry`, without groups. Raises UnreadableEntry without identifier or login."""
    fields = _Fields(entry, schema.person)
    login = fields.text("login")
    if not login:
        raise UnreadableEntry("A person's entry has no login.")
    return DirectoryPerson(
        guid=_guid(entry, schema),
        dn=entry.dn,
        login=login,
        upn=fields.text("upn"),
        email=fields.text("email"),
        given_name=fields.text("given_name"),
        surname=fields.text("surname"),
        job_title=fields.text("job_title"),
        phone=fields.text("phone"),
        room=fields.text("room"),
        employee_number=fields.text("employee_number"),
        unit_symbol=fields.text("unit_symbol"),
        manager_dn=fields.dn("manager_dn"),
        is_disabled=schema.is_disabled(entry),
    )


def unit_from(entry: RawEntry, schema: Schema) -> DirectoryUnit:
    """Return the unit in `entry`, under the entry above. Raises UnreadableEntry without identifier."""
    fields = _Fields(entry, schema.unit)
    return DirectoryUnit(
        guid=_guid(entry, schema),
        dn=entry.dn,
        symbol=fields.text("symbol"),
        name=fields.text("name"),
        kind=fields.text("kind"),
        parent_dn=parent_dn(entry.dn),
        head_dn=fields.dn("head_dn"),
        address=fields.text("address"),
        phone=fields.text("phone"),
    )


def group_from(entry: RawEntry, schema: Schema) -> DirectoryGroup:
    """Return the group in `entry` with its direct members. Raises UnreadableEntry without identifier."""
    fields = _Fields(entry, schema.group)
    return DirectoryGroup(
        guid=_guid(entry, schema),
        dn=entry.dn,
        name=fields.text("name"),
        description=fields.text("description"),
        member_dns=tuple(_text(value) for value in entry.attributes.get("member", ())),
    )


def group_name_from(entry: RawEntry, schema: Schema) -> str:
    """Return only the name of the group in `entry`."""
    return _Fields(entry, schema.group).text("name")


def clean_line(value: bytes) -> str:
    """Return a directory value as one clean line.

    The database refuses NUL, and systems compose letters in different ways, so control characters become
    spaces and the text is NFC.
    """
    text = unicodedata.normalize("NFC", _text(value))
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).split())


class _Fields:
    """The fields of one entry by our names; what the entry does not have is empty."""

    def __init__(self, entry: RawEntry, attributes: AttributeMap) -> None:
        self._entry = entry
        self._attributes = attributes

    def text(self, field: str) -> str:
        return next((line for value in self._values(field) if (line := clean_line(value))), "")

    def dn(self, field: str) -> str:
        """A name of another entry, exactly as the server wrote it."""
        return next((_text(value) for value in self._values(field)), "")

    def _values(self, field: str) -> list[bytes]:
        names = self._attributes.get(field, ())
        return [value for name in names for value in self._entry.attributes.get(name.lower(), ())]


def _text(value: bytes) -> str:
    return value.decode(errors="replace")


def _guid(entry: RawEntry, schema: Schema) -> UUID:
    values = entry.attributes.get(schema.guid_attribute.lower(), ())
    try:
        (value,) = values
        return schema.read_guid(value)
    except ValueError as error:
        raise UnreadableEntry(f"An entry has no usable {schema.guid_attribute}.") from error
