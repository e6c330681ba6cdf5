"""The columns of the table. Their Polish names are the format of the file, whatever language the reader has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intranet.core.text import fold


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in code and in the file, what else it may be called, what belongs in it."""

    key: str
    header: str
    note: str | Promise
    example: str
    width: int = 16
    others: tuple[str, ...] = ()
    is_required: bool = False


COLUMNS = (
    Column(
        "kind",
        "rodzaj",
        _("What the act is: one of the words in the sheet of allowed values."),
        "PRZYKŁAD: zarządzenie",
        18,
        ("typ", "rodzaj aktu", "rodzaj dokumentu"),
        is_required=True,
    ),
    Column(
        "number",
        "numer",
        _(
            "The number with the year: 13a/2017. An external act keeps the number of its issuer. "
            "Keep the column as text, or the spreadsheet turns 5/2015 into a date."
        ),
        "13a/2017",
        14,
        ("nr", "numer aktu", "numer zarzadzenia", "nr zarzadzenia"),
        is_required=True,
    ),
    Column(
        "signed_on",
        "data podpisania",
        _("The day of signing: 12.01.2017 or 2017-01-12. Its year is the year of the number."),
        "12.01.2017",
        14,
        ("podpisano", "z dnia", "data", "data wydania", "data aktu"),
        is_required=True,
    ),
    Column(
        "published_on",
        "data ogłoszenia",
        _("Empty means: the day of signing."),
        "12.01.2017",
        14,
        ("ogloszono", "data publikacji"),
    ),
    Column(
        "effective_from",
        "obowiązuje od",
        _("The day of entry into force; may be before signing. Empty means: the day of signing."),
        "01.02.2017",
        14,
        ("data wejscia w zycie", "wejscie w zycie", "w mocy od"),
    ),
    Column(
        "effective_until",
        "obowiązuje do",
        _("The last day of force, only when the act itself names it. A repeal is not written here."),
        "",
        14,
        ("w mocy do", "wygasa"),
    ),
    Column(
        "subject",
        "w sprawie",
        _("What the act is about, without the words “w sprawie”. At most 1000 characters."),
        "zasad zastępstw w Ośrodku",
        50,
        ("przedmiot", "tytul", "temat", "dotyczy"),
        is_required=True,
    ),
    Column(
        "legal_basis",
        "podstawa prawna",
        _("As written in the act. Acts of law already in the intranet are recognised and linked."),
        "art. 110 ust. 1 ustawy z dnia 12 marca 2004 r. o pomocy społecznej (Dz.U. z 2016 r. poz. 930)",
        50,
        ("na podstawie",),
    ),
    Column(
        "owner_unit",
        "komórka",
        _("Symbol or full name of the unit that prepared the act, also of a unit that exists no more."),
        "WOA",
        18,
        ("komorka organizacyjna", "komorka opracowujaca", "komorka prowadzaca", "wydzial"),
    ),
    Column(
        "executor",
        "wykonawca",
        _("Who carries the act out. At most 300 characters."),
        "kierownicy komórek organizacyjnych",
        30,
        ("wykonanie powierza sie",),
    ),
    Column(
        "distribution",
        "rozdzielnik",
        _("Who receives the act. At most 500 characters."),
        "wszystkie komórki",
        30,
        ("otrzymuja",),
    ),
    Column(
        "jrwa_class",
        "klasa JRWA",
        _("Symbol of the class from the intranet's own list, for example 0120."),
        "",
        12,
        ("jrwa", "symbol jrwa"),
    ),
    Column(
        "original_place",
        "miejsce oryginału",
        _("Where the signed paper lies. At most 200 characters."),
        "segregator Z-2017, kancelaria",
        26,
        ("miejsce przechowywania", "miejsce przechowywania oryginalu"),
    ),
    Column(
        "issuer",
        "wydał",
        _("Who issued the act. Empty means the issuer in the settings of the register."),
        "",
        30,
        ("wydajacy", "organ"),
    ),
    Column("text", "treść", _("The text of the act; may stay empty when a file is attached."), "", 50),
    Column(
        "change_summary",
        "co zmieniono",
        _("In a few words, for an act that amends another one."),
        "",
        30,
        ("zakres zmian",),
    ),
    Column(
        "amends",
        "zmienia",
        _(
            "Numbers of the acts amended, separated by semicolons; a part in brackets and a day of its own may "
            "follow: 5/2015 (§ 3); okólnik 2/2016 od 01.03.2016."
        ),
        "5/2015 (§ 3)",
        20,
    ),
    Column("repeals", "uchyla", _("Numbers of the acts repealed, written in the same way."), "", 20),
    Column("corrects", "prostuje", _("Numbers of the acts corrected, written in the same way."), "", 20),
    Column(
        "audience",
        "widoczność",
        _("“wszyscy” or symbols of units separated by semicolons. Empty means everyone."),
        "wszyscy",
        16,
        ("widoczne dla", "dostep"),
    ),
    Column(
        "files",
        "pliki",
        _(
            "Names of files in the ZIP archive or folder, separated by semicolons. "
            "A number makes an attachment, a title follows a bar: skan.pdf; zał. 1: polityka.pdf | Polityka."
        ),
        "skan.pdf; zał. 1: polityka.pdf | Polityka Antykorupcyjna | polityka",
        44,
        ("zalaczniki", "plik"),
    ),
    Column(
        "state",
        "stan",
        _("Empty for an act. “zarezerwowany” or “anulowany” for a number that no act bears."),
        "",
        14,
        ("status numeru",),
    ),
    Column("reason", "powód", _("Why the number is reserved or annulled."), "", 24, ("uzasadnienie",)),
)
BY_KEY = {column.key: column for column in COLUMNS}
REQUIRED = tuple(column.key for column in COLUMNS if column.is_required)
# Rows to be skipped: the example of the template begins so.
EXAMPLE_MARK = "przyklad"
# As many known names make a row the row of headings.
FEWEST_HEADERS = 3
LAST_HEADER_ROW = 20

_KEYS = {fold(name): column.key for column in COLUMNS for name in (column.header, *column.others)}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column of a table stands, and what about the headings is not understood."""

    places: dict[str, int]
    doubled: list[tuple[int, str]]
    unknown: list[tuple[int, str]]

    @property
    def missing(self) -> list[str]:
        return [key for key in REQUIRED if key not in self.places]


def read_headings(values: Sequence[Any]) -> Layout | None:
    """Return the layout that a row of headings gives, or None when it is no row of headings."""
    layout = Layout({}, [], [])
    for place, value in enumerate(values):
        name = " ".join(str(value).split()) if isinstance(value, str) else ""
        if not name:
            continue
        key = _KEYS.get(fold(name).strip(" .:*"))
        if key is None:
            layout.unknown.append((place, name))
        elif key in layout.places:
            layout.doubled.append((place, name))
        else:
            layout.places[key] = place
    return layout if len(layout.places) >= FEWEST_HEADERS and "number" in layout.places else None
