"""Headings of acts: from the genitive in which they are cited to the name, the kind and the date."""

import re
from datetime import date

from intranet.core.dates import MONTHS_IN_GENITIVE
from intranet.legal.models import LegalAct

_MONTH = "|".join(MONTHS_IN_GENITIVE)
DATE = (
    r"z(?:\s+dn(?:ia|\.))?\s+(?P<day>\d{1,2})"
    rf"(?:\s+(?P<month>{_MONTH})\s+|\.\s?(?P<month_number>\d{{1,2}})\.\s?)"
    r"(?P<year>\d{4})(?:\s?r\.|\s+roku|\s+r\b)?"
)
_DATE = re.compile(DATE, re.IGNORECASE)

Kind = LegalAct.Kind
# Nominative, how it begins in any case, kind of the act.
_HEADS = (
    ("ustawa", "ustaw", Kind.STATUTE),
    ("kodeks", "kodeks", Kind.STATUTE),
    ("konstytucja", "konstytucj", Kind.STATUTE),
    ("dekret", "dekret", Kind.STATUTE),
    ("rozporządzenie", "rozporządzeni", Kind.ORDINANCE),
    ("uchwała", "uchwał", Kind.RESOLUTION),
    ("zarządzenie", "zarządzeni", Kind.ORDER),
    ("obwieszczenie", "obwieszczeni", Kind.ANNOUNCEMENT),
    ("komunikat", "komunikat", Kind.COMMUNIQUE),
    ("statut", "statut", Kind.CHARTER),
    ("regulamin", "regulamin", Kind.RULES),
    ("dyrektywa", "dyrektyw", Kind.EU_ACT),
    ("porozumienie", "porozumieni", Kind.OTHER),
    ("umowa", "umow", Kind.OTHER),
)
HEAD = rf"(?:{'|'.join(stem for _, stem, _ in _HEADS)})\w{{0,3}}"
_STEMS = "|".join(f"(?P<head{place}>{stem})" for place, (_, stem, _) in enumerate(_HEADS))
_FIRST_WORD = re.compile(rf"(?:{_STEMS})\w{{0,3}}(?!\w)", re.IGNORECASE)
_MASCULINE = ("kodeks", "dekret", "komunikat", "statut", "regulamin")
# Capitals begin the name of an institution, which stays in the genitive.
_ADJECTIVE = re.compile(r"((?:\s+i)?\s+)([a-ząćęłńóśźż]\w*?)(i?)ego(?!\w)")
_ENDS_IN_I = ("k", "g")
_EU = re.compile(r"\((?:UE|WE|EWG|Euratom)\)|Parlamentu Europejskiego")
_DASH = re.compile(r"\s+[-–—]\s+")


def kind_of(title: str) -> LegalAct.Kind:
    """Return the kind that the first word of a heading tells."""
    if _EU.search(title):
        return Kind.EU_ACT
    found = _FIRST_WORD.match(title)
    return _HEADS[int(found.lastgroup.removeprefix("head"))][2] if found and found.lastgroup else Kind.OTHER


def date_in(title: str) -> date | None:
    """Return the day that a heading gives after „z dnia”; None when there is none, or no such day."""
    found = _DATE.search(title)
    if found is None:
        return None
    month = found["month_number"] or MONTHS_IN_GENITIVE.index(found["month"].casefold()) + 1
    try:
        return date(int(found["year"]), int(month), int(found["day"]))
    except ValueError:
        return None


def heading_of(cited: str) -> str:
    """Return the heading of an act cited in the genitive: „ustawy z dnia …” is „Ustawa z dnia …”.

    The day stands after the kind, as in the journals, even if it was written last.
    """
    text = _DASH.sub(" – ", " ".join(cited.split())).strip(' ,;:–(.„”"')
    found = _FIRST_WORD.match(text)
    if found is None or not found.lastgroup:
        return text[:1].upper() + text[1:]
    nominative = _HEADS[int(found.lastgroup.removeprefix("head"))][0]
    rest = text[found.end() :]
    if nominative in _MASCULINE:
        rest = _adjectives_in_nominative(rest)
    day, written = date_in(rest), _DATE.search(rest)
    if day is not None and written is not None:
        plain = f" z dnia {day.day} {MONTHS_IN_GENITIVE[day.month - 1]} {day.year} r."
        before, after = rest[: written.start()].rstrip(), rest[written.end() :].rstrip()
        # „ustawy o pomocy społecznej z dnia 12 marca 2004 r.”
        is_last = not after and before.startswith((" o ", " –"))
        rest = plain + before if is_last else before + plain + after
    return nominative.capitalize() + rest


def short_name_of(title: str) -> str:
    """Return what people call an act: „ustawa o pomocy społecznej”, „Kodeks pracy”."""
    name, _, proper = title.partition(" – ")
    if proper and _DATE.search(name):
        return proper.strip()
    name = " ".join(_DATE.sub(" ", title).split())
    return name if name.lower().startswith(("kodeks", "konstytucj")) else name[:1].lower() + name[1:]


def _adjectives_in_nominative(rest: str) -> str:
    """Return „ organizacyjny Ośrodka” for „ organizacyjnego Ośrodka”: adjectives agree with a masculine head."""
    done = ""
    while found := _ADJECTIVE.match(rest):
        gap, stem, softener = found.groups()
        ending = "i" if softener or stem.endswith(_ENDS_IN_I) else "y"
        done += gap + stem + ending
        rest = rest[found.end() :]
    return done + rest
