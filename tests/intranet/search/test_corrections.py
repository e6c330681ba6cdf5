from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from intranet.accounts.models import User
from intranet.directory.models import OrgUnit
from intranet.search.corrections import did_you_mean
from intranet.search.keys import ask
from intranet.search.models import Vocabulary
from intranet.search.tasks import make_vocabulary
from intranet.search.vocabulary import forget_words, words
from tests.factories.accounts import UserFactory

MakeNote = Callable[..., OrgUnit]


@pytest.fixture
def reader(db: None) -> User:
    forget_words()
    user: User = UserFactory()
    return user


def proposal(text: str, reader: User) -> str | None:
    return did_you_mean(ask(text), reader)


def test_a_word_of_a_secret_text_is_never_proposed(reader: User, note: MakeNote) -> None:
    note("plan restrukturyzacji", "wygaszenie placówki", secret=True)
    note("plan urlopów")
    make_vocabulary()

    for typed in ("restrukturyzcja", "wygaszenei", "plan restrukturyzcji", "restrukturyzacij"):
        assert proposal(typed, reader) is None, typed


def test_a_secret_word_does_not_hide_a_permitted_one(reader: User, note: MakeNote) -> None:
    note("tajne wygaszenie", secret=True)
    note("wykaszanie trawników")
    make_vocabulary()

    assert proposal("wygaszanei", reader) in (None, "wykaszanie")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zamowienai", "zamówienia"),
        ("zammówienia", "zamówienia"),
        ("zamwienia", "zamówienia"),
        ("yamówienia", "zamówienia"),
        ("publicyne", "publiczne"),
        ("zamówienai publicyne", "zamówienia publiczne"),
        ("ZAMOWIENAI", "ZAMÓWIENIA"),
        ("Zamowienai", "Zamówienia"),
        ("pżetarg", "przetarg"),
        ("oskeiwicz", "Óskiewicz"),
    ],
)
def test_slips_are_understood(reader: User, note: MakeNote, typed: str, meant: str) -> None:
    note("zamówienia publiczne", "przetarg, Óskiewicz, źródła")
    make_vocabulary()

    assert proposal(typed, reader) == meant


@pytest.mark.parametrize("typed", ["zamówieniami", "zamowieniami", "2/2017", "xyz", "", "w na", "qqqqqqqqqq"])
def test_what_is_right_or_like_nothing_is_left_alone(reader: User, note: MakeNote, typed: str) -> None:
    note("zamówienia publiczne")
    make_vocabulary()

    assert proposal(typed, reader) is None


def test_a_correction_that_finds_nothing_together_is_not_proposed(reader: User, note: MakeNote) -> None:
    note("zamówienia publiczne")
    note("urlop")
    make_vocabulary()

    assert proposal("urlop zamowienai", reader) is None


def test_more_than_three_slips_are_beyond_help(reader: User, note: MakeNote) -> None:
    note("zamówienia publiczne komisja przetarg")
    make_vocabulary()

    assert proposal("zamowienai publicyne komisaj przetrag", reader) is None


def test_without_a_vocabulary_nothing_is_proposed(reader: User, note: MakeNote) -> None:
    note("zamówienia")

    assert proposal("zamowienai", reader) is None


def test_a_new_vocabulary_replaces_the_old_one(reader: User, note: MakeNote) -> None:
    unit = note("umowa")
    make_vocabulary()
    unit.name = "porozumienie"
    unit.save()
    make_vocabulary()
    make_vocabulary()

    assert Vocabulary.objects.get().size == 1
    assert words().get("umowa") is None
    assert words().get("porozumienie") is not None


def test_the_vocabulary_has_neither_numbers_nor_addresses(reader: User, note: MakeNote) -> None:
    note("Umowa 123/2017", "kontakt pisz.do.nas@mops.example, RODO")
    make_vocabulary()

    assert Vocabulary.objects.get().size == 3
    assert [words().get(folded).written for folded in ("umowa", "kontakt", "rodo")] == [
        "umowa",
        "kontakt",
        "RODO",
    ]


def test_a_correct_question_costs_a_query_a_word(
    reader: User, note: MakeNote, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    note("zamówienia publiczne")
    make_vocabulary()
    words()

    with django_assert_max_num_queries(2):
        proposal("zamówienia publiczne", reader)
