"""A person's visiting card for an address book: vCard 3.0 (RFC 2426), the newest that Outlook imports."""

import re

from django.conf import settings

from intranet.core.templatetags.components import phone_link
from intranet.core.text import fold
from intranet.directory.models import Person

LONGEST_LINE = 75
"""Octets of a line before it is folded (RFC 2426, 2.6)."""


def vcard_of(person: Person, *, note: str = "") -> str:
    """Return the card with what the person's page shows and nothing else; a missing phone gives the unit's."""
    unit = person.unit
    address = unit.address if unit else ""
    dial = phone_link(person.phone or (unit.phone if unit else ""))
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_text(person.full_name)}",
        f"N:{_text(person.surname)};{_text(person.given_name)};;;",
        f"ORG:{_text(settings.SITE_NAME)};{_text(person.unit_name)}",
    ]
    if person.job_title:
        lines.append(f"TITLE:{_text(person.job_title)}")
    if dial:
        lines.append(f"TEL;TYPE=WORK,VOICE:{_number(dial)}")
    if person.email:
        lines.append(f"EMAIL;TYPE=INTERNET,WORK:{_text(person.email)}")
    if address:
        lines.append(f"ADR;TYPE=WORK:;;{_text(address)};;;;")
    if note:
        lines.append(f"NOTE:{_text(note)}")
    lines.append("END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def vcard_file_name(person: Person) -> str:
    """Return a file name of plain letters: "barbara-swiatek.vcf"."""
    return f"{re.sub(r'[^a-z0-9]+', '-', fold(person.full_name)).strip('-') or 'osoba'}.vcf"


def _number(dial: str) -> str:
    """Return the number of a "tel:" address as phones dial it: the extension follows a pause."""
    return _text(dial.removeprefix("tel:").replace(";ext=", ","))


def _text(value: str) -> str:
    """Escape a value, so that what is in the directory cannot add lines to the card (RFC 2426, 5)."""
    printable = "".join(char for char in value if char == "\n" or char >= " ")
    escaped = printable.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line every 75 octets, never inside a letter; the rest begins with a space."""
    parts, current = [], ""
    for char in line:
        if len(f"{current}{char}".encode()) > LONGEST_LINE:
            parts.append(current)
            current = " "
        current += char
    return "\r\n".join([*parts, current])
