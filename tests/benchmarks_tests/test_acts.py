import itertools

import pytest

from tests.benchmarks.acts import RARE_EVERY, SKIPPED_EVERY, acts
from tests.benchmarks.client import WrongAnswer
from tests.benchmarks.recall import QUESTIONS, missed, wrong
from tests.benchmarks.wording import (
    BEGUN_COMMON,
    COMMON_STEM,
    RARE_STEM,
    RARE_TITLE_STEM,
    SECOND_STEM,
    TITLE_WORD,
    vocabulary,
)

COUNT = 400


def test_acts_are_the_same_each_time() -> None:
    assert list(itertools.islice(acts(COUNT), 5)) == list(itertools.islice(acts(COUNT), 5))


def test_no_two_acts_of_a_year_bear_one_number_and_some_numbers_are_skipped() -> None:
    written = list(acts(COUNT * 5))

    numbers = [act.full_number for act in written]
    assert len(set(numbers)) == len(numbers)
    assert {act.number % SKIPPED_EVERY for act in written} == set(range(1, SKIPPED_EVERY))


@pytest.mark.parametrize("stem", [COMMON_STEM, SECOND_STEM, RARE_STEM, RARE_TITLE_STEM])
def test_no_word_of_the_vocabulary_begins_like_one_planted_on_purpose(stem: str) -> None:
    assert not [word for word in vocabulary() if word.startswith(stem)]


def test_nine_acts_in_ten_have_the_common_word_and_one_in_four_hundred_the_rare_one() -> None:
    texts = [act.text for act in acts(COUNT)]

    assert sum(COMMON_STEM in text for text in texts) == COUNT * 9 // 10
    assert sum(RARE_STEM in text for text in texts) == 1 + COUNT // RARE_EVERY


def test_attachments_are_as_long_as_short_regulations_and_half_of_them_are_called_so() -> None:
    attachments = [each for act in acts(50) for each in act.attachments]

    assert all(100 <= len(each.text.split()) <= 170 for each in attachments)
    called = [each for each in attachments if each.title.startswith(TITLE_WORD)]
    assert len(called) == len(attachments) // 2
    assert TITLE_WORD.lower().startswith(BEGUN_COMMON)


def test_what_is_missed_and_what_is_wrong_are_per_cents() -> None:
    assert missed({1, 2, 3, 4}, {1, 9}) == 75
    assert wrong({1, 2, 3, 4}, {1, 9}) == 50
    assert wrong({1}, set()) == 0


def test_question_that_nothing_can_answer_proves_nothing() -> None:
    with pytest.raises(WrongAnswer):
        missed(set(), {1})


@pytest.mark.parametrize("name", QUESTIONS)
def test_word_is_asked_for_in_a_form_that_not_every_text_has(name: str) -> None:
    question = QUESTIONS[name]

    with_word = [act.text for act in acts(COUNT) if question.stem in act.text]

    assert with_word
    assert any(question.asked not in text.split() for text in with_word)
