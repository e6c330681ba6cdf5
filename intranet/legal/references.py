"""Reading legal bases as people write them into acts and provisions.

„Na podstawie art. 110 ust. 1 i 4 ustawy z dnia 12 marca 2004 r. o pomocy społecznej (Dz.U. z 2023 r. poz. 901
z późn. zm.) oraz § 5 ust. 2 Statutu …” gives two references. What is read is a suggestion: a person confirms it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from intranet.legal.designations import Place
from intranet.legal.journals import YEAR_WITHOUT_NUMBERS, Journal
from intranet.legal.models import LegalAct
from intranet.legal.provisions import PROVISION, written_alike
from intranet.legal.titles import DATE, HEAD, date_in, heading_of, kind_of

LONGEST_TEXT = 20_000

_DAY_OF_JOURNAL = r"(?:z\s+dnia\s+\d{1,2}(?:\s+\w+\s+|\.\d{1,2}\.))"
_PLACE = rf"""
    (?<!\w)(?:
        (?P<eu> Dz\.?\s?Urz\.?\s?UE\b [^();]{{3,120}}? (?=\s*,?\s*(?:z\s+późn|ze\s+zm|oraz\s)|\s*[();]|\s*$) )
      | (?P<du> Dz\.?\s?U\.? ) (?!\s?UE)
      | (?P<mp> M\.?\s?P\. | MP (?=\s) )
      | Dz\.?\s?Urz\.?\s? (?P<journal_name> (?!UE\b) [^\W\d] [^\d(),;]{{1,60}}? ) (?=\s(?:z\s+\d|z\s+dnia|\d|nr|poz))
    )
    (?(eu) | \s?(?:
        (?P<lex_year>\d{{4}}) \. (?:(?P<lex_number>\d{{1,3}})\.)? (?P<lex_position>\d{{1,6}}) (?!\w)
      | ,?\s? (?: (?:{_DAY_OF_JOURNAL}|z\s+)? (?P<year>\d{{4}}) \s?(?:r\.?|roku)?(?!\w) )? ,?\s?
        (?: nr\s? (?P<number>\d{{1,4}}) \s?,?\s? )?  poz\.?\s? (?P<position>\d{{1,6}}) (?!\w)
    ))
"""
_NAME = rf"""
    (?: ^(?:na\s+podstawie\s+)? | (?<=\soraz\s) | (?<=,\s) | (?<=\si\s) | (?<=\stakże\s) | (?<=\szwiązku\sz\s) )
    (?P<name> {HEAD} (?= \s (?:[^\s(),;]+\s){{0,10}}? (?:{DATE.replace("?P<", "?P<_")}) ) )
"""
_MARK = re.compile(rf"(?P<provision>{PROVISION}) | (?P<place>{_PLACE}) | {_NAME}", re.VERBOSE | re.IGNORECASE)
_WHOLE_PLACE = re.compile(_PLACE, re.VERBOSE | re.IGNORECASE)
_ELI = re.compile(r"(?P<journal>DU|MP|WDU|WMP)/(?P<year>\d{4})/(?P<position>\d{1,6})", re.IGNORECASE)
_AMENDED = re.compile(r"[\s,]*(?:ze\s+zm\.?|z\s+późn\.?\s*zm\.?)\)?\.?$", re.IGNORECASE)
_CONSOLIDATED_BEFORE = re.compile(r"[\s,(]*(?:t\.\s?j\.?|tj\.?|tekst\s+jedn\w*\.?)[\s:,]*$", re.IGNORECASE)
_CONSOLIDATED_AFTER = re.compile(r"[\s,]*(?:t\.\s?j\.?|tekst\s+jedn\w*)", re.IGNORECASE)
_NAME_ALONE = re.compile(rf"^(?:na\s+podstawie\s+)?(?={HEAD}(?!\w))", re.IGNORECASE)
_END_OF_NAME = re.compile(
    r"[,;:(]|\s(?:oraz|a\s+także|w\s+związku|w\s+zw\.|w\s+porozumieniu|stanowiąc\w*|nadan\w+|uchwalon\w+"
    r"|zarządza\w*|postanawia\w*|polecam|informuję|ustala\s|wprowadza\s|stosownie|po\s+zasięgnięciu)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ParsedAct:
    """An act as a text names it. ``place`` is None when no journal is cited; its year may be missing."""

    place: Place | None
    title: str
    kind: LegalAct.Kind
    enacted_on: date | None
    is_consolidated: bool = False


@dataclass(frozen=True)
class ParsedReference:
    """An act and the provision cited from it; empty for the act as a whole."""

    act: ParsedAct
    provision: str


def parse_place(text: str) -> Place | None:
    """Read a text that is a designation and nothing else: „Dz. U. z 2004 r. Nr 64, poz. 593”, "DU/2004/593"."""
    text = _AMENDED.sub("", " ".join(text.split()).strip(" ().,;"))
    text = _CONSOLIDATED_AFTER.sub("", text) if text.lower().startswith("dz") else text
    if found := _ELI.fullmatch(text):
        journal = Journal(found["journal"][-2:].upper())
        return Place(journal, year=int(found["year"]), position=int(found["position"]))
    text = re.sub(r"^(?:t\.\s?j\.|tj\.)\s*", "", text, flags=re.IGNORECASE)
    found = _WHOLE_PLACE.fullmatch(text)
    return _place(found, None) if found else None


def suggest_references(text: str) -> list[ParsedReference]:
    """Return what ``text`` cites, in its order, each act and provision once; empty when it cites nothing."""
    return list(dict.fromkeys(_references(" ".join(text[:LONGEST_TEXT].split()))))


def _references(text: str) -> Iterator[ParsedReference]:
    provision, name_from, last_place = "", 0 if _NAME_ALONE.match(text) else None, None
    for mark in _MARK.finditer(text):
        if mark["place"]:
            if last_place is not None and _share_parentheses(text, last_place, mark.start()):
                continue  # further issues of the journal, with amendments of the same act
            last_place = mark.start()
            name = text[name_from : mark.start()] if name_from is not None else ""
            yield _reference(provision, name, mark, text)
            provision, name_from = "", None
            continue
        if name_from is not None and (named := _named_alone(provision, text[name_from : mark.start()])):
            yield named
        if mark["provision"]:
            provision, name_from = written_alike(mark["provision"]), mark.end()
        else:
            provision, name_from = "", mark.start("name")
    if name_from is not None and (named := _named_alone(provision, text[name_from:])):
        yield named


def _reference(provision: str, name: str, mark: re.Match[str], text: str) -> ParsedReference:
    bare = _CONSOLIDATED_BEFORE.sub("", name)
    title = heading_of(re.sub(r"^\s*na\s+podstawie\s+", "", bare, flags=re.IGNORECASE))
    enacted_on = date_in(title)
    act = ParsedAct(
        place=_place(mark, enacted_on),
        title=title,
        kind=kind_of(title),
        enacted_on=enacted_on,
        is_consolidated=_CONSOLIDATED_BEFORE.search(text[max(0, mark.start() - 40) : mark.start()])
        is not None
        or _CONSOLIDATED_AFTER.match(text, mark.end()) is not None,
    )
    return ParsedReference(act, provision)


def _named_alone(provision: str, text: str) -> ParsedReference | None:
    """Return a reference to an act cited without its journal, which only a title can tell."""
    name = re.sub(r"^\s*na\s+podstawie\s+", "", text, flags=re.IGNORECASE).strip()
    end = _END_OF_NAME.search(name)
    title = heading_of(name[: end.start()] if end else name)
    if not title:
        return None
    return ParsedReference(ParsedAct(None, title, kind_of(title), date_in(title)), provision)


def _place(found: re.Match[str], enacted_on: date | None) -> Place:
    if found["eu"]:
        return Place(
            Journal.OTHER, designation=re.sub(r"^Dz\.?\s?Urz\.?\s?", "Dz.Urz. ", found["eu"].strip(" ,."))
        )
    # A journal of the act's own year is cited without the year.
    year = found["lex_year"] or found["year"] or (enacted_on.year if enacted_on else None)
    number = found["lex_number"] or found["number"]
    has_number = bool(number) and int(number) > 0 and (year is None or int(year) < YEAR_WITHOUT_NUMBERS)
    journal = Journal.DU if found["du"] else Journal.MP if found["mp"] else Journal.OFFICIAL
    return Place(
        journal,
        year=int(year) if year else None,
        number=int(number) if has_number else None,
        position=int(found["lex_position"] or found["position"]),
        journal_name=(found["journal_name"] or "").strip(" ."),
    )


def _share_parentheses(text: str, first: int, second: int) -> bool:
    opened = text.rfind("(", 0, first)
    return opened != -1 and ")" not in text[opened:second]
