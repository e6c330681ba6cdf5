"""Reading and writing LDIF (RFC 2849), content records only."""

import base64
import binascii
from collections.abc import Iterable, Iterator

from deploy.demo.directory.dn import InvalidName
from deploy.demo.directory.entries import Entry

LINE_LENGTH = 76


class LdifError(ValueError):
    """Text that is not LDIF; the message names the line."""


def write(entries: Iterable[Entry]) -> str:
    """Return the entries as LDIF, in pure ASCII; without the version line, which slapadd does not know."""
    blocks = []
    for entry in entries:
        lines = [_line("dn", entry.dn.encode())]
        for attribute in entry.attributes.values():
            lines.extend(_line(attribute.name, value) for value in attribute.values)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def read(text: str) -> list[Entry]:
    """Return the entries of LDIF text; raises LdifError."""
    entries: list[Entry] = []
    entry: Entry | None = None
    for number, line in _logical_lines(text):
        if not line:
            entry = None
            continue
        name, value = _parse(number, line)
        if entry is not None:
            if name.casefold() == "changetype":
                raise LdifError(f"line {number}: a change record, only entries are expected")
            entry.add(name, value)
        elif name.casefold() == "dn":
            entry = _entry(number, value)
            entries.append(entry)
        elif name.casefold() != "version":
            raise LdifError(f"line {number}: an entry must begin with dn")
    return entries


def _line(name: str, value: bytes) -> str:
    whole = f"{name}: {value.decode()}" if _is_safe(value) else f"{name}:: {base64.b64encode(value).decode()}"
    rest = LINE_LENGTH - 1
    pieces = [whole[:LINE_LENGTH]]
    pieces += [whole[start : start + rest] for start in range(LINE_LENGTH, len(whole), rest)]
    return "\n ".join(pieces)


def _is_safe(value: bytes) -> bool:
    """Return whether the value may stand as it is: printable ASCII without a special or invisible end."""
    printable = all(32 <= byte < 127 for byte in value)
    return printable and not value.startswith((b" ", b":", b"<")) and not value.endswith(b" ")


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line with its number: continuations joined, comments left out, blank lines kept."""
    begun, joined = 0, ""
    for number, line in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], start=1):
        if line.startswith(" ") and begun:
            joined += line[1:]
            continue
        if begun and not joined.startswith("#"):
            yield begun, joined
        begun, joined = number, line


def _parse(number: int, line: str) -> tuple[str, bytes]:
    name, colon, value = line.partition(":")
    if not colon or not name or " " in name:
        raise LdifError(f"line {number}: expected 'name: value'")
    if value.startswith("<"):
        raise LdifError(f"line {number}: values from other files are not read")
    if not value.startswith(":"):
        return name, value.lstrip(" ").encode()
    try:
        return name, base64.b64decode(value[1:].strip(), validate=True)
    except binascii.Error as error:
        raise LdifError(f"line {number}: broken base64") from error


def _entry(number: int, value: bytes) -> Entry:
    try:
        return Entry(value.decode())
    except (InvalidName, UnicodeDecodeError) as error:
        raise LdifError(f"line {number}: not a distinguished name") from error
