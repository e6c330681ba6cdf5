from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from intranet.accounts.models import User
from intranet.core.models import AuditEntry
from intranet.directory.models import OrgUnit
from intranet.search.finding import find, results_of
from intranet.search.keys import ask
from intranet.search.models import SynonymGroup
from intranet.search.synonyms import MOST_CLAUSES, forget_synonyms, usual_groups, widen
from intranet.search.teaching import delete_synonyms, save_synonyms
from tests.factories.accounts import UserFactory

MakeNote = Callable[..., OrgUnit]


@pytest.fixture
def reader(db: None) -> User:
    user: User = UserFactory()
    return user


def teach(*phrases: str, one_way: bool = False) -> SynonymGroup:
    direction = SynonymGroup.Direction.ONE_WAY if one_way else SynonymGroup.Direction.BOTH
    group = SynonymGroup.objects.create(phrases="\n".join(phrases), direction=direction)
    forget_synonyms()
    return group


def titles(text: str, reader: User) -> set[str]:
    hits = find(widen(ask(text)), reader, source_keys=["notatki"]).hits
    return {result.title for _source, result in results_of(hits, reader)}


def test_a_question_without_synonyms_stays_as_it_is(db: None) -> None:
    question = ask("obieg umów")

    assert widen(question) is question


def test_synonyms_find_each_other_in_any_form(reader: User, note: MakeNote) -> None:
    note("zasiłek celowy")
    note("zapomoga celowa")
    note("nagroda celowa")
    teach("zasiłek", "zapomoga")

    assert titles("zasiłki", reader) == titles("zapomogi", reader) == {"zasiłek celowy", "zapomoga celowa"}


def test_the_other_words_of_the_question_still_count(reader: User, note: MakeNote) -> None:
    note("zapomoga celowa")
    note("zapomoga okresowa")
    teach("zasiłek", "zapomoga")

    assert titles("zasiłek celowy", reader) == {"zapomoga celowa"}


def test_one_way_synonyms_work_from_the_first_only(reader: User, note: MakeNote) -> None:
    note("pojazd")
    note("samochód")
    teach("pojazd", "samochód", one_way=True)

    assert titles("pojazdy", reader) == {"pojazd", "samochód"}
    assert titles("samochody", reader) == {"samochód"}


def test_a_phrase_is_found_by_an_abbreviation_and_the_other_way_round(reader: User, note: MakeNote) -> None:
    note("dom pogodnej starości")
    note("dom dla pogodnych")
    note("regulamin DPS-2")
    teach("DPST", "dom pogodnej starości")
    note("DPST")

    assert titles("dpst", reader) == {"dom pogodnej starości", "DPST"}
    assert titles("domu pogodnej starości", reader) == {"dom pogodnej starości", "DPST"}


def test_the_widened_question_names_what_it_asks_for_besides(db: None) -> None:
    teach("zasiłek", "zapomoga")

    assert widen(ask("zasiłki")).also == ("zapomoga",)
    assert widen(ask("umowa")).also == ()


def test_many_long_phrases_do_not_make_a_question_endless(db: None) -> None:
    teach("pies", *(f"słowo{n}a inne{n}b trzecie{n}c czwarte{n}d" for n in range(10)))

    widened = widen(ask("pies"))

    assert 0 < len(widened.also) < 10
    assert len(widened.groups) <= MOST_CLAUSES


def test_a_word_that_phrases_share_is_asked_for_once(db: None) -> None:
    teach("reset kluczyka", "nowy kluczyk", "zgubiony kluczyk", "zapasowy kluczyk")

    assert len(widen(ask("reset kluczyka")).groups) == 2


def test_groups_with_a_common_word_both_count(db: None) -> None:
    teach("zasiłek", "zapomoga")
    teach("zasiłek", "świadczenie")

    assert set(widen(ask("zasiłek")).also) == {"zapomoga", "świadczenie"}


def test_the_longest_phrase_comes_before_its_parts(db: None) -> None:
    teach("karta", "formularzyk")
    teach("karta parkingowa", "identyfikator")

    assert widen(ask("karta parkingowa")).also == ("identyfikator",)


def test_synonyms_are_read_once_in_half_a_minute(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    forget_synonyms()

    with django_assert_num_queries(1):
        widen(ask("zasiłek"))
        widen(ask("umowa"))


def test_the_built_in_ones_work_without_any_row(reader: User, note: MakeNote) -> None:
    note("jednolity rzeczowy wykaz akt")

    assert titles("jrwa", reader) == {"jednolity rzeczowy wykaz akt"}


def test_every_built_in_phrase_asks_for_something() -> None:
    for group in usual_groups():
        assert len(group) >= 2
        assert all(ask(phrase).groups for phrase in group), group


def test_a_change_is_audited_and_used_at_once(
    reader: User, note: MakeNote, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    note("zapomoga")
    titles("zasiłek", reader)

    with django_capture_on_commit_callbacks(execute=True):
        group = save_synonyms(group=SynonymGroup(phrases="zasiłek\nzapomoga"), by=reader)

    assert titles("zasiłek", reader) == {"zapomoga"}
    assert group.changed_by == reader
    assert AuditEntry.objects.filter(action="search.add_synonyms", object_id=str(group.pk)).exists()


def test_deleted_synonyms_are_forgotten(
    reader: User, note: MakeNote, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    note("zapomoga")
    group = teach("zasiłek", "zapomoga")

    with django_capture_on_commit_callbacks(execute=True):
        delete_synonyms(group=group, by=reader)

    assert titles("zasiłek", reader) == set()
    assert AuditEntry.objects.filter(action="search.delete_synonyms").exists()
