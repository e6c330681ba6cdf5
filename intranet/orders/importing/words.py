"""The Polish words of the table's cells: kinds, states, roles, and numbers written by people."""

import re

from intranet.core.text import fold
from intranet.orders.models import HeldNumber, Order, OrderAttachment
from intranet.orders.numbers import FIRST_SHORT_YEAR, OrderNumber, parse_number

Kind, Role = Order.Kind, OrderAttachment.Role

# The first word of each is the one that the template shows.
KIND_WORDS: dict[str, tuple[str, ...]] = {
    Kind.ORDER: ("zarządzenie", "zarz.", "zarządzenie dyrektora", "zarządzenie wewnętrzne"),
    Kind.CIRCULAR: ("okólnik", "pismo okólne", "okólnik dyrektora"),
    Kind.DECISION: ("decyzja", "decyzja dyrektora"),
    Kind.INSTRUCTION_ORDER: ("polecenie służbowe", "polecenie", "polecenie służbowe dyrektora"),
    Kind.EXTERNAL_ACT: ("akt zewnętrzny", "zewnętrzny", "akt zewn."),
}
STATE_WORDS: dict[str, tuple[str, ...]] = {
    "": ("zarejestrowany", "zarejestrowane", "ogłoszony", "ogłoszone"),
    HeldNumber.State.RESERVED: ("zarezerwowany", "rezerwacja", "zarezerwowano"),
    HeldNumber.State.ANNULLED: ("anulowany", "anulowane", "anulowano"),
}
ROLE_WORDS: dict[str, tuple[str, ...]] = {
    Role.ANNEX: ("załącznik",),
    Role.REGULATIONS: ("regulamin",),
    Role.MANUAL: ("instrukcja",),
    Role.PROCEDURE: ("procedura",),
    Role.POLICY: ("polityka",),
    Role.FORM: ("formularz", "wzór", "druk"),
    Role.SIGNED_COPY: ("skan", "tekst zarządzenia", "treść"),
}
EVERYONE_WORDS = frozenset({"wszyscy", "wszystkie komorki", "caly osrodek"})


def _by_word(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(word): value for value, written in words.items() for word in written}


_KINDS, _STATES, _ROLES = _by_word(KIND_WORDS), _by_word(STATE_WORDS), _by_word(ROLE_WORDS)
_KIND_BEFORE = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, _KINDS), key=len, reverse=True))})\b\.?(?:\s+nr)?", re.IGNORECASE
)
_PLACE = re.compile(r"\\\{(number|suffix|year|yy|month|roman_month)\\\}")
_PARTS = {
    "number": r"(?P<number>\d{1,6})",
    "suffix": r"\s*(?P<suffix>[a-z]{0,2})",
    "year": r"(?P<year>\d{4})",
    "yy": r"(?P<yy>\d{2})",
    "month": r"\d{1,2}",
    "roman_month": r"[ivx]{1,4}",
}


def read_kind(text: str) -> str | None:
    """Return the kind that ``text`` names, or None."""
    return _KINDS.get(fold(text))


def read_state(text: str) -> str | None:
    """Return the state of a held number, "" for an act, None for words that are no state."""
    return _STATES.get(fold(text)) if text else ""


def read_role(text: str) -> str | None:
    """Return the role of an attachment that ``text`` names, or None."""
    return _ROLES.get(fold(text))


def kind_and_number(text: str) -> tuple[str | None, str]:
    """Divide „okólnik nr 5/2015” into the kind and the rest; the kind is None when no kind is named."""
    # Folding keeps the length of Polish texts, whose letters have one mark each.
    folded = fold(text)
    found = _KIND_BEFORE.match(folded)
    if found is None or len(folded) != len(text):
        return None, text
    return _KINDS[re.sub(r"\s+nr$", "", found[0]).strip()], text[found.end() :].strip()


class NumberReader:
    """Reads numbers as everybody writes them, and as the patterns of the kinds write them."""

    def __init__(self, patterns: dict[str, str]) -> None:
        self._written = {kind: _pattern_reader(pattern) for kind, pattern in patterns.items()}

    def read(self, text: str, kind: str) -> OrderNumber | None:
        """Return the number in ``text``; None when it is no number of that kind."""
        if (number := parse_number(text)) is not None:
            return number
        pattern = self._written.get(kind)
        found = pattern.fullmatch(" ".join(text.split())) if pattern else None
        if found is None:
            return None
        parts = found.groupdict()
        year = int(parts.get("year") or parts["yy"])
        if not parts.get("year"):
            year += 1900 if year >= FIRST_SHORT_YEAR else 2000
        return OrderNumber(int(parts["number"]), parts["suffix"].lower(), year)


def _pattern_reader(pattern: str) -> re.Pattern[str]:
    used: set[str] = set()

    def part(place: re.Match[str]) -> str:
        name = place[1]
        if name in used:
            return re.sub(r"\?P<\w+>", "?:", _PARTS[name])
        used.add(name)
        return _PARTS[name]

    return re.compile(_PLACE.sub(part, re.escape(pattern)), re.IGNORECASE)
