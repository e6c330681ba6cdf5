"""Legal bases as people write them, read into acts and provisions."""

from datetime import date
from time import monotonic

import pytest

from intranet.legal.designations import Place
from intranet.legal.journals import Journal
from intranet.legal.models import LegalAct
from intranet.legal.references import parse_place, suggest_references
from intranet.orders.demo.content import load_demo_orders

WELFARE = "Ustawa z dnia 12 marca 2004 r. o pomocy społecznej"
FINANCE = "Ustawa z dnia 27 sierpnia 2009 r. o finansach publicznych"
LABOUR_CODE = "Ustawa z dnia 26 czerwca 1974 r. – Kodeks pracy"
PROCUREMENT = "Ustawa z dnia 29 stycznia 2004 r. – Prawo zamówień publicznych"
ACCOUNTING = "Ustawa z dnia 29 września 1994 r. o rachunkowości"
STAFF = "Ustawa z dnia 21 listopada 2008 r. o pracownikach samorządowych"
ORGANISATION = "Regulamin organizacyjny Miejskiego Ośrodka Pomocy Społecznej w Łodzi"


def read(text: str) -> list[tuple[str, str, str]]:
    """Return provision, identifier (or free designation) and title of each reference."""
    return [
        (
            reference.provision,
            (reference.act.place.eli or reference.act.place.designation) if reference.act.place else "",
            reference.act.title,
        )
        for reference in suggest_references(text)
    ]


DEMO = {
    "CIRCULAR 1/2017": [("§ 12", "", ORGANISATION)],
    "CIRCULAR 2/2017": [("art. 104¹ § 1 pkt 2", "DU/2016/1666", LABOUR_CODE)],
    "DECISION 1/2017": [
        ("art. 19 ust. 2", "DU/2015/2164", PROCUREMENT),
        ("§ 1 ust. 1", "", "Regulamin powoływania i pracy Komisji Przetargowej"),
    ],
    "EXTERNAL_ACT 4396/VII/16": [
        ("art. 33 ust. 3", "DU/2016/446", "Ustawa z dnia 8 marca 1990 r. o samorządzie gminnym")
    ],
    "EXTERNAL_ACT 5972/VI/14": [("", "", "Statut Miejskiego Ośrodka Pomocy Społecznej w Łodzi")],
    "INSTRUCTION_ORDER 1/2017": [("art. 68 ust. 2 pkt 1", "DU/2016/1870", FINANCE)],
    "ORDER 3/2012": [("art. 68 ust. 2 pkt 7 oraz art. 69 ust. 1 pkt 3", "DU/2009/1240", FINANCE)],
    "ORDER 18/2014": [("art. 19 ust. 2 i art. 21 ust. 3", "DU/2013/907", PROCUREMENT)],
    "ORDER 5/2015": [
        ("art. 4 ust. 5 i art. 10 ust. 1", "DU/2013/330", ACCOUNTING),
        ("art. 68 ust. 1", "DU/2013/885", FINANCE),
    ],
    "ORDER 2/2017": [
        ("art. 68 ust. 1 i ust. 2 pkt 5 oraz art. 69 ust. 1 pkt 3", "DU/2016/1870", FINANCE),
        ("art. 24 i art. 30", "DU/2016/902", STAFF),
    ],
    "ORDER 4/2017": [("art. 44 ust. 3, art. 46 ust. 1 i art. 68 ust. 1", "DU/2016/1870", FINANCE)],
    "ORDER 5/2017": [
        ("art. 44 ust. 3", "DU/2016/1870", FINANCE),
        ("art. 4 pkt 8", "DU/2015/2164", PROCUREMENT),
    ],
    "ORDER 6/2017": [
        ("art. 10 ust. 1 i 2", "DU/2016/1047", ACCOUNTING),
        ("art. 68 ust. 1", "DU/2016/1870", FINANCE),
    ],
    "ORDER 7/2017": [
        ("art. 68–69", "DU/2016/1870", FINANCE),
        (
            "",
            "",
            "Komunikat nr 23 Ministra Finansów z dnia 16 grudnia 2009 r. w sprawie standardów kontroli "
            "zarządczej dla sektora finansów publicznych",
        ),
    ],
    "ORDER 8/2017": [
        ("art. 29", "DU/2016/902", STAFF),
        ("art. 17 i art. 103¹–103⁶", "DU/2016/1666", LABOUR_CODE),
    ],
    "ORDER 9/2017": [("art. 19 ust. 2 i art. 21 ust. 3", "DU/2015/2164", PROCUREMENT)],
    "ORDER 10/2017": [
        (
            "art. 53",
            "DU/2016/645",
            "Ustawa z dnia 20 kwietnia 2004 r. o promocji zatrudnienia i instytucjach rynku pracy",
        ),
        ("", "DU/2009/1052", "Ustawa z dnia 17 lipca 2009 r. o praktykach absolwenckich"),
    ],
    "ORDER 11/2017": [("art. 114–127", "DU/2016/1666", LABOUR_CODE)],
    "ORDER 12/2017": [
        ("art. 18", "DU/2015/2164", PROCUREMENT),
        ("art. 44 ust. 4", "DU/2016/1870", FINANCE),
    ],
    "ORDER 13/2017": [
        (
            "art. 6 ust. 2 pkt 2",
            "DU/2016/1506",
            "Ustawa z dnia 14 lipca 1983 r. o narodowym zasobie archiwalnym i archiwach",
        )
    ],
    "ORDER 13a/2017": [("§ 12", "", ORGANISATION)],
    "ORDER 14/2017": [("§ 12", "", ORGANISATION)],
    "ORDER 15/2017": [
        (
            "art. 36 ust. 1 i 2",
            "DU/2016/922",
            "Ustawa z dnia 29 sierpnia 1997 r. o ochronie danych osobowych",
        ),
        (
            "§ 20",
            "DU/2016/113",
            "Rozporządzenie Rady Ministrów z dnia 12 kwietnia 2012 r. w sprawie Krajowych Ram "
            "Interoperacyjności",
        ),
    ],
    "ORDER 16/2017": [("art. 94 pkt 2", "DU/2016/1666", LABOUR_CODE), ("§ 12", "", ORGANISATION)],
    "ORDER 17/2017": [("art. 22 § 1 i art. 94 pkt 1", "DU/2016/1666", LABOUR_CODE)],
    "ORDER 21/2017": [
        ("art. 10 ust. 1 i 2", "DU/2016/1047", ACCOUNTING),
        ("art. 68 ust. 1", "DU/2016/1870", FINANCE),
    ],
    "ORDER 15/2019": [("art. 68 ust. 1 i art. 69 ust. 1 pkt 3", "DU/2019/869", FINANCE)],
    "ORDER 6/2024": [("art. 68 ust. 1", "DU/2023/1270", FINANCE)],
    "ORDER 3/2021": [
        ("art. 44 ust. 3", "DU/2019/869", FINANCE),
        (
            "art. 2 ust. 1 pkt 1",
            "DU/2019/2019",
            "Ustawa z dnia 11 września 2019 r. – Prawo zamówień publicznych",
        ),
    ],
    "ORDER 31/2026": [("art. 67³³", "DU/2025/277", LABOUR_CODE)],
}


@pytest.mark.parametrize("order", load_demo_orders(date(2026, 11, 20)), ids=lambda order: order.key)
def test_every_legal_basis_of_the_demo_register_is_read(order) -> None:
    assert read(order.legal_basis) == DEMO[order.key]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Na podstawie art. 110 ust. 1 i 4 ustawy z dnia 12 marca 2004 r. o pomocy społecznej (Dz.U. z 2023 r. "
            "poz. 901 z późn. zm.) oraz § 5 ust. 2 Statutu Miejskiego Ośrodka zarządzam, co następuje:",
            [
                ("art. 110 ust. 1 i 4", "DU/2023/901", WELFARE),
                ("§ 5 ust. 2", "", "Statut Miejskiego Ośrodka"),
            ],
        ),
        ("art. 6 i 7 ustawy o pomocy społecznej", [("art. 6 i 7", "", "Ustawa o pomocy społecznej")]),
        ("Dz. U. z 2004 r. Nr 64, poz. 593, z późn. zm.", [("", "DU/2004/593", "")]),
        (
            "ustawa o pomocy społecznej z dnia 12.03.2004 r. (Dz.U.2004.64.593)",
            [("", "DU/2004/593", WELFARE)],
        ),
        (
            "art.110 ust.1 pkt2 lit a ustawy z dnia 12 marca 2004 roku o pomocy społecznej "
            "(t.j. Dz.U. 2021 poz. 2268)",
            [("art. 110 ust. 1 pkt 2 lit. a", "DU/2021/2268", WELFARE)],
        ),
        (
            "art. 30 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym (Dz. U. z 2001 r. Nr 142, poz. 1591, "
            "z 2002 r. Nr 23, poz. 220 oraz Dz. U. z 2003 r. Nr 80, poz. 717)",
            [("art. 30", "DU/2001/1591", "Ustawa z dnia 8 marca 1990 r. o samorządzie gminnym")],
        ),
        (
            "art. 13 rozporządzenia Parlamentu Europejskiego i Rady (UE) 2016/679 z dnia 27 kwietnia 2016 r. "
            "w sprawie ochrony osób fizycznych (Dz. Urz. UE L 119 z 04.05.2016, str. 1, z późn. zm.)",
            [
                (
                    "art. 13",
                    "Dz.Urz. UE L 119 z 04.05.2016, str. 1",
                    "Rozporządzenie Parlamentu Europejskiego i Rady (UE) 2016/679 z dnia 27 kwietnia 2016 r. "
                    "w sprawie ochrony osób fizycznych",
                )
            ],
        ),
        ("art. 39 Kodeksu rodzinnego i opiekuńczego", [("art. 39", "", "Kodeks rodzinny i opiekuńczy")]),
        ("art. 5\u00a0ust.\u00a02\nustawy o\u00a0x", [("art. 5 ust. 2", "", "Ustawa o x")]),
        ("zwykły tekst bez podstawy prawnej", []),
        ("art. 5", []),
        ("§", []),
        ("", []),
    ],
)
def test_phrases_of_real_life_are_read(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


def test_kind_day_and_consolidated_text_are_read() -> None:
    [reference] = suggest_references(
        "§ 3 ust. 2 rozporządzenia Rady Ministrów z dnia 5 marca 2015 r. w sprawie X (t.j. M.P. z 2016 r. poz. 7)"
    )

    assert reference.act.kind == LegalAct.Kind.ORDINANCE
    assert reference.act.enacted_on == date(2015, 3, 5)
    assert reference.act.is_consolidated
    assert reference.act.place == Place(Journal.MP, year=2016, position=7)


def test_journal_without_a_year_is_of_the_acts_own_year() -> None:
    [reference] = suggest_references(
        "uchwały nr X/1/15 Rady Miejskiej z dnia 5 marca 2015 r. w sprawie Y (Dz. Urz. Woj. Łódzkiego poz. 1234)"
    )

    assert reference.act.place == Place(
        Journal.OFFICIAL, year=2015, position=1234, journal_name="Woj. Łódzkiego"
    )


def test_the_same_reference_given_twice_is_one() -> None:
    text = "art. 5 ustawy o pomocy społecznej, art. 5 ustawy o pomocy społecznej"

    assert len(suggest_references(text)) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("DU/2004/593", Place(Journal.DU, 2004, None, 593)),
        ("mp/2011/50", Place(Journal.MP, 2011, None, 50)),
        ("Dz. U. z 2004 r. Nr 64, poz. 593 ze zm.", Place(Journal.DU, 2004, 64, 593)),
        ("dz u 2023 poz 901", Place(Journal.DU, 2023, None, 901)),
        ("t.j. Dz.U. z 2023 r. poz. 901", Place(Journal.DU, 2023, None, 901)),
        ("(Dz.U.2023.901 t.j.)", Place(Journal.DU, 2023, None, 901)),
        ("Dz.Urz. MF z 2009 r. Nr 15, poz. 84", Place(Journal.OFFICIAL, 2009, 15, 84, "MF")),
        ("Dz.U. z 2016 r. Nr 3, poz. 84", Place(Journal.DU, 2016, None, 84)),
        ("Dz.U. z 2016 r.", None),
        ("poz. 901", None),
        ("12/2017", None),
        ("ustawa (Dz.U. z 2023 r. poz. 901)", None),
        ("", None),
    ],
)
def test_a_designation_alone_is_read(text: str, place: Place | None) -> None:
    assert parse_place(text) == place


@pytest.mark.parametrize(
    "piece",
    [
        "art. 1 i ",
        "ustawy ",
        "(",
        "Dz.Urz. ",
        "Dz.Urz. UE L ",
        "z dnia 1 maja ",
        "lit. a, ",
        "1,",
        ", ustawy a b c ",
        "a",
    ],
)
def test_hostile_text_is_read_in_no_time(piece: str) -> None:
    start = monotonic()

    suggest_references(piece * 20_000)
    parse_place(piece * 200)

    assert monotonic() - start < 2
