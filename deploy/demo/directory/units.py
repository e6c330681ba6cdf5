"""The units of the demo centre: an invented organisation chart on public outlines.

Telephone numbers begin with 000 after the area code, so none of them can belong to anybody.
"""

from typing import NamedTuple

MANAGEMENT = "MANAGEMENT"
DEPARTMENT = "DEPARTMENT"
DIVISION = "DIVISION"
TEAM = "TEAM"
SECTION = "SECTION"
POST = "POST"
BRANCH = "BRANCH"
SOCIAL_WORK_POINT = "SOCIAL_WORK_POINT"

HEADQUARTERS = "ul. Kilińskiego 102/102a"


class Unit(NamedTuple):
    """A unit: symbol, full name, kind, the symbol above it, address and the first of its rooms."""

    symbol: str
    name: str
    kind: str
    parent: str
    street: str
    room: int


# A unit stands after the one above it.
UNITS = (
    Unit("DM", "Dyrekcja Miejskiego Ośrodka Pomocy Społecznej", MANAGEMENT, "", HEADQUARTERS, 305),
    Unit("KM", "Kancelaria MOPS", TEAM, "DM", HEADQUARTERS, 10),
    Unit("WOA", "Wydział Organizacyjno-Administracyjny", DEPARTMENT, "DM", HEADQUARTERS, 310),
    Unit("ZI", "Zespół Informatyków", TEAM, "DM", HEADQUARTERS, 120),
    Unit("ZRP", "Zespół Radców Prawnych", TEAM, "DM", HEADQUARTERS, 320),
    Unit("IOD", "Samodzielne Stanowisko ds. Ochrony Danych", POST, "DM", HEADQUARTERS, 325),
    Unit("ZKW", "Zespół Kontroli Wewnętrznej", TEAM, "DM", HEADQUARTERS, 326),
    Unit("WGT", "Wydział Gospodarczo-Techniczny", DEPARTMENT, "DM", HEADQUARTERS, 20),
    Unit("ZZP", "Zespół Zamówień Publicznych", TEAM, "DM", HEADQUARTERS, 130),
    Unit("ZPS", "Zespół ds. Projektów Strategicznych", TEAM, "DM", HEADQUARTERS, 135),
    Unit("WFK", "Wydział Finansowo-Księgowy", DEPARTMENT, "DM", HEADQUARTERS, 201),
    Unit("DKP", "Dział Kosztów i Płac", DIVISION, "WFK", HEADQUARTERS, 210),
    Unit("WPA", "Wydział Planowania i Analiz", DEPARTMENT, "DM", HEADQUARTERS, 215),
    Unit("WKN", "Wydział Koordynacji i Nadzoru", DEPARTMENT, "DM", HEADQUARTERS, 220),
    Unit("WPS", "Wydział Pomocy Stacjonarnej", DEPARTMENT, "DM", HEADQUARTERS, 225),
    Unit("WOP", "Wydział Współpracy z Organizacjami Pozarządowymi", DEPARTMENT, "DM", HEADQUARTERS, 230),
    Unit("WES", "Wydział Ekonomii Społecznej", DEPARTMENT, "DM", HEADQUARTERS, 235),
    Unit("WPRD", "Wydział Pomocy Rodzinie i Dziecku", DEPARTMENT, "DM", HEADQUARTERS, 140),
    Unit(
        "WWRPZ", "Wydział Wspierania Rodzinnej Pieczy Zastępczej", DEPARTMENT, "DM", "ul. Piotrkowska 149", 1
    ),
    Unit(
        "F-WWRPZ",
        "Filia Wydziału Wspierania Rodzinnej Pieczy Zastępczej",
        BRANCH,
        "WWRPZ",
        "ul. Zbocze 2a",
        1,
    ),
    Unit("I WPŚ", "I Wydział Pracy Środowiskowej", DEPARTMENT, "DM", "ul. Tybury 16", 1),
    Unit("SOB", "Sekcja ds. Osób Bezdomnych", SECTION, "I WPŚ", "ul. Tybury 16", 30),
    Unit("PPS-1", "Punkt Pracy Socjalnej nr 1", SOCIAL_WORK_POINT, "I WPŚ", "ul. Wielkopolska 53", 1),
    Unit("PPS-2", "Punkt Pracy Socjalnej nr 2", SOCIAL_WORK_POINT, "I WPŚ", "ul. Marynarska 37", 1),
    Unit("II WPŚ", "II Wydział Pracy Środowiskowej", DEPARTMENT, "DM", "ul. Grota-Roweckiego 30", 1),
    Unit("PPS-3", "Punkt Pracy Socjalnej nr 3", SOCIAL_WORK_POINT, "II WPŚ", "al. Piłsudskiego 154", 1),
    Unit("III WPŚ", "III Wydział Pracy Środowiskowej", DEPARTMENT, "DM", "ul. Będzińska 5", 1),
    Unit("PPS-4", "Punkt Pracy Socjalnej nr 4", SOCIAL_WORK_POINT, "III WPŚ", "ul. Rybna 18", 1),
    Unit("ZRS", "Zespół ds. Rehabilitacji Społecznej Osób Niepełnosprawnych", TEAM, "DM", HEADQUARTERS, 101),
)


def unit_phone(position: int) -> str:
    """Return the telephone of the unit that stands at the position in UNITS."""
    return f"+48 42 000 10 {position:02}"
