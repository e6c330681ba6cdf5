import pytest

from intranet.orders.numbers import OrderNumber, parse_number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2017",
        "polityka",
        "2/2017/3",
        "4396/VII/16",
        "12 dni",
        "2 z 3",
        "0x2/2017",
        "٢/2017x",
        "9999999/2017",
        "a/2017",
    ],
)
def test_what_is_no_number_of_ours_is_left_to_words(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2/2017", OrderNumber(2, "", 2017)),
        (" nr 2/2017 ", OrderNumber(2, "", 2017)),
        ("Nr 13a/2017", OrderNumber(13, "a", 2017)),
        ("13A/2017", OrderNumber(13, "a", 2017)),
        ("2/17", OrderNumber(2, "", 2017)),
        ("14/98", OrderNumber(14, "", 1998)),
        ("2 z 2017", OrderNumber(2, "", 2017)),
        ("2 z 2017 r.", OrderNumber(2, "", 2017)),
        ("2 / 2017", OrderNumber(2, "", 2017)),
    ],
)
def test_number_is_read_as_people_write_it(text: str, number: OrderNumber) -> None:
    assert parse_number(text) == number
