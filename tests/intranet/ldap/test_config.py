"""Settings of the directory that cannot work are named before anybody is asked for a password."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import LdapConfig, ServerAddress, config_from_settings
from intranet.ldap.errors import DirectoryMisconfigured

ConfigMaker = Callable[..., LdapConfig]
SERVER = "ldap://127.0.0.1:389"


@pytest.mark.parametrize(
    "url",
    ["", "dc1.mops.example", "http://dc1", "ldap://", "ldap://dc1:port", "ldap://dc1:99999", "ldapi:///x"],
)
def test_address_that_is_not_one_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=".*"):
        ServerAddress.parse(url)


@pytest.mark.parametrize(
    ("url", "host", "port", "use_tls"),
    [
        ("ldap://dc1.mops.example", "dc1.mops.example", 389, False),
        ("ldaps://dc1.mops.example", "dc1.mops.example", 636, True),
        (" ldap://127.0.0.1:3389/ ", "127.0.0.1", 3389, False),
        ("LDAPS://[::1]:6636", "::1", 6636, True),
    ],
)
def test_address_is_read(url: str, host: str, port: int, use_tls: bool) -> None:
    address = ServerAddress.parse(url)

    assert (address.host, address.port, address.use_tls) == (host, port, use_tls)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"servers": ()}, "servers"),
        ({"ca_file": ""}, "ca_file"),
        ({"bind_dn": ""}, "bind_dn"),
        ({"bind_password": ""}, "bind_password"),
        ({"people_base": ""}, "people_base"),
        ({"schema": "novell"}, "novell"),
        ({"servers": ("http://dc1",)}, "http://dc1"),
        ({"start_tls": False}, "without TLS"),
        ({"deadline": 0}, "time limit"),
        ({"page_size": 0}, "page size"),
    ],
)
def test_unusable_setting_is_named_and_nobody_is_asked(
    make_config: ConfigMaker, changes: dict[str, Any], named: str
) -> None:
    config = dataclasses.replace(make_config(SERVER), **changes)

    with pytest.raises(DirectoryMisconfigured, match=named):
        DirectoryClient(config).ping()


def test_tls_from_the_first_byte_needs_no_starttls(make_config: ConfigMaker) -> None:
    assert make_config("ldaps://127.0.0.1", start_tls=False).problems() == ()


def test_password_of_the_service_account_is_not_shown(make_config: ConfigMaker) -> None:
    config = make_config(SERVER, bind_password="nie-pokazuj")

    assert "nie-pokazuj" not in repr(config)


@pytest.mark.parametrize("content", [None, b"", b"not a certificate"])
def test_ca_file_that_cannot_be_used_is_named(
    make_config: ConfigMaker, tmp_path: Path, content: bytes | None
) -> None:
    ca_file = tmp_path / "ca.pem"
    if content is not None:
        ca_file.write_bytes(content)

    with pytest.raises(DirectoryMisconfigured, match=r"ca\.pem"):
        DirectoryClient(make_config(SERVER, ca_file=str(ca_file))).ping()


@override_settings(
    LDAP_SERVERS=["ldaps://dc1.mops.example", "ldaps://dc2.mops.example"],
    LDAP_CA_FILE=Path("/etc/ssl/ca.pem"),
    LDAP_SCHEMA="active_directory",
    LDAP_PEOPLE_BASE="ou=ludzie",
    LDAP_DEADLINE=7.5,
)
def test_configuration_is_read_from_settings() -> None:
    config = config_from_settings()

    assert config.servers == ("ldaps://dc1.mops.example", "ldaps://dc2.mops.example")
    assert config.ca_file == "/etc/ssl/ca.pem"
    assert (config.schema, config.people_base, config.deadline) == ("active_directory", "ou=ludzie", 7.5)
