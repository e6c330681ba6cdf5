"""Rows in which an order or a practice says what law it rests on."""

import pytest

from intranet.legal.basis_forms import LegalBasisFormSet, initial_of_rows, initial_read_from
from intranet.legal.models import LegalAct
from intranet.legal.services import cite_acts
from tests.factories.accounts import UserFactory
from tests.factories.legal import LegalActFactory

pytestmark = pytest.mark.django_db
NEW_ACT = {
    "new_journal": "DU",
    "new_year": "2004",
    "new_number": "64",
    "new_position": "593",
    "new_title": "Ustawa z dnia 12 marca 2004 r. o pomocy społecznej",
}


def rows_of(*rows: dict[str, object]) -> LegalBasisFormSet:
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    for place, row in enumerate(rows):
        data |= {f"form-{place}-{name}": str(value) for name, value in row.items()}
    return LegalBasisFormSet(data)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"provision": "art. 5"}, "act"),
        ({"act": "999"}, "act"),
        ({"act": "abc"}, "act"),
        ({**NEW_ACT, "provision": "gdzieś w ustawie"}, "provision"),
        ({**NEW_ACT, "new_title": ""}, "new_title"),
        ({**NEW_ACT, "new_year": ""}, "new_year"),
        ({**NEW_ACT, "new_year": "2016"}, "new_number"),
        ({**NEW_ACT, "new_position": "x"}, "new_position"),
        ({**NEW_ACT, "new_journal": "OFFICIAL"}, "new_journal_name"),
        ({**NEW_ACT, "new_journal": "XX"}, "new_journal"),
        ({"new_journal": "OTHER", "new_title": "Statut"}, "new_designation"),
    ],
)
def test_bad_row_is_refused_at_its_field(row: dict[str, object], field: str) -> None:
    rows = rows_of(row)

    assert not rows.is_valid()
    assert field in rows.forms[0].errors


def test_a_chosen_and_a_described_act_in_one_row_are_refused() -> None:
    rows = rows_of({**NEW_ACT, "act": LegalActFactory().pk})

    assert not rows.is_valid()
    assert "act" in rows.forms[0].errors


def test_the_same_provision_twice_is_refused() -> None:
    act = LegalActFactory(year=2004, position=593)

    rows = rows_of({"act": act.pk, "provision": "art 5"}, {**NEW_ACT, "provision": "art. 5"})

    assert not rows.is_valid()
    assert rows.non_form_errors()


def test_too_many_rows_are_refused() -> None:
    assert not rows_of(*[{}] * 40).is_valid()


def test_chosen_and_new_acts_are_cited_and_empty_rows_left_out() -> None:
    known = LegalActFactory()
    rows = rows_of({"act": known.pk, "provision": "art 5 ust 1"}, {"new_journal": "DU"}, {**NEW_ACT})

    assert rows.is_valid(), rows.errors
    cited = cite_acts(rows=rows.rows, by=UserFactory())

    assert [(one.act.position, one.provision) for one in cited] == [
        (known.position, "art. 5 ust. 1"),
        (593, ""),
    ]
    assert LegalAct.objects.get(position=593, year=2004).short_name == "ustawa o pomocy społecznej"


def test_a_row_marked_to_be_taken_away_is_not_cited() -> None:
    rows = rows_of({"act": LegalActFactory().pk, "DELETE": "on"})

    assert rows.is_valid()
    assert rows.rows == []


def test_a_described_act_that_is_known_needs_no_title() -> None:
    act = LegalActFactory(year=2004, position=593)

    rows = rows_of({**NEW_ACT, "new_title": ""})

    assert rows.is_valid(), rows.errors
    assert rows.rows[0].act == act


def test_rows_read_from_a_text_choose_known_acts_and_describe_others() -> None:
    known = LegalActFactory(year=2023, position=901)

    rows = initial_read_from(
        "art. 5 ustawy z dnia 12 marca 2004 r. o pomocy społecznej (Dz.U. z 2023 r. poz. 901) oraz art. 6 ustawy "
        "z dnia 1 lutego 2019 r. o czymś (Dz.U. z 2019 r. poz. 7)"
    )

    assert rows[0] == {"act": known.pk, "provision": "art. 5"}
    assert (rows[1]["new_year"], rows[1]["new_position"], rows[1]["provision"]) == (2019, 7, "art. 6")
    assert rows[1]["new_title"] == "Ustawa z dnia 1 lutego 2019 r. o czymś"


def test_rows_of_what_is_cited_already_begin_with_it() -> None:
    act = LegalActFactory()

    assert initial_of_rows([(act, "art. 5")]) == [{"act": act.pk, "provision": "art. 5"}]


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_of_acts_is_read_once_for_all_rows(number: int, django_assert_num_queries) -> None:
    LegalActFactory.create_batch(5)

    with django_assert_num_queries(1):
        rows = LegalBasisFormSet(initial=[{}] * number)
        [form.as_p() for form in rows.forms]
