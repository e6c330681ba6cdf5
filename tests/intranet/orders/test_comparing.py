from intranet.orders.comparing import Mark, compare_contents, compare_texts
from intranet.orders.merging import fingerprint, merge


def marked(before: str, after: str) -> list[list[tuple[str, str]]]:
    return [
        [(piece.mark.value, piece.text) for piece in line.pieces] for line in compare_texts(before, after)
    ]


def test_one_changed_word_is_marked_alone() -> None:
    assert marked("§ 1. Termin wynosi 7 dni.", "§ 1. Termin wynosi 14 dni.") == [
        [("kept", "§ 1. Termin wynosi "), ("removed", "7"), ("added", "14"), ("kept", " dni.")]
    ]


def test_rewritten_paragraph_is_replaced_whole() -> None:
    assert marked("Zarządzenie wchodzi w życie.", "Traci moc uchwała nr 5.") == [
        [("removed", "Zarządzenie wchodzi w życie.")],
        [("added", "Traci moc uchwała nr 5.")],
    ]


def test_added_and_removed_paragraphs_leave_the_others_kept() -> None:
    lines = compare_texts("jeden\ndwa\ntrzy", "jeden\ntrzy\ncztery")

    assert [line.is_kept for line in lines] == [True, False, True, False]


def test_both_texts_can_be_read_back_from_the_differences() -> None:
    before, after = "a b c\nd e\nf", "a x c\nf\ng h"

    lines = compare_texts(before, after)

    def text_without(mark: Mark) -> str:
        kept = ["".join(piece.text for piece in line.pieces if piece.mark != mark) for line in lines]
        return "\n".join(text for text in kept if text)

    assert (text_without(Mark.ADDED), text_without(Mark.REMOVED)) == (before, after)


def test_items_of_lists_are_compared_one_by_one() -> None:
    before = {"subject": "x", "attachments": [{"number": 1, "title": "Polityka", "sha256": "aa"}]}
    after = {"subject": "x", "attachments": [{"number": 1, "title": "Polityka", "sha256": "bb"}]}

    changes = compare_contents(before, after)

    assert [change.field for change in changes] == ["attachments"]


def opened(**values: str) -> dict[str, str]:
    return {name: fingerprint(value) for name, value in values.items()}


def test_fields_changed_by_one_person_each_are_merged() -> None:
    result = merge(
        opened=opened(subject="a", text="b"),
        mine={"subject": "moje", "text": "b"},
        saved={"subject": "a", "text": "cudze"},
    )

    assert result.merged == {"subject": "moje", "text": "cudze"}
    assert (result.theirs, result.conflicts) == ({"text": "cudze"}, {})


def test_field_changed_by_both_keeps_mine_and_shows_theirs() -> None:
    result = merge(opened=opened(text="b"), mine={"text": "moje"}, saved={"text": "cudze"})

    assert result.merged == {"text": "moje"}
    assert result.conflicts == {"text": "cudze"}


def test_same_change_by_both_is_no_conflict() -> None:
    result = merge(opened=opened(text="b"), mine={"text": "nowe\r\n"}, saved={"text": "nowe"})

    assert not result.conflicts


def test_form_without_fingerprints_loses_nothing() -> None:
    result = merge(opened={}, mine={"text": "moje"}, saved={"text": "cudze"})

    assert result.conflicts == {"text": "cudze"}


def test_one_sentence_of_a_very_long_paragraph_is_marked_by_words_in_no_time() -> None:
    sentences = [f"Pracownik nr {number} prowadzi sprawę nr {number} w dziale." for number in range(3000)]
    before = " ".join(sentences)

    (line,) = compare_texts(before, before.replace("sprawę nr 1500 ", "teczkę nr 1500 "))

    assert [(p.mark, p.text) for p in line.pieces if p.mark != Mark.KEPT] == [
        (Mark.REMOVED, "sprawę"),
        (Mark.ADDED, "teczkę"),
    ]


def test_long_paragraph_without_sentences_is_replaced_whole_in_no_time() -> None:
    before, after = "słowo " * 20_000, "słowo " * 19_999 + "koniec"

    (line,) = compare_texts(before, after)

    assert [(p.mark, p.text) for p in line.pieces] == [(Mark.REMOVED, before), (Mark.ADDED, after)]


def test_paragraphs_among_many_empty_lines_are_compared_in_no_time() -> None:
    paragraphs = [f"§ {number}. Przepis o sprawie nr {number}." for number in range(5000)]

    lines = compare_texts("\n\n".join(paragraphs), "\n\n".join([*paragraphs[:2500], *paragraphs[2501:]]))

    assert ["".join(p.text for p in line.pieces) for line in lines if not line.is_kept] in (
        ["§ 2500. Przepis o sprawie nr 2500.", ""],
        ["", "§ 2500. Przepis o sprawie nr 2500."],
    )
