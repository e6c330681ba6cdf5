"""Names of entries that are written in more than one way."""

import pytest

from intranet.ldap.dn import dn_key, parent_dn


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uid=anna,ou=ludzie,dc=mops", "UID=Anna, OU=Ludzie , dc=MOPS"),
        ("cn=Żółć Łucja,dc=mops", "CN=żółć  łucja,DC=mops"),
        ("cn=Łucja,dc=mops", "cn=\\C5\\81ucja,dc=mops"),
        ("cn=Łucja,dc=mops", "cn=\\c5\\81ucja,dc=mops"),
        ("cn=Nowak\\, Jan,dc=mops", "cn=Nowak\\2C Jan,dc=mops"),
        ("cn=a\\+b,dc=mops", "cn=a\\2bb,dc=mops"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert dn_key(one) == dn_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uid=anna,dc=mops", "uid=hanna,dc=mops"),
        ("cn=Nowak\\, ou=x,dc=mops", "cn=Nowak, ou=x,dc=mops"),
        ("uid=anna,ou=a,dc=mops", "uid=anna,dc=mops"),
        ("uid=anna,dc=mops", "cn=anna,dc=mops"),
    ],
)
def test_two_names_have_two_keys(one: str, other: str) -> None:
    assert dn_key(one) != dn_key(other)


@pytest.mark.parametrize(
    ("dn", "parent"),
    [
        ("ou=KO-1,ou=KO,dc=mops", "ou=KO,dc=mops"),
        ("ou=a\\, b, ou=KO,dc=mops", "ou=KO,dc=mops"),
        ("ou=a\\2Cb,ou=KO", "ou=KO"),
        ("dc=mops", ""),
        ("", ""),
    ],
)
def test_parent_is_one_level_up(dn: str, parent: str) -> None:
    assert parent_dn(dn) == parent
