import pytest

from intranet.core.text import NBSP, bind_short_words, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Źdźbło Łąki", "zdzblo laki"),
        ("ŻÓŁĆ", "zolc"),
        ("Ćwik Łąka Łukasik Ślusarz", "cwik laka lukasik slusarz"),
        ("Świątek Źrebiec Żak Óskiewicz", "swiatek zrebiec zak oskiewicz"),
        ("Müller-Żak", "muller-zak"),
        ("", ""),
    ],
)
def test_folding_leaves_no_diacritics(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("praca w domu", "praca w~domu"),
        ("a w domu", "a~w~domu"),
        ("w § 3 ust. 2 pkt 1", "w~§~3 ust.~2 pkt~1"),
        ("art. 68 ustawy", "art.~68 ustawy"),
        ("zarządzenie nr 2/2017", "zarządzenie nr~2/2017"),
        ("Dz.U. z 2024 r. poz. 1283", "Dz.U. z~2024~r. poz.~1283"),
        ("Z dnia", "Z~dnia"),
        ("ow dzień", "ow dzień"),
    ],
)
def test_short_words_stay_with_what_follows(text: str, bound: str) -> None:
    assert bind_short_words(text) == bound.replace("~", NBSP)
