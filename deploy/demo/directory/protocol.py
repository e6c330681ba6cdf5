"""LDAP messages as this directory needs them: requests read into values, answers written (RFC 4511)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from deploy.demo.directory import ber
from deploy.demo.directory.ber import BerError, Element

START_TLS = "1.3.6.1.4.1.1466.20037"
NOTICE_OF_DISCONNECTION = "1.3.6.1.4.1.1466.20036"
PAGED_RESULTS = "1.2.840.113556.1.4.319"

BIND, UNBIND, SEARCH, ABANDON, EXTENDED = 0x60, 0x42, 0x63, 0x50, 0x77
MODIFY, ADD, DELETE, RENAME, COMPARE = 0x66, 0x68, 0x4A, 0x6C, 0x6E
BIND_DONE, SEARCH_ENTRY, SEARCH_DONE, EXTENDED_DONE = 0x61, 0x64, 0x65, 0x78
ANSWER_OF = {
    BIND: BIND_DONE,
    SEARCH: SEARCH_DONE,
    EXTENDED: EXTENDED_DONE,
    MODIFY: 0x67,
    ADD: 0x69,
    DELETE: 0x6B,
    RENAME: 0x6D,
    COMPARE: 0x6F,
}

CONTROLS = 0xA0
SIMPLE_PASSWORD = 0x80
EXTENDED_NAME, EXTENDED_ANSWER_NAME = 0x80, 0x8A
PROTOCOL_VERSION = 3


class Code(IntEnum):
    """Result codes (RFC 4511 appendix A)."""

    SUCCESS = 0
    OPERATIONS_ERROR = 1
    PROTOCOL_ERROR = 2
    SIZE_LIMIT_EXCEEDED = 4
    AUTH_METHOD_NOT_SUPPORTED = 7
    UNAVAILABLE_CRITICAL_EXTENSION = 12
    CONFIDENTIALITY_REQUIRED = 13
    INAPPROPRIATE_MATCHING = 18
    NO_SUCH_OBJECT = 32
    INVALID_NAME = 34
    INVALID_CREDENTIALS = 49
    INSUFFICIENT_ACCESS = 50
    UNWILLING_TO_PERFORM = 53


class Refusal(Exception):
    """A request answered with a code other than success."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Scope(IntEnum):
    """How far below its base a search looks."""

    BASE = 0
    ONE_LEVEL = 1
    SUBTREE = 2


@dataclass(frozen=True)
class Control:
    """An extension attached to a request."""

    oid: str
    is_critical: bool
    value: bytes


@dataclass(frozen=True)
class Message:
    """A request: its number, its kind (one of the tags above), its content and its controls."""

    number: int
    operation: Element
    controls: tuple[Control, ...]


@dataclass(frozen=True)
class SearchRequest:
    """A search; size_limit 0 means no limit, no attributes means all of them."""

    base: str
    scope: Scope
    size_limit: int
    types_only: bool
    filter: Element
    attributes: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The paged results control (RFC 2696): the wanted size and where to go on."""

    size: int
    cookie: bytes


def read_message(content: bytes) -> Message:
    """Read the content of an LDAPMessage; raises BerError."""
    number, operation, *rest = _at_least(2, ber.decode(content))
    controls = tuple(_control(one) for one in rest[0].expect(CONTROLS).children) if rest else ()
    return Message(number.expect(ber.INTEGER).natural, operation, controls)


def read_bind(operation: Element) -> tuple[str, bytes]:
    """Return the name and the password of a simple bind; raises BerError and Refusal."""
    version, name, credentials = _at_least(3, operation.children)[:3]
    if version.expect(ber.INTEGER).integer != PROTOCOL_VERSION:
        raise Refusal(Code.PROTOCOL_ERROR, "only LDAP version 3 is spoken here")
    if credentials.tag != SIMPLE_PASSWORD:
        raise Refusal(Code.AUTH_METHOD_NOT_SUPPORTED, "only simple bind is possible")
    return name.expect(ber.OCTET_STRING).text, credentials.content


def read_search(operation: Element) -> SearchRequest:
    """Read a search; raises BerError."""
    parts = _at_least(8, operation.children)
    base, scope, _aliases, size_limit, _time_limit, types_only, search_filter, attributes = parts[:8]
    try:
        known_scope = Scope(scope.expect(ber.ENUMERATED).integer)
    except ValueError as error:
        raise BerError("unknown scope") from error
    return SearchRequest(
        base=base.expect(ber.OCTET_STRING).text,
        scope=known_scope,
        size_limit=size_limit.expect(ber.INTEGER).natural,
        types_only=types_only.expect(ber.BOOLEAN).is_true,
        filter=search_filter,
        attributes=tuple(one.text.casefold() for one in attributes.expect(ber.SEQUENCE).children),
    )


def read_extended(operation: Element) -> str:
    """Return the name of an extended operation; raises BerError."""
    return _at_least(1, operation.children)[0].expect(EXTENDED_NAME).text


def read_page(value: bytes) -> Page:
    """Read the value of the paged results control; raises BerError."""
    (sequence,) = _at_least(1, ber.decode(value))[:1]
    size, cookie = _at_least(2, sequence.expect(ber.SEQUENCE).children)[:2]
    return Page(size.expect(ber.INTEGER).natural, cookie.expect(ber.OCTET_STRING).content)


def write_page(cookie: bytes) -> bytes:
    """Return the controls of an answer holding the cookie of the next page, empty after the last one."""
    value = ber.encode(ber.SEQUENCE, ber.encode_integer(0), ber.encode(ber.OCTET_STRING, cookie))
    control = ber.encode(ber.SEQUENCE, ber.encode_text(PAGED_RESULTS), ber.encode(ber.OCTET_STRING, value))
    return ber.encode(CONTROLS, control)


def write_result(
    number: int,
    tag: int,
    code: Code = Code.SUCCESS,
    message: str = "",
    *,
    name: str = "",
    controls: bytes = b"",
) -> bytes:
    """Return the message that ends an operation; the name is that of an extended answer."""
    result = ber.encode(
        tag,
        ber.encode_integer(code, ber.ENUMERATED),
        ber.encode_text(""),
        ber.encode_text(message),
        ber.encode_text(name, EXTENDED_ANSWER_NAME) if name else b"",
    )
    return ber.encode(ber.SEQUENCE, ber.encode_integer(number), result, controls)


def write_entry(number: int, dn: str, attributes: Iterable[tuple[str, Sequence[bytes]]]) -> bytes:
    """Return the message that carries one entry found."""
    listed = [
        ber.encode(
            ber.SEQUENCE,
            ber.encode_text(name),
            ber.encode(ber.SET, *(ber.encode(ber.OCTET_STRING, value) for value in values)),
        )
        for name, values in attributes
    ]
    entry = ber.encode(SEARCH_ENTRY, ber.encode_text(dn), ber.encode(ber.SEQUENCE, *listed))
    return ber.encode(ber.SEQUENCE, ber.encode_integer(number), entry)


def _control(element: Element) -> Control:
    oid, *rest = _at_least(1, element.expect(ber.SEQUENCE).children)
    is_critical = any(part.tag == ber.BOOLEAN and part.is_true for part in rest)
    value = next((part.content for part in rest if part.tag == ber.OCTET_STRING), b"")
    return Control(oid.expect(ber.OCTET_STRING).text, is_critical, value)


def _at_least(count: int, elements: list[Element]) -> list[Element]:
    if len(elements) < count:
        raise BerError("a message with parts missing")
    return elements
