from collections.abc import Callable
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from intranet.accounts.models import User
from intranet.directory.models import OrgUnit
from intranet.search import finding
from intranet.search.finding import Findings, exact_hits, find, results_of
from intranet.search.indexing import index_objects
from intranet.search.keys import ask
from intranet.search.narrowing import Narrowing
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.intranet.search.conftest import SECRET
from tests.intranet.search.test_hostile_questions import HOSTILE

MakeNote = Callable[..., OrgUnit]


@pytest.fixture
def reader(db: None) -> User:
    user: User = UserFactory()
    return user


def found_by(text: str, reader: User, **options: object) -> Findings:
    return find(ask(text), reader, source_keys=["notatki"], **options)


def titles(text: str, reader: User, **options: object) -> list[str]:
    return [result.title for _, result in results_of(found_by(text, reader, **options).hits, reader)]


def test_what_a_person_may_not_see_is_neither_found_nor_counted(note: MakeNote, reader: User) -> None:
    note("umowa jawna")
    note("umowa tajna", secret=True)

    findings = found_by("umowa", reader)

    assert [result.title for _, result in results_of(findings.hits, reader)] == ["umowa jawna"]
    assert findings.counts() == {"notatki": 1}


def test_a_secret_number_is_not_betrayed_by_an_exact_hit(note: MakeNote, reader: User) -> None:
    note("umowa", symbol="7/2017", secret=True)

    assert exact_hits(ask("7/2017"), reader, source_keys=["notatki"]) == []


def test_hidden_hits_between_do_not_shorten_the_list(
    note: MakeNote, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_HITS", 3)
    for number in range(40):
        note(f"umowa {number}", on=date(2017, 1, 1) + timedelta(number), secret=number % 10 != 0)

    assert titles("umowa", reader) == ["umowa 30", "umowa 20", "umowa 10"]
    assert not found_by("umowa", reader).is_complete


def test_every_word_must_be_there(note: MakeNote, reader: User) -> None:
    note("umowa o pracę")
    note("umowa zlecenia")

    assert titles("prace umowy", reader) == ["umowa o pracę"]


def test_titles_come_before_texts_and_newer_before_older(note: MakeNote, reader: User) -> None:
    note("stara umowa", on=date(2010, 5, 1))
    note("nowa umowa", on=date(2016, 5, 1))
    note("nowsza notatka", "treść umowy", on=date(2020, 5, 1))
    note("starsza notatka", "treść umowy", on=date(2019, 5, 1))
    note("notatka bez daty", "treść umowy")

    assert titles("umowa", reader) == [
        "nowa umowa",
        "stara umowa",
        "nowsza notatka",
        "starsza notatka",
        "notatka bez daty",
    ]


def test_words_may_be_divided_between_title_and_text(note: MakeNote, reader: User) -> None:
    note("umowa", "z audytorem")

    assert titles("umowa audytor", reader) == ["umowa"]


def test_days_narrow(note: MakeNote, reader: User) -> None:
    for day in (date(2016, 12, 31), date(2017, 1, 1), date(2017, 12, 31), date(2018, 1, 1)):
        note(f"umowa z {day}", on=day)
    note("umowa bez daty")

    assert titles("umowa", reader, narrowing=Narrowing(first_day=2017_01_01, last_day=2017_12_31)) == [
        "umowa z 2017-12-31",
        "umowa z 2017-01-01",
    ]


def test_a_number_is_found_exactly(note: MakeNote, reader: User) -> None:
    note("pierwsza", "zmienia zarządzenie nr 2/2017")
    note("druga", "zmienia zarządzenie nr 12/2017")

    assert titles("nr 2 z 2017 r.", reader) == ["pierwsza"]


def test_an_exact_number_is_the_sources_own(note: MakeNote, reader: User) -> None:
    unit = note("umowa", symbol="2/2017")

    for question in ("2/2017", "umowa nr 02 z 2017 r."):
        assert exact_hits(ask(question), reader, source_keys=["notatki"]) == [("notatki", unit.pk)]
    assert exact_hits(ask("2/2017"), reader, source_keys=["inne"]) == []


def test_more_than_a_hundred_are_not_counted_out(note: MakeNote, reader: User) -> None:
    OrgUnit.objects.bulk_create(
        OrgUnitFactory.build(name=f"umowa {number}", symbol=f"U{number}") for number in range(101)
    )
    index_objects(OrgUnit.objects.filter(symbol__startswith="U"))

    findings = found_by("umowa", reader)

    assert len(findings.hits) == 100
    assert not findings.is_complete


def test_exactly_a_hundred_are_complete(note: MakeNote, reader: User) -> None:
    OrgUnit.objects.bulk_create(
        OrgUnitFactory.build(name=f"umowa {number}", symbol=f"U{number}") for number in range(100)
    )
    index_objects(OrgUnit.objects.filter(symbol__startswith="U"))

    findings = found_by("umowa", reader)

    assert len(findings.hits) == 100
    assert findings.is_complete


@pytest.mark.parametrize("number", [2, 20, 100])
def test_the_number_of_queries_does_not_grow(
    note: MakeNote, reader: User, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    OrgUnit.objects.bulk_create(
        OrgUnitFactory.build(name=f"umowa {i}", symbol=f"U{i}") for i in range(number)
    )
    index_objects(OrgUnit.objects.filter(symbol__startswith="U"))

    with django_assert_num_queries(3):
        assert len(found_by("umowa", reader).hits) == number


def test_a_person_who_may_see_nothing_gets_nothing_after_a_few_reads(
    note: MakeNote,
    reader: User,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(finding, "MOST_HITS", 10)
    OrgUnit.objects.bulk_create(
        OrgUnitFactory.build(name=f"umowa {i}", symbol=f"U{i}", type=SECRET) for i in range(500)
    )
    index_objects(OrgUnit.objects.filter(symbol__startswith="U"))

    with django_assert_max_num_queries(16):
        assert found_by("umowa", reader) == Findings()


def test_the_beginning_of_a_word_finds_on_purpose(note: MakeNote, reader: User) -> None:
    note("polityka antykorupcyjna")

    assert titles("antykorup", reader) == []
    assert len(find(ask("antykorup").by_beginnings(), reader, source_keys=["notatki"]).hits) == 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_questions_get_an_answer(note: MakeNote, reader: User, text: str) -> None:
    note("umowa", text.replace("\0", "").replace("\ud800", "")[:200])

    found_by(text, reader)
    find(ask(text).by_beginnings(), reader, source_keys=["notatki"])


def test_entries_of_an_app_that_was_taken_away_are_passed_over(note: MakeNote, reader: User) -> None:
    note("umowa")

    assert find(ask("umowa"), reader, source_keys=["dawne"]) == Findings()
