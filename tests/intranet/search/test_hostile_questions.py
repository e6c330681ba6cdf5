"""Whatever somebody types or pastes: an answer without an error, in bounded time."""

import threading
import time

import pytest

from intranet.search import words
from intranet.search.keys import LONGEST_TEXT, MOST_GROUPS, ask, document_keys

HOSTILE = {
    "nothing": "",
    "blanks": " \t\n\u00a0\u3000",
    "NUL": "\0",
    "NUL inside": "umo\0wa",
    "operators": '" AND OR NOT * ( ) ^ : - + NEAR',
    "FTS5 syntax": 'NEAR("a" "b", 5) {keys}: x* ^y "',
    "tsquery syntax": "a & !b | 'c':*A <-> \\",
    "SQL": "'; DROP TABLE search_searchentry; --",
    "emoji": "😀👩‍👩‍👧 🇵🇱",
    "right to left": "\u202eenilno\u202c שלום مرحبا",
    "marks": "a" + "\u0301" * 500,
    "lone surrogate": "\ud800",
    "only stop words": "w i na oraz z",
    "200 characters": "ź" * 200,
    "10,000 characters": "a" * 10_000,
    "10,000 characters of words": "niepelnosprawnosciami zolc " * 400,
    "strokes": "1/" * 5_000,
    "hyphens": "ao-" * 3_000,
    "sections": "§ 1–2 " * 2_000,
    "journals": "Dz.U. z 2004 r. Nr 1, poz. " * 300,
    "percent": "%s %(x)s {} {0}",
    "Arabic digits": "١٢/٢٠١٧ §٣",
    "superscripts": "m² 2²/2017 ½",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_text_becomes_a_short_question(text: str) -> None:
    question = ask(text)

    assert len(question.groups) <= MOST_GROUPS
    assert all(group and "" not in group for group in question.groups)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_key_holds_what_the_databases_would_read_as_syntax(text: str) -> None:
    keys = {key for group in ask(text).groups for key in group} | set(document_keys(text).split(" "))

    assert not any(set(key) & set("\0\"'\\*:&|!()<> \n\t") for key in keys)


def test_unknown_words_cannot_be_made_to_try_every_spelling() -> None:
    assert not list(words._variants("zlzlzlzlzlzlzlzl"))
    assert len(list(words._variants("niepelnosprawnosciami"))) < words.MOST_VARIANTS


@pytest.mark.parametrize(
    "pattern", ["a/", "1 ", "1.", "ao-", "dz.u. z 2004 r. nr ", "nr 1 z dnia 1 ", "§ 1-", "a"]
)
def test_time_grows_with_the_length_of_a_text_only(pattern: str) -> None:
    def seconds(length: int) -> float:
        text = (pattern * length)[:length]
        started = time.process_time()
        document_keys(text)
        return time.process_time() - started

    short, long = min(seconds(20_000) for _ in range(3)), seconds(200_000)

    # Ten times the text; a square law would take a hundred times as long.
    assert long < 40 * short + 0.05


def test_only_the_first_million_characters_are_filed() -> None:
    assert document_keys("a " * LONGEST_TEXT + " koniec") == ""


def test_threads_share_the_dictionary() -> None:
    expected = words.asked_keys.__wrapped__("zarzadzenia")
    wrong: list[frozenset[str]] = []

    def ask_often() -> None:
        for number in range(150):
            words.word_keys.__wrapped__(f"zarządzeniami{number}")
            if (keys := words.asked_keys.__wrapped__("zarzadzenia")) != expected:
                wrong.append(keys)

    threads = [threading.Thread(target=ask_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not wrong
