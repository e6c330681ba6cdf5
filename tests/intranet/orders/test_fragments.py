import random

import pytest

from intranet.orders.fragments import FragmentNotUnderstood, normalise_fragment


@pytest.mark.parametrize(
    "text",
    [
        "§",
        "3",
        "§ 3 i",
        "§ 3 -",
        "opłaty",
        "§ 3 opłaty",
        "§ 3 § 4",
        "ust. 1 § 2",
        "wzór umowy",
        "§ 12345",
        "i § 3",
        "<script>",
        "§ 3; DROP TABLE",
        "🙂",
    ],
)
def test_words_that_name_no_part_are_refused(text: str) -> None:
    with pytest.raises(FragmentNotUnderstood):
        normalise_fragment(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("§3", "§ 3"),
        ("par.2 ustęp 1 pkt. 3 oraz §5", "§ 2 ust. 1 pkt 3 oraz § 5"),
        ("§ 2 ust. 1 pkt 3 i § 5", "§ 2 ust. 1 pkt 3 i § 5"),
        ("§ 2 ust.1", "§ 2 ust. 1"),
        ("§§ 3-5", "§ 3–5"),
        ("§ 3 do 5", "§ 3–5"),
        ("§ 7A", "§ 7a"),
        ("§ 1 lit. a i b", "§ 1 lit. a i b"),
        ("§ 1 lit. i", "§ 1 lit. i"),
        ("§ 2, a także § 3", "§ 2 oraz § 3"),
        ("rozdział ii", "rozdział II"),
        ("§ 2 pkt 1 tiret drugie", "§ 2 pkt 1 tiret drugie"),
        ("zał. nr 1", "załącznik nr 1"),
        ("Zał.1", "załącznik nr 1"),
        ("załącznik", "załącznik"),
        ("zal. nr 2", "załącznik nr 2"),
        ("zał. nr 1 i 2", "załącznik nr 1 i 2"),
        ("zał. nr 1 § 3", "załącznik nr 1: § 3"),
        ("§ 3 ust. 2 załącznika nr 1", "załącznik nr 1: § 3 ust. 2"),
        ("załącznik nr 1: § 4 ust. 1 i 2, § 7", "załącznik nr 1: § 4 ust. 1 i 2, § 7"),
        ("  §  3 \n ust. 2 ", "§ 3 ust. 2"),
    ],
)
def test_part_is_written_one_way(text: str, written: str) -> None:
    assert normalise_fragment(text) == written


@pytest.mark.parametrize("text", ["", "   ", "w całości", "całość", "całe zarządzenie"])
def test_whole_act_has_no_part(text: str) -> None:
    assert normalise_fragment(text) == ""


@pytest.mark.parametrize("seed", range(20))
def test_any_words_are_read_or_refused_and_what_is_written_stays(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  (a test)
    pieces = [
        "§",
        "ust.",
        "pkt",
        "lit.",
        "zał. nr",
        "1",
        "12a",
        "b",
        "i",
        ",",
        ":",
        "oraz",
        "–",
        "x",
        " ",
        "ż",
    ]

    for _ in range(100):
        text = " ".join(dice.choices(pieces, k=dice.randint(1, 8)))
        try:
            written = normalise_fragment(text)
        except FragmentNotUnderstood:
            continue
        assert normalise_fragment(written) == written


@pytest.mark.parametrize("between", [", ", " i ", " oraz ", ","])
def test_lists_of_parts_are_read(between: str) -> None:
    text = between.join(["§ 1", "§ 2 ust. 3", "§ 4 ust. 1 pkt 2", "załącznik nr 5"])

    written = normalise_fragment(text)

    assert (written.count("§"), written.count("ust."), written.count("załącznik nr")) == (3, 2, 1)
