"""What the dry run says of bad tables: every problem by row and column, nothing written."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from intranet.core.dates import today
from intranet.orders.importing import checking
from intranet.orders.importing.table import TableUnreadable, open_table
from intranet.orders.models import (
    HeldNumber,
    JrwaClass,
    Order,
    OrderRelation,
    RegisterImport,
    RegisterSettings,
)
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderFactory
from tests.intranet.orders.import_samples import GOOD, book, checked, problems_of, remarks_of, row

pytestmark = pytest.mark.django_db


def test_good_row_is_new_and_nothing_is_written():
    found = checked(book(GOOD))

    assert (found.state, problems_of(found), remarks_of(found)) == ("CHECKED", [], [])
    assert found.counts["new_orders"] == 1
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("data podpisania", "31.02.2015", "no_such_day"),
        ("data podpisania", "wczoraj", "not_a_date"),
        ("data podpisania", 2015, "not_a_date"),
        ("data podpisania", None, "required"),
        ("data podpisania", "12.01.0215", "year_out_of_range"),
        ("numer", "bez numeru", "not_a_number"),
        ("numer", "0/2015", "number_zero"),
        ("numer", None, "required"),
        ("numer", datetime(2015, 5, 1), "number_as_date"),
        ("numer", "5/2016", "year_of_another"),
        ("rodzaj", "zarzondzenie", "unknown_kind"),
        ("w sprawie", "x" * 1001, "too_long"),
        ("w sprawie", "=A1", "formula"),
        ("w sprawie", None, "required"),
        ("wykonawca", "x" * 301, "too_long"),
        ("komórka", "Wydział Nieistniejący", "unknown_unit"),
        ("widoczność", "WXYZ", "unknown_unit"),
        ("klasa JRWA", "9999", "unknown_class"),
        ("obowiązuje do", "01.01.2015", "ends_before_start"),
        ("zmienia", "siedem", "relation_unreadable"),
        ("zmienia", "99/2014", "target_unknown"),
        ("uchyla", "99/2014 (byle co)", "fragment_unreadable"),
        ("prostuje", "5/2015", "target_itself"),
        ("pliki", "skan.pdf", "files_without_source"),
        ("pliki", "zał. 0: a.pdf", "file_entry_unreadable"),
        ("pliki", "zał. 1: a.pdf | Tytuł | obrazek", "unknown_role"),
        ("stan", "zagubiony", "unknown_state"),
        ("powód", None, None),
    ],
)
def test_every_bad_cell_is_told_by_its_column(column, value, code):
    found = checked(book(GOOD | {column: value}))

    expected = [(2, column, code)] if code else []
    assert problems_of(found) == expected
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    "written",
    [
        "02.03.2015",
        "2.3.2015 r.",
        "2015-03-02",
        "2 marca 2015 r.",
        "02/03/2015",
        datetime(2015, 3, 2, 10, 30),
        42065,
    ],
)
def test_dates_are_read_however_they_are_written(written):
    found = checked(book(row(data_podpisania=written)))

    assert problems_of(found) == []
    assert found.preview[0]["signed_on"] == "02.03.2015"


def test_year_of_two_digits_is_read_and_remarked_on():
    found = checked(book(row(data_podpisania="02.03.15", numer="5/15")))

    assert found.preview[0]["signed_on"] == "02.03.2015"
    assert remarks_of(found) == [(2, "data podpisania", "short_year")]


@pytest.mark.parametrize("written", ["13a/2015", "13 a/2015", "13A/15", "nr 13a/2015", "13a z 2015 r."])
def test_numbers_are_read_however_they_are_written(written):
    assert checked(book(row(numer=written))).preview[0]["number"] == "13a/2015"


def test_day_of_signing_in_the_future_is_refused():
    day = today().replace(year=today().year + 1, day=1)

    assert problems_of(checked(book(row(data_podpisania=day, numer=f"1/{day.year}")))) == [
        (2, "data podpisania", "signed_in_future")
    ]


def test_order_before_the_institution_existed_is_refused():
    RegisterSettings.objects.create(pk=1, issuer="Dyrektor", established_on=date(2000, 1, 1))

    assert problems_of(checked(book(row(obowiązuje_od="31.12.1999")))) == [
        (2, "obowiązuje od", "before_institution")
    ]


def test_all_problems_of_all_rows_are_listed_at_once():
    bad = row(numer="x", data_podpisania="y", w_sprawie=None)

    found = checked(book(bad, GOOD, bad))

    assert [(place, column) for place, column, _ in problems_of(found)] == [
        (number, column) for number in (2, 4) for column in ("numer", "data podpisania", "w sprawie")
    ]
    assert found.counts["bad_rows"] == 2


def test_problem_names_the_letter_the_value_and_the_row():
    found = checked(book(row(data_podpisania="31.02.2015")))

    problem = found.problems.get()
    assert (problem.row, problem.letter, problem.value) == (2, "C", "31.02.2015")


def test_same_number_twice_in_the_table_is_refused_whatever_its_writing():
    found = checked(book(row(numer="13a/2015"), row(numer="13 A/15"), row(numer="13b/2015")))

    assert problems_of(found) == [(3, "numer", "doubled")]


def test_number_with_other_content_in_the_register_is_refused():
    OrderFactory(number=5, year=2015, subject="czegoś innego")

    found = checked(book(GOOD))

    assert problems_of(found) == [(2, "numer", "other_content")]
    assert "w sprawie" in found.problems.get().message


@pytest.mark.parametrize("state", ["RESERVED", "ANNULLED"])
def test_order_cannot_take_a_held_number(state):
    HeldNumber.objects.create(kind="ORDER", year=2015, number=5, state=state, reason="pomyłka")

    assert problems_of(checked(book(GOOD))) == [(2, "numer", f"number_{state.lower()}")]


HELD = {"rodzaj": "zarządzenie", "numer": "6/2015", "stan": "anulowany", "powód": "błędnie nadany"}


def test_held_number_needs_a_reason_and_a_number_of_ours():
    external = HELD | {"rodzaj": "akt zewnętrzny", "numer": "6/VI/15"}

    without = HELD | {"powód": None}

    assert problems_of(checked(book(without, headers=[*GOOD, "stan", "powód"]))) == [(2, "powód", "required")]
    assert problems_of(checked(book(external, headers=[*GOOD, "stan", "powód"]))) == [
        (2, "stan", "held_external")
    ]


def test_held_number_that_an_order_bears_is_refused():
    OrderFactory(number=6, year=2015)

    found = checked(book(HELD, headers=[*GOOD, "stan", "powód"]))

    assert problems_of(found) == [(2, "numer", "number_taken")]


def test_circle_through_several_acts_is_refused_once():
    rows = [row(numer=f"{n}/2015", uchyla=f"{n % 3 + 1}/2015") for n in (1, 2, 3)]

    found = checked(book(*rows))

    assert [code for _, _, code in problems_of(found)] == ["circle"]


def test_same_relation_twice_is_refused():
    OrderFactory(number=1, year=2014)

    found = checked(book(row(zmienia="1/2014 (§ 3); 1/14 (par. 3)", co_zmieniono="limit")))

    assert problems_of(found) == [(2, "zmienia", "target_twice")]


def test_target_is_looked_for_in_the_table_and_in_the_register_by_kind():
    OrderFactory(number=1, year=2014)
    OrderFactory(number=1, year=2014, kind=Order.Kind.CIRCULAR)
    OrderFactory(number=7, year=2014, kind=Order.Kind.CIRCULAR)
    rows = [
        row(numer="1/2015"),
        row(numer="2/2015", uchyla="1/2015; 1/2014; okólnik nr 1/2014; 7/2014"),
    ]

    found = checked(book(*rows))

    assert (problems_of(found), found.counts["relations"]) == ([], 4)


def test_old_contradictions_are_only_remarked_on():
    OrderFactory(number=1, year=2014)
    rows = [
        row(numer="1/2015", data_podpisania="01.02.2015", uchyla="1/2014"),
        row(numer="2/2015", data_podpisania="01.03.2015", zmienia="1/2014 (§ 1); 3/2015"),
        row(numer="3/2015", data_podpisania="01.04.2015"),
    ]

    found = checked(book(*rows))

    assert problems_of(found) == []
    assert {code for _, _, code in remarks_of(found)} == {
        "no_change_summary",
        "target_repealed",
        "target_later",
    }


def test_past_unit_is_found_by_name_and_day():
    OrgUnitFactory(symbol="ST", name="Dział Pomocy", valid_to=date(2016, 1, 1))
    new = OrgUnitFactory(symbol="NW", name="Dział Pomocy", valid_from=date(2016, 1, 2))

    assert problems_of(checked(book(row(komórka="dział pomocy")))) == []
    assert problems_of(checked(book(row(komórka=new.symbol.lower())))) == []


def test_misspelt_unit_gets_a_hint():
    OrgUnitFactory(name="Wydział Organizacyjny")

    found = checked(book(row(komórka="Wydzial Organizacyjy")))

    assert problems_of(found) == [(2, "komórka", "unknown_unit_near")]
    assert "Wydział Organizacyjny" in found.problems.get().message


def test_leading_zero_of_a_class_lost_by_the_spreadsheet_is_given_back():
    JrwaClass.objects.create(symbol="0120", title="Regulaminy")

    assert problems_of(checked(book(row(klasa_JRWA=120)))) == []


def test_columns_missing_doubled_and_unknown_are_told():
    missing = checked(book({"numer": "1/2015", "rodzaj": "okólnik", "w sprawie": "x"}))
    doubled = checked(book(GOOD, headers=[*GOOD, "nr", "uwagi"]))

    assert [code for _, _, code in problems_of(missing)] == ["column_missing"]
    assert [code for _, _, code in problems_of(doubled)] == ["column_doubled"]
    assert [code for _, _, code in remarks_of(doubled)] == ["column_unknown"]


def test_table_without_headings_or_rows_is_told():
    assert problems_of(checked(book({"a": 1, "b": 2}))) == [(None, "", "no_headings")]
    assert problems_of(checked(book(headers=list(GOOD)))) == [(None, "", "no_rows")]


def test_example_row_is_left_out():
    found = checked(book(row(rodzaj="PRZYKŁAD: zarządzenie"), GOOD))

    assert (found.counts["rows"], remarks_of(found)) == (1, [(2, "", "example_left_out")])


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(checking, "MOST_ROWS", 3)

    found = checked(book(*(row(numer=f"{n}/2015") for n in range(1, 6))))

    assert problems_of(found) == [(5, "", "too_many_rows")]


@pytest.mark.parametrize(
    ("encoding", "sign"), [("utf-8-sig", ";"), ("cp1250", ";"), ("utf-8", ","), ("cp1250", ",")]
)
def test_csv_is_read_in_any_usual_encoding_and_with_any_usual_sign(encoding, sign):
    text = StringIO()
    writer = csv.writer(text, delimiter=sign)
    writer.writerow(GOOD)
    writer.writerow([str(value) for value in GOOD.values()])

    found = checked(text.getvalue().encode(encoding), name="Rejestr.csv")

    assert problems_of(found) == []
    assert found.preview[0]["subject"] == "zasad zastępstw"


def test_csv_formula_is_refused_and_rows_are_lines_of_the_file():
    lines = 'rodzaj;numer;data podpisania;w sprawie;treść\n"zarządzenie";1/2015;02.03.2015;a;"x\ny"\n'
    lines += "zarządzenie;2/2015;02.03.2015;=1+1;x\n"

    found = checked(lines.encode(), name="Rejestr.csv")

    assert problems_of(found) == [(4, "w sprawie", "formula")]


def test_damaged_and_hostile_workbooks_are_told_not_raised():
    hostile = BytesIO()
    with ZipFile(BytesIO(book(GOOD))) as good, ZipFile(hostile, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content.split(b"?>", 1)[-1].replace(
                    b"5/2015", b"&a;"
                )
            bad.writestr(name, content)

    for content in (b"PK\x03\x04 nothing", hostile.getvalue()):
        with pytest.raises(TableUnreadable), open_table(BytesIO(content), "xlsx") as table:
            list(table.rows)


def test_same_table_again_is_skipped_and_a_changed_one_refused():
    order = OrderFactory(
        number=5, signed_on=date(2015, 3, 2), subject="zasad zastępstw", text=GOOD["treść"], issuer="Dyrektor"
    )

    same, changed = checked(book(GOOD)), checked(book(row(uchyla="1/2014")))

    assert (same.counts["same_orders"], same.counts["new_orders"], problems_of(same)) == (1, 0, [])
    assert not same.may_be_confirmed
    assert problems_of(changed) == [(2, "uchyla", "target_unknown")]
    assert Order.objects.get() == order


def test_relation_added_to_a_registered_order_is_other_content():
    OrderFactory(
        number=5, signed_on=date(2015, 3, 2), subject="zasad zastępstw", text=GOOD["treść"], issuer="Dyrektor"
    )
    OrderFactory(number=1, year=2014)

    assert problems_of(checked(book(row(uchyla="1/2014")))) == [(2, "numer", "other_content")]
    assert not OrderRelation.objects.exists()


def test_checking_asks_as_many_questions_for_many_rows_as_for_few(django_assert_max_num_queries):
    tables = [
        book(*(row(numer=f"{n}/2015", uchyla=f"{n - 1}/2015" if n > 1 else None) for n in range(1, m)))
        for m in (4, 200)
    ]

    for table in tables:
        with django_assert_max_num_queries(60):
            assert checked(table).state == RegisterImport.State.CHECKED
