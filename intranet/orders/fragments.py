"""Parts of an act as offices name them: „§ 2 ust. 1 pkt 3 i § 5”, „załącznik nr 1: § 4 ust. 1 i 2”."""

import re
from dataclasses import dataclass


class FragmentNotUnderstood(ValueError):
    """The words name no part of an act; the argument is the text from the place that is not understood."""


@dataclass(frozen=True)
class _Unit:
    """A unit of an act: how people write it, how the register writes it, what may follow, how deep it stands."""

    written: re.Pattern[str]
    name: str
    value: re.Pattern[str]
    depth: int
    needs_value: bool = True


_NUMBER = re.compile(r"\d{1,4}[a-z]{0,2}\b", re.IGNORECASE)
_NUMBER_OR_ROMAN = re.compile(r"(?:\d{1,4}[a-z]{0,2}|[ivxl]+)\b", re.IGNORECASE)
_LETTER = re.compile(r"[a-z]{1,2}\b", re.IGNORECASE)
_ORDINAL = re.compile(
    r"(?:\d{1,2}|pierwsze|drugie|trzecie|czwarte|piąte|szóste|siódme|ósme|ostatnie)\b", re.IGNORECASE
)
_NOTHING = re.compile(r"(?!)")


def _unit(written: str, name: str, value: re.Pattern[str], depth: int, *, needs_value: bool = True) -> _Unit:
    return _Unit(re.compile(written, re.IGNORECASE), name, value, depth, needs_value)


_ATTACHMENT = "załącznik nr"
# No letter may stand right after a word; a digit may, as in „ust.1”.
_UNITS = (
    _unit(
        r"za[łl](?:[ąa]cznik(?:a|i|u|iem)?)?\.?(?![^\W\d_])(?:\s*nr\.?)?",
        _ATTACHMENT,
        _NUMBER,
        0,
        needs_value=False,
    ),
    _unit(r"(?:dział(?:u)?|dz\.)(?![^\W\d_])", "dział", _NUMBER_OR_ROMAN, 1),
    _unit(r"(?:rozdział(?:u)?|rozdz\.?)(?![^\W\d_])", "rozdział", _NUMBER_OR_ROMAN, 2),
    _unit(r"§§?|(?:paragraf(?:u|y|ów)?|par\.?)(?![^\W\d_])", "§", _NUMBER, 3),
    _unit(r"(?:artykuł(?:u|y)?|art\.?)(?![^\W\d_])", "art.", _NUMBER, 3),
    _unit(r"(?:ust[ęe]p(?:u|y)?|ust\.?)(?![^\W\d_])", "ust.", _NUMBER, 4),
    _unit(r"(?:punkt(?:u|y)?|pkt\.?)(?![^\W\d_])", "pkt", _NUMBER, 5),
    _unit(r"(?:liter(?:a|y|ę)|lit\.?)(?![^\W\d_])", "lit.", _LETTER, 6),
    _unit(r"(?:tiret|tir\.)(?![^\W\d_])", "tiret", _ORDINAL, 7),
    _unit(r"(?:zdani(?:e|a)|zd\.?)(?![^\W\d_])", "zdanie", _ORDINAL, 8),
    _unit(r"(?:tabel(?:a|i)|tab\.)(?![^\W\d_])(?:\s*nr\.?)?", "tabela nr", _NUMBER, 8),
    _unit(r"wz(?:ór|oru)(?![^\W\d_])(?:\s*nr\.?)?", "wzór nr", _NUMBER, 8),
    _unit(r"(?:preambuła|wstęp)(?![^\W\d_])", "wstęp", _NOTHING, 1, needs_value=False),
    _unit(r"tytuł(?![^\W\d_])", "tytuł", _NOTHING, 1, needs_value=False),
)
_SEPARATOR = re.compile(
    r"\s*(,\s*(?:a\s+także|oraz|i)\b|[,;:–—-]|(?:a\s+także|oraz|i|do)\b)\s*", re.IGNORECASE
)
_AS_WRITTEN = {"do": "–", "-": "–", "—": "–", ";": ",", "a także": "oraz"}
_RANGE, _COLON = "–", ":"
# „§ 3 załącznika nr 1”: the attachment goes first in the register, as in „załącznik nr 1: § 3”.
_OF_ATTACHMENT = re.compile(r"(?P<part>.+?)\s+(?P<where>zał[ąa]cznika\s+nr\s*\d+[a-z]?)", re.IGNORECASE)
_THE_WHOLE = re.compile(r"(?:w\s+)?cał(?:ości|ość|y|a|e)(?:\s+\w+)?", re.IGNORECASE)


def normalise_fragment(text: str) -> str:
    """Return the part named by ``text`` as the register writes it; empty for the whole act.

    „par.2 ustęp 1 pkt. 3 oraz §5” gives „§ 2 ust. 1 pkt 3 oraz § 5”. Raises FragmentNotUnderstood.
    """
    text = " ".join(text.replace("\x00", " ").split())
    if not text or _THE_WHOLE.fullmatch(text):
        return ""
    if turned := _OF_ATTACHMENT.fullmatch(text):
        text = f"{turned['where']}: {turned['part']}"
    return _Reader(text).read()


class _Reader:
    """Reads a text from left to right: units with their values, joined by commas and words."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._written = ""
        self._last: _Unit | None = None

    def read(self) -> str:
        self._read_part(joined="")
        while self._at < len(self._text):
            self._read_part(joined=self._separator())
        return self._written

    @property
    def _rest(self) -> str:
        return self._text[self._at :].strip()

    def _separator(self) -> str:
        found = _SEPARATOR.match(self._text, self._at)
        if found is None:
            # Units that stand inside each other need nothing between them: „§ 2 ust. 1”.
            self._skip_space()
            return ""
        self._at = found.end()
        if self._at == len(self._text):
            raise FragmentNotUnderstood(found[0].strip())
        words = " ".join(found[1].lower().split())
        if words.startswith(",") and len(words) > 1:
            words = words[1:].strip()
        return _AS_WRITTEN.get(words, words)

    def _read_part(self, *, joined: str) -> None:
        """Read one unit with its value, or after „i” and the like one more value of the last unit."""
        start = self._at
        for unit in _UNITS:
            found = unit.written.match(self._text, self._at)
            if found is None:
                continue
            if not joined and self._last is not None and unit.depth <= self._last.depth:
                break
            self._at = found.end()
            value = self._value(unit)
            if value or not unit.needs_value:
                # „załącznik” alone is the only one.
                name = unit.name if value or " nr" not in unit.name else unit.name.removesuffix(" nr")
                self._write(joined or (_COLON if self._is_attachment else ""), f"{name} {value}".strip())
                self._last = unit
                return
            self._at = start
        if joined not in {"", _COLON} and self._last is not None and (value := self._value(self._last)):
            self._write(joined, value)
            return
        raise FragmentNotUnderstood(self._rest)

    @property
    def _is_attachment(self) -> bool:
        return self._last is not None and self._last.name == _ATTACHMENT

    def _value(self, unit: _Unit) -> str:
        start = self._at
        self._skip_space()
        value = unit.value.match(self._text, self._at)
        if value is None:
            self._at = start
            return ""
        self._at = value.end()
        is_roman = unit.value is _NUMBER_OR_ROMAN and not value[0][0].isdigit()
        return value[0].upper() if is_roman else value[0].lower()

    def _skip_space(self) -> None:
        self._at = len(self._text) - len(self._text[self._at :].lstrip())

    def _write(self, joined: str, part: str) -> None:
        if not self._written or joined == _RANGE:
            self._written += f"{joined if self._written else ''}{part}"
        elif joined in {",", _COLON}:
            self._written += f"{joined} {part}"
        else:
            self._written += f"{' ' + joined if joined else ''} {part}"
