"""Numbers are exact: each spelling of a reference is one key, and near numbers are other keys."""

import pytest

from intranet.search.keys import document_keys, query_groups
from intranet.search.references import AttachmentReference, attachment_reference


def keys(text: str) -> set[str]:
    return set(document_keys(text).split())


def finds(question: str, document: str) -> bool:
    groups = query_groups(question)
    return bool(groups) and all(group & keys(document) for group in groups)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2/2017", "2/2017"),
        ("02/2017", "2/2017"),
        ("2 / 2017", "2/2017"),
        ("nr 2/2017", "2/2017"),
        ("Nr 2 z 2017 r.", "2/2017"),
        ("nr\u00a02 z 2017", "2/2017"),
        ("nr 2 z dnia 12 stycznia 2017 r.", "2/2017"),
        ("nr 2 z dnia 12.01.2017", "2/2017"),
        ("13A/2017", "13a/2017"),
        ("4396/VII/16", "4396/vii/16"),
        ("DU/2004/593", "du/2004/593"),
        ("Dz. U. z 2004 r. Nr 64, poz. 593", "du/2004/593"),
        ("Dz.U. z 2004 r. poz. 593", "du/2004/593"),
        ("Dz.U. 2004 poz. 593", "du/2004/593"),
        ("DzU 2004, poz. 593", "du/2004/593"),
        ("Dz.U.2004.64.593", "du/2004/593"),
        ("M.P. z 2009 r. poz. 84", "mp/2009/84"),
        ("MOPS-ZKW-093/31/XII/2016", "mops-zkw-93/31/xii/2016"),
        ("§ 5", "§5"),
        ("§5", "§5"),
        ("paragraf 5", "§5"),
        ("art. 68", "art68"),
        ("artykułu 68a", "art68a"),
        ("14 grudnia 2016 r.", "20161214"),
        ("14.12.2016", "20161214"),
        ("2016-12-14", "20161214"),
        ("3 wrzesnia 2016", "20160903"),
        ("30.000", "30000"),
        ("1 250 000", "1250000"),
    ],
)
def test_every_spelling_gives_the_same_key(text: str, key: str) -> None:
    assert key in keys(f"Zmienia się {text} w całości.")
    assert query_groups(text) == [frozenset({key})]


def test_a_range_of_sections_holds_those_between() -> None:
    assert {"§3", "§4", "§5"} <= keys("§§ 3–5")
    assert {"art68", "art69"} <= keys("art. 68-69")


def test_an_endless_range_is_not_written_out() -> None:
    assert "§500" not in keys("§§ 1–999")


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("2/2017", "zarządzenie nr 12/2017"),
        ("2/2017", "zarządzenie nr 2/20171"),
        ("13/2017", "zarządzenie nr 13a/2017"),
        ("§ 5", "5 osób"),
        ("§ 5", "§ 15"),
        ("art. 68", "68 dni"),
        ("14.12.2016", "14 osób, 12 umów, 2016 zł"),
        ("du/2004/593", "Dz.U. z 2014 r. poz. 593"),
    ],
)
def test_near_numbers_do_not_meet(question: str, document: str) -> None:
    assert not finds(question, document)


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("2/17", "zarządzenie nr 2/2017"),
        ("14/12", "zarządzenie nr 14/2012"),
        ("4396", "zarządzenie nr 4396/VII/16 Prezydenta"),
        ("2017", "nr 2/2017"),
        ("grudzień 2016", "14 grudnia 2016 r."),
        ("007", "pokój 7"),
        ("zarządzenie nr 2 z 2017 roku", "Zarządzenie nr 2/2017, 12 stycznia 2017 roku"),
    ],
)
def test_parts_and_short_years_meet(question: str, document: str) -> None:
    assert finds(question, document)


def test_an_impossible_date_is_three_numbers() -> None:
    assert query_groups("32.13.2017") == [frozenset({"32"}), frozenset({"13"}), frozenset({"2017"})]


def test_words_around_a_stroke_are_words() -> None:
    assert finds("umowa", "umowy/porozumienia")
    assert query_groups("i/lub") == []


@pytest.mark.parametrize(
    ("text", "number", "act"),
    [
        ("zał. 3", 3, ""),
        ("zal 3", 3, ""),
        ("Załącznik nr 12", 12, ""),
        ("załączniki nr 1", 1, ""),
        ("zał. nr 3 do 2/2017", 3, "2/2017"),
        ("załącznik nr 1 do zarządzenia nr 12a/2017", 1, "nr 12a/2017"),
        ("zalacznik 2 zarz. 4/16", 2, "4/16"),
        ("zał. 1 do okólnika 3 z 2017 r.", 1, "3 z 2017 r."),
        (" zał.3 ", 3, ""),
    ],
)
def test_a_typed_attachment_is_read(text: str, number: int, act: str) -> None:
    assert attachment_reference(text) == AttachmentReference(number, act)


@pytest.mark.parametrize(
    "text", ["", "zał.", "załącznik do 2/2017", "3", "założenia 3", "zał. 3/2017a/b/c", "2/2017"]
)
def test_what_is_no_attachment_is_not_read(text: str) -> None:
    found = attachment_reference(text)

    assert found is None or "/" in found.act
