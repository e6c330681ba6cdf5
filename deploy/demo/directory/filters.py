"""Search filters as functions of an entry (RFC 4511 section 4.5.1.7).

Two-valued: a filter on an attribute that an entry does not have is false, and its negation true.
"""

from collections.abc import Callable

from deploy.demo.directory import dn as names
from deploy.demo.directory.ber import BerError, Element
from deploy.demo.directory.entries import NAME_VALUED, Directory, Entry
from deploy.demo.directory.matching import fold, fold_part, text_of

Filter = Callable[[Entry], bool]

AND, OR, NOT = 0xA0, 0xA1, 0xA2
EQUAL, SUBSTRING, AT_LEAST, AT_MOST, PRESENT, SIMILAR, BY_RULE = 0xA3, 0xA4, 0xA5, 0xA6, 0x87, 0xA8, 0xA9
COMPARISONS = (EQUAL, SUBSTRING, AT_LEAST, AT_MOST, SIMILAR)
INITIAL, ANY, FINAL = 0x80, 0x81, 0x82
RULE, RULE_ATTRIBUTE, RULE_VALUE = 0x81, 0x82, 0x83
IN_CHAIN = "1.2.840.113556.1.4.1941"
MAX_DEPTH = 50
MAX_DIGITS = 40


class UnsupportedFilter(ValueError):
    """A filter that this directory cannot evaluate."""


def compile_filter(element: Element, directory: Directory, depth: int = 0) -> Filter:
    """Return the filter as a function; raises BerError for bad bytes and UnsupportedFilter."""
    if depth > MAX_DEPTH:
        raise UnsupportedFilter("filters nested too deeply")
    if element.tag in (AND, OR):
        parts = [compile_filter(part, directory, depth + 1) for part in element.children]
        combine = all if element.tag == AND else any
        return lambda entry: combine(part(entry) for part in parts)
    if element.tag == NOT:
        (only,) = _exactly(1, element)
        inner = compile_filter(only, directory, depth + 1)
        return lambda entry: not inner(entry)
    if element.tag == PRESENT:
        name = _attribute_name(element)
        return lambda entry: bool(entry.values(name))
    if element.tag == BY_RULE:
        return _by_rule(element, directory)
    if element.tag not in COMPARISONS:
        raise UnsupportedFilter("unknown kind of filter")
    attribute, assertion = _exactly(2, element)
    return _comparison(element.tag, _attribute_name(attribute), assertion)


def _comparison(tag: int, name: str, assertion: Element) -> Filter:
    if tag == SUBSTRING:
        return _substring(name, assertion)
    if tag in (EQUAL, SIMILAR):
        return _names_equal(name, assertion) if name in NAME_VALUED else _equal(name, assertion)
    return _ordered(tag, name, assertion)


def _equal(name: str, assertion: Element) -> Filter:
    wanted = fold(text_of(assertion.content))
    return lambda entry: wanted in entry.comparable(name)


def _names_equal(name: str, assertion: Element) -> Filter:
    try:
        wanted = names.key(text_of(assertion.content))
    except names.InvalidName:
        return lambda entry: False
    return lambda entry: wanted in entry.name_keys(name)


def _ordered(tag: int, name: str, assertion: Element) -> Filter:
    """Compare numbers as numbers and everything else as text; a number and a text never match."""
    limit = _rank(fold(text_of(assertion.content)))

    def matches(value: str) -> bool:
        rank = _rank(value)
        return rank[0] == limit[0] and (rank >= limit if tag == AT_LEAST else rank <= limit)

    return lambda entry: any(matches(value) for value in entry.comparable(name))


def _rank(value: str) -> tuple[bool, int, str]:
    if value.isdecimal() and len(value) <= MAX_DIGITS:
        return True, int(value), ""
    return False, 0, value


def _substring(name: str, assertion: Element) -> Filter:
    pieces = assertion.children
    last = len(pieces) - 1
    for position, piece in enumerate(pieces):
        in_place = piece.tag == ANY or (piece.tag, position) in ((INITIAL, 0), (FINAL, last))
        if not in_place:
            raise BerError("substrings out of order")
    if not pieces:
        raise BerError("a substring filter without substrings")
    texts = [(piece.tag, fold_part(text_of(piece.content))) for piece in pieces]
    return lambda entry: any(_has_pieces(value, texts) for value in entry.comparable(name))


def _has_pieces(value: str, pieces: list[tuple[int, str]]) -> bool:
    position = 0
    for tag, text in pieces:
        if tag == FINAL:
            return len(value) - len(text) >= position and value.endswith(text)
        found = value.find(text, position)
        if found < 0 or (tag == INITIAL and found > 0):
            return False
        position = found + len(text)
    return True


def _by_rule(element: Element, directory: Directory) -> Filter:
    parts = {part.tag: part for part in element.children}
    if RULE not in parts or parts[RULE].text != IN_CHAIN:
        raise UnsupportedFilter("unknown matching rule")
    if RULE_ATTRIBUTE not in parts or RULE_VALUE not in parts:
        raise BerError("a matching rule without attribute or value")
    name = _attribute_name(parts[RULE_ATTRIBUTE])
    try:
        target = names.key(text_of(parts[RULE_VALUE].content))
    except names.InvalidName:
        return lambda entry: False
    return lambda entry: directory.in_chain(entry, name, target)


def _attribute_name(element: Element) -> str:
    return element.text.casefold()


def _exactly(count: int, element: Element) -> list[Element]:
    children = element.children
    if len(children) != count:
        raise BerError(f"a filter with {len(children)} parts instead of {count}")
    return children
