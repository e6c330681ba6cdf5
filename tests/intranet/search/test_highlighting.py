from time import process_time

import pytest

from intranet.search.highlighting import EXCERPT_LENGTH, Highlighter
from intranet.search.keys import ask


def highlighter(question: str) -> Highlighter:
    return Highlighter(ask(question))


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("umowa", "Wzór umowy.", "Wzór <mark>umowy</mark>."),
        ("zamowien", "ZAMÓWIENIA!", "<mark>ZAMÓWIENIA</mark>!"),
        ("2/2017", "nr\u00a02/2017 r.", "nr\u00a0<mark>2/2017</mark>\u00a0r."),
        ("prawne", "umów cywilno-prawnych", "umów <mark>cywilno-prawnych</mark>"),
        ("pies", "Wzór umowy.", "Wzór umowy."),
        ("w i na", "w i na", "w\u00a0i\u00a0na"),
        ("umowa", "", ""),
    ],
)
def test_words_are_marked_in_whatever_form(question: str, text: str, marked: str) -> None:
    assert highlighter(question).whole(text) == marked


def test_markup_of_the_text_is_escaped_around_and_inside_a_mark() -> None:
    shown = highlighter("umowa script").whole("<script>umowa</script> & \"'")

    assert "<script" not in shown
    assert shown.count("<mark>") == 3
    assert shown.endswith("&gt; &amp; &quot;&#x27;")


def test_beginnings_are_marked_when_they_were_asked_for() -> None:
    question = ask("antykorup").by_beginnings()

    assert Highlighter(question).whole("antykorupcyjna") == "<mark>antykorupcyjna</mark>"


def test_an_excerpt_lies_around_the_first_wanted_word() -> None:
    text = "początek " * 100 + "wzór umowy zlecenia " + "koniec " * 100

    excerpt = highlighter("umowa").excerpt(text)

    assert "wzór <mark>umowy</mark> zlecenia" in excerpt
    assert excerpt.startswith("… początek")
    assert excerpt.endswith("koniec …")
    assert len(excerpt) < EXCERPT_LENGTH + 40


def test_an_excerpt_without_a_wanted_word_is_the_beginning() -> None:
    assert highlighter("umowa").excerpt("Zasady zastępstw. " * 100).startswith("Zasady zastępstw. Zasady")


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    assert highlighter("umowa").excerpt("Wzór\n\n  umowy\t.") == "Wzór <mark>umowy</mark> ."
    assert highlighter("umowa").excerpt("") == ""


def test_an_endless_word_is_cut() -> None:
    assert len(highlighter("umowa").excerpt("ź" * 5_000)) < EXCERPT_LENGTH + 20


@pytest.mark.parametrize("asked", ["umowa", "umow", "ŹRÓDŁO", "zrodlo", "4/2016", "art. 15"])
def test_a_word_deep_in_a_long_text_is_found(asked: str) -> None:
    text = "Zwykłe słowa. " * 10_000 + " Umowy ze źródła, 4/2016, art. 15. " + "dalej " * 1_000

    assert "<mark>" in highlighter(asked).excerpt(text)


def test_a_form_that_begins_otherwise_is_found_near_the_beginning() -> None:
    assert "<mark>ludzie</mark>" in highlighter("człowiek").excerpt("Tacy są ludzie. " * 3)


def test_an_excerpt_of_a_very_long_text_is_quick() -> None:
    text = "Zażółć gęślą jaźń umowną. " * 40_000
    started = process_time()

    highlighter("hipopotam").excerpt(text)

    assert process_time() - started < 0.25
