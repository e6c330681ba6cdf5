from datetime import date

import pytest
from django.db import IntegrityError, transaction

from intranet.core.models import AuditEntry
from intranet.legal import services
from intranet.legal.demo import ACTS, load_legal
from intranet.legal.designations import Place
from intranet.legal.journals import Journal
from intranet.legal.matching import known_acts
from intranet.legal.models import LegalAct
from intranet.legal.references import suggest_references
from intranet.legal.services import (
    ActAlreadyThere,
    ActChangedMeanwhile,
    ActDetails,
    ActNeedsTitle,
    BadPlace,
    LegalBasisRow,
    cite_acts,
    correct_act,
    get_or_create_act,
)
from intranet.orders.demo.content import load_demo_orders
from tests.factories.accounts import UserFactory
from tests.factories.legal import LegalActFactory

pytestmark = pytest.mark.django_db
PLACE = Place(Journal.DU, 2004, 64, 593)
DETAILS = ActDetails(title="Ustawa z dnia 12 marca 2004 r. o pomocy społecznej")


# --- Refusals ---


@pytest.mark.parametrize(
    "fields",
    [
        {"journal": "XX"},
        {"kind": "XX"},
        {"force": "XX"},
        {"year": None},
        {"year": 1917},
        {"position": None},
        {"position": 0},
        {"number": 5},
        {"journal_name": "MF"},
        {"designation": "statut"},
        {"title": ""},
        {"short_name": ""},
        {"repealed_on": date(2020, 1, 1)},
        {"journal": "OFFICIAL"},
        {"journal": "OTHER"},
        {"journal": "OTHER", "designation": "statut"},
    ],
)
def test_the_database_refuses_an_impossible_act(fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalActFactory(**fields)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"year": 2004, "position": 593, "number": 64}, {"year": 2004, "position": 593}),
        (
            {"official": True, "position": 5, "journal_name": "MF"},
            {"official": True, "position": 5, "journal_name": "mf"},
        ),
        (
            {"elsewhere": True, "designation": "Statut Łódź"},
            {"elsewhere": True, "designation": "statut łódź"},
        ),
    ],
)
def test_a_place_is_taken_once(first: dict[str, object], second: dict[str, object]) -> None:
    LegalActFactory(**first)

    with pytest.raises(IntegrityError), transaction.atomic():
        LegalActFactory(**second)


def test_a_place_with_problems_is_refused() -> None:
    with pytest.raises(BadPlace) as refusal:
        get_or_create_act(place=Place(Journal.DU, 2016, 64, 593), details=DETAILS, by=None)

    assert set(refusal.value.problems) == {"number"}
    assert not LegalAct.objects.exists()


def test_a_new_act_needs_a_title() -> None:
    with pytest.raises(ActNeedsTitle):
        get_or_create_act(place=PLACE, details=ActDetails(title="  "), by=None)


def test_correction_to_a_taken_place_is_refused() -> None:
    act, other = LegalActFactory(), LegalActFactory(year=2004, position=593)

    with pytest.raises(ActAlreadyThere) as refusal:
        correct_act(act=act, place=PLACE, details=DETAILS, stamp=act.stamp, by=UserFactory())

    assert refusal.value.act == other


def test_correction_begun_before_anothers_is_refused() -> None:
    act, user = LegalActFactory(), UserFactory()
    stamp = act.stamp
    correct_act(
        act=act, place=act.place, details=ActDetails(title="Ustawa o czym innym"), stamp=stamp, by=user
    )

    with pytest.raises(ActChangedMeanwhile) as refusal:
        correct_act(act=act, place=act.place, details=DETAILS, stamp=stamp, by=user)

    assert refusal.value.saved.title == "Ustawa o czym innym"


# --- Writing ---


def test_a_new_act_gets_what_its_title_tells_and_is_recorded() -> None:
    user = UserFactory()

    act, is_new = get_or_create_act(place=PLACE, details=DETAILS, by=user)

    assert is_new
    assert (act.short_name, act.kind, act.enacted_on) == (
        "ustawa o pomocy społecznej",
        LegalAct.Kind.STATUTE,
        date(2004, 3, 12),
    )
    entry = AuditEntry.objects.about(act).get()
    assert (entry.action, entry.actor_id, entry.details) == (
        "legal.create_act",
        str(user.pk),
        {"place": "Dz.U. z 2004 r. Nr 64, poz. 593"},
    )


def test_an_act_already_there_is_returned_unchanged() -> None:
    known = LegalActFactory(year=2004, position=593, title="Ustawa o czymś")

    act, is_new = get_or_create_act(place=PLACE, details=DETAILS, by=None)

    assert (act, is_new, act.title) == (known, False, "Ustawa o czymś")
    assert not AuditEntry.objects.about(act).exists()


def test_two_who_enter_one_act_at_once_get_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def entered_meanwhile(act: LegalAct, place: Place, details: ActDetails) -> None:
        LegalActFactory(year=2004, position=593)
        fill(act, place, details)

    fill = services._fill
    monkeypatch.setattr(services, "_fill", entered_meanwhile)

    _, is_new = get_or_create_act(place=PLACE, details=DETAILS, by=None)

    assert not is_new
    assert LegalAct.objects.count() == 1


def test_correction_records_what_stood_there_before() -> None:
    act = LegalActFactory(year=2004, position=594, title="Ustawa z błędem", short_name="ustawa")

    correct_act(act=act, place=PLACE, details=DETAILS, stamp=act.stamp, by=UserFactory())

    act.refresh_from_db()
    assert (act.number, act.position, act.title) == (64, 593, DETAILS.title)
    before = AuditEntry.objects.about(act).get().details["before"]
    assert before["position"] == "594"
    assert before["title"] == "Ustawa z błędem"


def test_correction_that_changes_nothing_is_not_recorded() -> None:
    act, _ = get_or_create_act(place=PLACE, details=DETAILS, by=None)

    correct_act(act=act, place=PLACE, details=DETAILS, stamp=act.stamp, by=UserFactory())

    assert AuditEntry.objects.about(act).count() == 1


def test_cited_acts_are_entered_once() -> None:
    known = LegalActFactory()
    rows = [
        LegalBasisRow(act=known, provision="art. 5"),
        LegalBasisRow(place=PLACE, details=DETAILS, provision="art. 6"),
        LegalBasisRow(place=PLACE, provision="art. 7"),
    ]

    cited = cite_acts(rows=rows, by=UserFactory())

    assert [(one.act.position, one.provision) for one in cited] == [
        (known.position, "art. 5"),
        (593, "art. 6"),
        (593, "art. 7"),
    ]
    assert LegalAct.objects.count() == 2


# --- Reading ---


@pytest.mark.parametrize(
    ("force", "repealed_on", "is_repealed"),
    [
        ("UNKNOWN", None, False),
        ("IN_FORCE", None, False),
        ("REPEALED", None, True),
        ("REPEALED", date(2020, 1, 1), True),
        ("REPEALED", date(2999, 1, 1), False),
    ],
)
def test_repeal_counts_from_its_day(force: str, repealed_on: date | None, is_repealed: bool) -> None:
    assert LegalActFactory(force=force, repealed_on=repealed_on).is_repealed is is_repealed


def test_other_texts_of_an_act_have_its_day_and_title() -> None:
    day = date(2004, 3, 12)
    act = LegalActFactory(year=2004, enacted_on=day)
    newer, newest = LegalActFactory(year=2021, enacted_on=day), LegalActFactory(year=2023, enacted_on=day)
    LegalActFactory(enacted_on=day, title="Ustawa o czym innym")
    LegalActFactory(enacted_on=None)

    assert list(LegalAct.objects.texts_of_same_act(act)) == [newest, newer]


def test_known_acts_are_found_by_place_or_by_name_with_one_query(django_assert_num_queries) -> None:
    old = LegalActFactory(year=2004, position=593)
    new = LegalActFactory(year=2023, position=901)
    text = (
        "art. 5 ustawy o pomocy społecznej (Dz.U. z 2004 r. Nr 64, poz. 593) oraz art. 6 ustawy o pomocy społecznej, "
        "art. 7 ustawy o czymś (Dz.U. z 2020 r. poz. 1)"
    )
    parsed = [reference.act for reference in suggest_references(text)]

    with django_assert_num_queries(1):
        assert known_acts(parsed) == [old, new, None]


def test_demo_acts_load_twice_without_doubles() -> None:
    load_legal()
    load_legal()

    assert LegalAct.objects.count() == len(ACTS)


def test_demo_acts_hold_every_act_that_demo_orders_cite() -> None:
    load_legal()

    for order in load_demo_orders(date(2026, 11, 20)):
        parsed = [reference.act for reference in suggest_references(order.legal_basis)]
        unknown = {act.title for act, known in zip(parsed, known_acts(parsed), strict=True) if known is None}
        # An annex to an order of the register itself is no act of law.
        assert unknown <= {"Regulamin powoływania i pracy Komisji Przetargowej"}


def test_a_title_that_is_only_a_day_is_its_own_short_name() -> None:
    act, _ = get_or_create_act(
        place=Place(Journal.DU, 2004, None, 593), details=ActDetails(title="z dnia 12 marca 2004 r."), by=None
    )

    assert act.short_name == "z dnia 12 marca 2004 r."
