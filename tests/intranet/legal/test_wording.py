"""How acts, places and provisions are written."""

from datetime import date

import pytest

from intranet.legal.designations import Place, place_in_words, public_text_url
from intranet.legal.journals import Journal
from intranet.legal.models import LegalAct
from intranet.legal.places import problems_of
from intranet.legal.provisions import is_provision, written_alike
from intranet.legal.titles import date_in, heading_of, kind_of, short_name_of

DU, MP, OFFICIAL, OTHER = Journal.DU, Journal.MP, Journal.OFFICIAL, Journal.OTHER


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(DU, 2004, 64, 593), "Dz.U. z 2004 r. Nr 64, poz. 593"),
        (Place(DU, 2023, None, 901), "Dz.U. z 2023 r. poz. 901"),
        (Place(MP, 2011, 5, 50), "M.P. z 2011 r. Nr 5, poz. 50"),
        (Place(OFFICIAL, 2014, None, 12, "Woj. Łódzkiego"), "Dz.Urz. Woj. Łódzkiego z 2014 r. poz. 12"),
        (Place(OTHER, designation="statut Ośrodka"), "statut Ośrodka"),
    ],
)
def test_place_is_written_as_polish_texts_cite_it(place: Place, words: str) -> None:
    assert place_in_words(place) == words


def test_only_national_journals_have_an_identifier_and_a_link() -> None:
    assert public_text_url(Place(DU, 2004, 64, 593)) == "https://eli.gov.pl/eli/DU/2004/593/ogl"
    assert public_text_url(Place(OFFICIAL, 2014, None, 12, "MF")) == ""
    assert Place(OTHER, designation="statut").eli == ""


@pytest.mark.parametrize(
    ("place", "names"),
    [
        (Place(DU, 2004, 64, 593), set()),
        (Place(DU), {"year", "position"}),
        (Place(DU, 2012, 1, 593), {"number"}),
        (Place(DU, 2011, 0, 593), {"number"}),
        (Place(DU, 1900, None, 1), {"year"}),
        (Place(DU, 2004, None, 10**9), {"position"}),
        (Place(DU, 2004, None, 5, "MF"), {"journal_name"}),
        (Place(DU, 2004, None, 5, designation="statut"), {"designation"}),
        (Place(OFFICIAL, 2014, None, 12), {"journal_name"}),
        (Place(OTHER), {"designation"}),
        (Place(OTHER, 2004, designation="statut"), {"year"}),
        (Place(OTHER, 0, 0, 0, designation="statut"), {"year", "number", "position"}),
        (Place(OTHER, designation="statut"), set()),
    ],
)
def test_problems_of_a_place_are_named_by_its_parts(place: Place, names: set[str]) -> None:
    assert set(problems_of(place)) == names


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("art110 ust.1pkt 2 lit a", "art. 110 ust. 1 pkt 2 lit. a"),
        ("Art. 6 I 7", "art. 6 I 7"),
        ("§3 ust 2", "§ 3 ust. 2"),
        ("paragraf 3", "§ 3"),
        ("art. 68 - 69 ,", "art. 68–69"),
        ("artykuł 5 ustęp 1 punkt 2", "art. 5 ust. 1 pkt 2"),
        ("art. 103¹-103⁶", "art. 103¹–103⁶"),
    ],
)
def test_provisions_are_written_alike(typed: str, written: str) -> None:
    assert written_alike(typed) == written


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("art. 110 ust. 1 i 4", True),
        ("§ 3 ust. 2 pkt 1 lit. a i b", True),
        ("art. 22 § 1 zdanie drugie", True),
        ("art. 6 w zw. z art. 7", True),
        ("art. 5 ustawy", False),
        ("ust. 2", False),
        ("dowolny tekst", False),
    ],
)
def test_a_provision_is_told_from_other_words(text: str, is_one: bool) -> None:
    assert is_provision(text) is is_one


@pytest.mark.parametrize(
    ("cited", "heading"),
    [
        (
            "ustawy z dnia 12 marca 2004 r. o pomocy społecznej",
            "Ustawa z dnia 12 marca 2004 r. o pomocy społecznej",
        ),
        (
            "ustawy o pomocy społecznej z dnia 12 marca 2004 r.",
            "Ustawa z dnia 12 marca 2004 r. o pomocy społecznej",
        ),
        ("ustawą z dnia 26.06.1974 r. - Kodeks pracy", "Ustawa z dnia 26 czerwca 1974 r. – Kodeks pracy"),
        ("Regulaminu organizacyjnego Miejskiego Ośrodka", "Regulamin organizacyjny Miejskiego Ośrodka"),
        ("Kodeksu cywilnego", "Kodeks cywilny"),
        ("uchwały nr 5 Rady", "Uchwała nr 5 Rady"),
        ("ustawy z dnia 31 lutego 2004 r. o x", "Ustawa z dnia 31 lutego 2004 r. o x"),
        ("czegoś nieznanego", "Czegoś nieznanego"),
        ("", ""),
    ],
)
def test_heading_is_made_of_the_genitive(cited: str, heading: str) -> None:
    assert heading_of(cited) == heading


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ustawa z dnia 12 marca 2004 r. o pomocy społecznej", "ustawa o pomocy społecznej"),
        ("Ustawa z dnia 26 czerwca 1974 r. – Kodeks pracy", "Kodeks pracy"),
        ("Kodeks pracy", "Kodeks pracy"),
        (
            "Rozporządzenie Rady Ministrów z dnia 5 marca 2015 r. w sprawie X",
            "rozporządzenie Rady Ministrów w sprawie X",
        ),
    ],
)
def test_short_name_is_made_of_the_title(title: str, name: str) -> None:
    assert short_name_of(title) == name


def test_kind_and_day_are_read_from_the_title() -> None:
    assert kind_of("Uchwała nr 5 Rady") == LegalAct.Kind.RESOLUTION
    assert kind_of("Rozporządzenie (UE) 2016/679") == LegalAct.Kind.EU_ACT
    assert kind_of("Cokolwiek") == LegalAct.Kind.OTHER
    assert date_in("Ustawa z dnia 12 marca 2004 r. o x") == date(2004, 3, 12)
    assert date_in("Ustawa z dnia 31 lutego 2004 r. o x") is None


def test_month_written_with_a_letter_that_only_looks_like_one_is_no_failure() -> None:
    assert date_in("ustawa z dnia 5 \u017fierpnia 2004 r.") == date(2004, 8, 5)
