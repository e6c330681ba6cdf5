from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone

from intranet.core.text import fold
from intranet.search.misses import MOST_KEPT, forget_misses, note_miss
from intranet.search.models import MissedQuestion
from intranet.search.tasks import forget_misses as forget_task
from intranet.search.teaching import settle_miss
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x",
        "???",
        "a" * 101,
        "jan.zmyslony@mops.example",
        "PESEL 44051401458",
        "sprawa 123456",
        "tel. 501 234 567",
        "61 1090 1014 0000",
    ],
)
def test_what_may_be_about_a_person_or_says_nothing_is_not_kept(text: str) -> None:
    note_miss(text)

    assert not MissedQuestion.objects.exists()


@pytest.mark.parametrize("text", ["becikowe", "zarządzenie 99/2017", "Dz.U. 2024 poz. 1283"])
def test_ordinary_questions_are_kept(text: str) -> None:
    note_miss(text)

    assert MissedQuestion.objects.get().text == text


def test_the_same_question_in_other_letters_is_counted_with_it() -> None:
    for text in ("Świadczenie  żłobkowe", "swiadczenie zlobkowe", "ŚWIADCZENIE\tŻŁOBKOWE"):
        note_miss(text)

    missed = MissedQuestion.objects.get()
    assert (missed.text, missed.times) == ("Świadczenie żłobkowe", 3)


def test_only_the_times_of_the_first_and_the_last_are_kept() -> None:
    with time_machine.travel(datetime(2026, 3, 2, 8, tzinfo=UTC), tick=False):
        note_miss("becikowe")
    with time_machine.travel(datetime(2026, 3, 9, 8, tzinfo=UTC), tick=False):
        note_miss("becikowe")

    missed = MissedQuestion.objects.get()
    assert (missed.first_at.day, missed.last_at.day) == (2, 9)


def test_nothing_tells_who_asked() -> None:
    assert {field.name for field in MissedQuestion._meta.get_fields()} == {
        "id", "folded", "text", "times", "first_at", "last_at", "settled_at",
    }  # fmt: skip


def test_a_settled_question_that_is_missed_again_waits_again() -> None:
    note_miss("becikowe")
    settle_miss(miss=MissedQuestion.objects.get(), by=UserFactory())
    assert not MissedQuestion.objects.waiting().exists()

    note_miss("becikowe")

    assert MissedQuestion.objects.waiting().exists()


def test_a_letter_that_becomes_two_does_not_overflow() -> None:
    note_miss("ß" * 100)

    assert len(MissedQuestion.objects.get().folded) == 100


def test_questions_are_forgotten_after_half_a_year() -> None:
    with time_machine.travel(datetime(2026, 1, 1, 8, tzinfo=UTC), tick=False):
        note_miss("dawne")
    with time_machine.travel(datetime(2026, 6, 1, 8, tzinfo=UTC), tick=False):
        note_miss("nowe")

    with time_machine.travel(datetime(2026, 7, 15, 8, tzinfo=UTC), tick=False):
        forget_task()
        forget_task()

    assert [missed.text for missed in MissedQuestion.objects.all()] == ["nowe"]


def test_only_the_newest_are_kept_whoever_asks_how_much() -> None:
    now = timezone.now()
    MissedQuestion.objects.bulk_create(
        MissedQuestion(folded=fold(f"pytanie {n}"), text=f"pytanie {n}", first_at=now, last_at=now)
        for n in range(MOST_KEPT + 3)
    )

    assert forget_misses() == 3
    assert not MissedQuestion.objects.filter(text="pytanie 0").exists()
