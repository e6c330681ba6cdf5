"""The part of BER that LDAP uses (RFC 4511 section 5.1): definite lengths, one-byte tags."""

from typing import NamedTuple

BOOLEAN = 0x01
INTEGER = 0x02
OCTET_STRING = 0x04
ENUMERATED = 0x0A
SEQUENCE = 0x30
SET = 0x31

MAX_LENGTH_BYTES = 4
LONG_FORM = 0x80
MULTI_BYTE_TAG = 0x1F


class BerError(ValueError):
    """Bytes that are not BER, or not the element expected here."""


class Element(NamedTuple):
    """A tag and the bytes of its content."""

    tag: int
    content: bytes

    @property
    def children(self) -> list["Element"]:
        """Return the elements inside this one; raises BerError."""
        return decode(self.content)

    @property
    def integer(self) -> int:
        """Return the content as a signed number; raises BerError when it is empty."""
        if not self.content:
            raise BerError("a number without bytes")
        return int.from_bytes(self.content, "big", signed=True)

    @property
    def natural(self) -> int:
        """Return the content as a number of zero or more; raises BerError."""
        if self.integer < 0:
            raise BerError("a negative number")
        return self.integer

    @property
    def text(self) -> str:
        """Return the content as UTF-8 text; raises BerError."""
        try:
            return self.content.decode()
        except UnicodeDecodeError as error:
            raise BerError("text that is not UTF-8") from error

    @property
    def is_true(self) -> bool:
        """Return the content as a BOOLEAN."""
        return self.content != b"\x00"

    def expect(self, tag: int) -> "Element":
        """Return this element; raises BerError when its tag is another one."""
        if self.tag != tag:
            raise BerError(f"expected tag 0x{tag:02x}, found 0x{self.tag:02x}")
        return self


def length_bytes_after(first: int) -> int:
    """Return how many more bytes the length takes after its first byte; raises BerError.

    Indefinite lengths are forbidden by RFC 4511 and lengths over four bytes make no sense here.
    """
    if first < LONG_FORM:
        return 0
    count = first - LONG_FORM
    if not 0 < count <= MAX_LENGTH_BYTES:
        raise BerError("a length that LDAP does not allow")
    return count


def decode(data: bytes) -> list[Element]:
    """Return the elements that follow one another in the data; raises BerError."""
    elements = []
    position = 0
    while position < len(data):
        tag = data[position]
        if tag & MULTI_BYTE_TAG == MULTI_BYTE_TAG:
            raise BerError("a tag of several bytes")
        length, start = _length(data, position + 1)
        position = start + length
        if position > len(data):
            raise BerError("an element longer than the data")
        elements.append(Element(tag, data[start:position]))
    return elements


def _length(data: bytes, position: int) -> tuple[int, int]:
    """Return the length written at the position and where the content starts."""
    if position >= len(data):
        raise BerError("an element without a length")
    first = data[position]
    more = length_bytes_after(first)
    start = position + 1 + more
    if start > len(data):
        raise BerError("a length cut short")
    return (int.from_bytes(data[position + 1 : start], "big") if more else first), start


def encode(tag: int, *parts: bytes) -> bytes:
    """Return an element holding the parts one after another."""
    content = b"".join(parts)
    size = len(content)
    if size < LONG_FORM:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, LONG_FORM | len(length))) + length + content


def encode_text(text: str, tag: int = OCTET_STRING) -> bytes:
    """Return text as UTF-8 octets."""
    return encode(tag, text.encode())


def encode_integer(number: int, tag: int = INTEGER) -> bytes:
    """Return a number of zero or more, with the leading zero byte that keeps it positive."""
    return encode(tag, number.to_bytes(number.bit_length() // 8 + 1, "big"))
