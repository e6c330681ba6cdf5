import pytest

from deploy.demo.directory import ber
from deploy.demo.directory.ber import BerError, Element, decode, encode, encode_integer


@pytest.mark.parametrize(
    "data",
    [
        b"\x04",
        b"\x04\x05abc",
        b"\x04\x80abc\x00\x00",
        b"\x04\x82\x01",
        b"\x04\x85\x00\x00\x00\x00\x01a",
        b"\x04\x84\xff\xff\xff\xff",
        b"\x1f\x81\x01\x00",
    ],
    ids=["no length", "cut short", "indefinite", "length cut", "length of five bytes", "huge", "long tag"],
)
def test_malformed_bytes_are_refused(data):
    with pytest.raises(BerError):
        decode(data)


@pytest.mark.parametrize("size", [0, 1, 127, 128, 255, 256, 65535, 65536])
def test_content_of_any_length_comes_back(size):
    content = b"x" * size

    assert decode(encode(ber.OCTET_STRING, content)) == [Element(ber.OCTET_STRING, content)]


@pytest.mark.parametrize("number", [0, 1, 127, 128, 255, 256, 2**31 - 1])
def test_numbers_come_back(number):
    (element,) = decode(encode_integer(number))

    assert element.natural == number


def test_a_negative_number_is_not_natural():
    element = Element(ber.INTEGER, b"\xff")

    with pytest.raises(BerError):
        _ = element.natural


def test_a_number_without_bytes_is_refused():
    with pytest.raises(BerError):
        _ = Element(ber.INTEGER, b"").integer


def test_text_that_is_not_utf_8_is_refused():
    with pytest.raises(BerError):
        _ = Element(ber.OCTET_STRING, b"\xff").text


def test_another_tag_than_expected_is_refused():
    with pytest.raises(BerError, match="0x30"):
        Element(ber.OCTET_STRING, b"").expect(ber.SEQUENCE)
