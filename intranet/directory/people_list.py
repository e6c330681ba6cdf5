"""The staff list's order and its index of letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Length, Substr
from django.http import QueryDict

from intranet.core.collation import polish_key
from intranet.directory.models import Person

FIRST_LETTERS = "ABCĆDEFGHIJKLŁMNOÓPRSŚTUWZŹŻ"
"""Letters that open Polish surnames; others join the index when somebody here needs them."""

BY_NAME = ("surname", "given_name", "pk")
DEFAULT_ORDER = "surname"


def _by_name(is_down: bool) -> list[object]:
    return [f"-{field}" for field in BY_NAME] if is_down else [*BY_NAME]


def _by_unit(is_down: bool) -> list[object]:
    unit = F("unit__name")
    return [unit.desc(nulls_last=True) if is_down else unit.asc(nulls_last=True), *BY_NAME]


def _by_room(is_down: bool) -> list[object]:
    """Order shorter numbers first, so that 12 precedes 103; people without a room come last both ways."""
    without = Case(When(room="", then=Value(1)), default=Value(0), output_field=IntegerField())
    digits = Length("room")
    if is_down:
        return [without, digits.desc(), "-room", *BY_NAME]
    return [without, digits.asc(), "room", *BY_NAME]


_ORDERS: dict[str, Callable[[bool], list[object]]] = {
    "surname": _by_name,
    "unit": _by_unit,
    "room": _by_room,
}
ORDER_NAMES = tuple(f"{sign}{name}" for name in _ORDERS for sign in ("", "-"))


def in_order(people: QuerySet[Person], order: str) -> QuerySet[Person]:
    """Return the people sorted by one of ``ORDER_NAMES``; a leading minus turns it round."""
    return people.order_by(*_ORDERS[order.removeprefix("-")](order.startswith("-")))  # type: ignore[arg-type]


@dataclass(frozen=True)
class SortLink:
    """A column header: the address that sorts by it, and how the list is sorted by it now (for aria-sort)."""

    url: str
    direction: str


def sort_links(query: QueryDict, order: str) -> dict[str, SortLink]:
    """Return a link per sortable column; following the column in force turns its order round."""
    links = {}
    for name in _ORDERS:
        is_current, is_down = order.removeprefix("-") == name, order.startswith("-")
        rest = query.copy()
        rest.pop("page", None)
        rest["sort"] = f"-{name}" if is_current and not is_down else name
        direction = ("descending" if is_down else "ascending") if is_current else ""
        links[name] = SortLink(f"?{rest.urlencode()}", direction)
    return links


def starting_with(people: QuerySet[Person], letter: str) -> QuerySet[Person]:
    """Return the people whose surname begins with ``letter``; Z, Ź and Ż are three letters."""
    return people.annotate(first_letter=Substr("surname", 1, 1)).filter(
        first_letter__in=[letter.upper(), letter.lower()]
    )


@dataclass(frozen=True)
class Letter:
    """One step of the index; without an address when nobody's surname begins with it."""

    letter: str
    url: str
    is_current: bool


def letter_index(people: QuerySet[Person], query: QueryDict, current: str) -> Sequence[Letter]:
    """Return the index of first letters in Polish order, with one query; ``people`` are not yet cut to a letter."""
    first = people.order_by().annotate(first_letter=Substr("surname", 1, 1))
    used = {letter.upper() for letter in first.values_list("first_letter", flat=True).distinct() if letter}
    rest = query.copy()
    rest.pop("page", None)
    index = []
    for letter in sorted(used | set(FIRST_LETTERS), key=polish_key):
        rest["letter"] = letter
        index.append(Letter(letter, f"?{rest.urlencode()}" if letter in used else "", letter == current))
    return index
