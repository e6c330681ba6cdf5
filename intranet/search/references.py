"""Numbers that mean one thing: of orders, journals, sections and days.

Each becomes one exact key, whatever way it was written: „nr 2 z 2017 r.” and „02/2017” are "2/2017",
„Dz. U. z 2004 r. Nr 64, poz. 593” is "du/2004/593", „§ 5” is "§5", „14 grudnia 2016” is "20161214".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from intranet.core.dates import MONTHS_IN_GENITIVE
from intranet.core.text import fold

LONGEST_RANGE = 20
LONGEST_KEY = 200  # PostgreSQL refuses keys above 2 kB
NUMBER_IN_YEAR = re.compile(r"(\d{1,6}[a-z]{0,2})/(\d{2})")

_MONTHS = [fold(month) for month in MONTHS_IN_GENITIVE]
_MONTH = "(?:" + "|".join([*MONTHS_IN_GENITIVE, *_MONTHS]) + ")"
_YEAR = r"(?:19|20)\d\d"
_GAP = r"[ \t\u00a0\n]{0,3}"

# How a reference that begins with letters may begin.
OPENING = r"(?:dzu?|mp?|nr|art|artyku[łl]\w*|par|paragraf\w*)\b(?=[\W\d])"

# Tried at each place in this order; `keys` takes plain words before.
PATTERN = rf"""
    (?P<journal> \b(?P<journal_name>dz{_GAP}\.?{_GAP}u|m{_GAP}\.?{_GAP}p)\b\.?{_GAP}
        (?: (?:z{_GAP})?(?P<journal_year>{_YEAR}){_GAP}(?:r\.?)?,?{_GAP}(?:nr{_GAP}\d+{_GAP},?{_GAP})?
            poz\.?{_GAP}(?P<position>\d{{1,6}})
          | (?P<short_year>{_YEAR})\.(?:\d{{1,4}}\.)?(?P<short_position>\d{{1,6}}) ) \b )
  | (?P<section> (?:§{{1,2}}|\bpar(?:agraf\w{{0,4}}|\.)?){_GAP}(?P<section_from>\d{{1,4}}[a-z]{{0,2}})\b
        (?: {_GAP}[-–]{_GAP}(?P<section_to>\d{{1,4}})\b )? )
  | (?P<article> \bart(?:yku[łl]\w{{0,4}}|\.)?{_GAP}(?P<article_from>\d{{1,4}}[a-z]{{0,2}})\b
        (?: {_GAP}[-–]{_GAP}(?P<article_to>\d{{1,4}})\b )? )
  | (?P<day> \b (?: (?P<d>\d{{1,2}})\.{_GAP}(?P<m>\d{{1,2}})\.{_GAP}(?P<y>{_YEAR})
        | (?P<iso_y>{_YEAR})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)
        | (?P<long_d>\d{{1,2}}){_GAP}(?P<long_m>{_MONTH}){_GAP}(?P<long_y>{_YEAR}) ) \b )
  | (?P<in_year> \b(?:nr{_GAP})?(?P<number>\d{{1,5}}[a-z]{{0,2}}){_GAP}\bz\b{_GAP}
        (?:dnia{_GAP}\d{{1,2}}(?:{_GAP}{_MONTH}{_GAP}|\.{_GAP}\d\d?\.{_GAP}))?(?P<number_year>{_YEAR})\b )
  | (?P<slashed> \b[^\W_]{{1,40}}(?:-[^\W_]{{1,40}}){{0,4}}
        (?: (?: (?<=\d)\s/\s?(?=\d) | /\s(?=\d) | / ) [^\W_]{{1,40}}(?:-[^\W_]{{1,40}}){{0,4}} ){{1,5}} )
  | (?P<thousands> \b(?<![\d.])\d{{1,3}}(?:[.\u00a0 ]\d{{3}}){{1,4}}\b(?!\.?\d) )
"""

_WITHOUT_ZEROS = re.compile(r"(?<![^/-])0+(?=\d)")


def keys_of(match: re.Match[str]) -> tuple[str, ...]:
    """Return the exact keys of a match of PATTERN; none when it only looks like a reference."""
    return _READERS[match.lastgroup or ""](match) if match.lastgroup in _READERS else ()


def _journal(match: re.Match[str]) -> tuple[str, ...]:
    name = "du" if match["journal_name"][0] in "dD" else "mp"
    year = match["journal_year"] or match["short_year"]
    return (f"{name}/{year}/{int(match['position'] or match['short_position'])}",)


def _section(match: re.Match[str]) -> tuple[str, ...]:
    return _range("§", match["section_from"], match["section_to"])


def _article(match: re.Match[str]) -> tuple[str, ...]:
    return _range("art", match["article_from"], match["article_to"])


def _range(prefix: str, first: str, last: str | None) -> tuple[str, ...]:
    if last and first.isdigit() and 0 < int(last) - int(first) <= LONGEST_RANGE:
        return tuple(f"{prefix}{number}" for number in range(int(first), int(last) + 1))
    return tuple(f"{prefix}{number.lower()}" for number in (first, last) if number)


def _day(match: re.Match[str]) -> tuple[str, ...]:
    year = match["y"] or match["iso_y"] or match["long_y"]
    month = match["m"] or match["iso_m"] or _MONTHS.index(fold(match["long_m"])) + 1
    day = match["d"] or match["iso_d"] or match["long_d"]
    try:
        return (f"{date(int(year), int(month), int(day)):%Y%m%d}",)
    except ValueError:
        return ()


def _in_year(match: re.Match[str]) -> tuple[str, ...]:
    return (f"{_plain(match['number'])}/{match['number_year']}",)


def _slashed(match: re.Match[str]) -> tuple[str, ...]:
    # „i/lub” is two words.
    return (_plain(match[0]),) if any(map(str.isdigit, match[0])) else ()


def _thousands(match: re.Match[str]) -> tuple[str, ...]:
    return (re.sub(r"\D", "", match[0]),)


def _plain(number: str) -> str:
    return _WITHOUT_ZEROS.sub("", fold(re.sub(r"\s", "", number)))[:LONGEST_KEY]


_READERS: dict[str, Callable[[re.Match[str]], tuple[str, ...]]] = {
    "journal": _journal,
    "section": _section,
    "article": _article,
    "day": _day,
    "in_year": _in_year,
    "slashed": _slashed,
    "thousands": _thousands,
}


def asked_number(key: str) -> frozenset[str]:
    """Return the keys a typed number may be filed under: "2/17" is also "2/2017"."""
    short = NUMBER_IN_YEAR.fullmatch(key)
    if short is None:
        return frozenset({key})
    century = "19" if short[2] >= "50" else "20"
    return frozenset({key, f"{short[1]}/{century}{short[2]}"})


@dataclass(frozen=True)
class AttachmentReference:
    """„zał. nr 3 do 2/2017”: the attachment's number and the act's as it was typed, empty for any act."""

    number: int
    act: str = ""


_ATTACHMENT = re.compile(
    r"\s*za[łl](?:\.|[ąa]cznik\w{0,4}|\b)\s*(?:nr\b\.?\s*)?(?P<number>\d{1,3})\b"
    r"(?:\s*(?:(?:do|z)\b)?\s*(?:(?:zarz|okóln|okoln|decyzj|polece|akt)\w*\.?(?:\s+służbow\w+)?)?\s*(?P<act>\S.*?))?\s*",
    re.IGNORECASE,
)


def attachment_reference(text: str) -> AttachmentReference | None:
    """Read „zał. 3”, „załącznik nr 3 do zarządzenia nr 2/2017”; None when ``text`` is something else."""
    match = _ATTACHMENT.fullmatch(text)
    return AttachmentReference(int(match["number"]), match["act"] or "") if match else None
