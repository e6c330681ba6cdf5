import pytest

from deploy.demo.directory.dn import InvalidName, child, key, split


@pytest.mark.parametrize("text", ["ludzie", "ou=a,,dc=b", ",dc=b", "ou=a,", "=a,dc=b", "ou=a\\"])
def test_text_that_is_no_name_is_refused(text):
    with pytest.raises(InvalidName):
        key(text)


@pytest.mark.parametrize(
    "other",
    [
        "OU=i wpś,OU=DM,DC=Mops",
        "ou=I WPŚ , ou = DM ,dc=mops",
        "ou=I  WPŚ,ou=DM,dc=mops",
        "ou=I WPS\u0301,ou=DM,dc=mops",
        r"ou=I WP\C5\9A,ou=DM,dc=mops",
        r"ou=\49\20WPŚ,ou=DM,dc=mops",
    ],
    ids=["case", "spaces around", "spaces inside", "composed letter", "escaped bytes", "escaped ASCII"],
)
def test_names_written_differently_are_the_same(other):
    assert key(other) == key("ou=I WPŚ,ou=DM,dc=mops")


def test_letters_with_and_without_diacritics_are_different():
    assert key("cn=Łąka") != key("cn=Laka")


def test_the_root_of_everything_has_an_empty_name():
    assert key("") == ()


@pytest.mark.parametrize("value", ["a,b", "a+b", 'a"b', "a\\b", "#a", " a ", "a<b>c;d=e"])
def test_any_value_can_be_part_of_a_name(value):
    name = child("dc=mops", "cn", value)

    assert len(split(name)) == 2
    assert key(name)[1] == "dc=mops"


def test_an_escaped_comma_belongs_to_the_value():
    assert key(child("dc=mops", "cn", "Nowak, Anna")) == ("cn=nowak, anna", "dc=mops")
