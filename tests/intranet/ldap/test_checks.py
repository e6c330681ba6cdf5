"""Production does not start with directory settings that are incomplete or unsafe."""

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from intranet.core.startup import STARTUP_TAG
from tests.servers.certificates import Authority

SOUND = {
    "IS_PRODUCTION": True,
    "LDAP_SERVERS": ["ldaps://dc1.mops.example"],
    "LDAP_BIND_DN": "cn=intranet,dc=mops",
    "LDAP_BIND_PASSWORD": "x",
    "LDAP_PEOPLE_BASE": "ou=ludzie",
    "LDAP_UNITS_BASE": "ou=jednostki",
    "LDAP_GROUPS_BASE": "ou=grupy",
}


def found(changes: dict[str, Any]) -> list[str | None]:
    with override_settings(**SOUND | changes):
        problems = run_checks(tags=[STARTUP_TAG])
    return [problem.id for problem in problems if problem.id and problem.id.startswith("ldap.")]


@pytest.mark.parametrize(
    "changes",
    [
        {"LDAP_SERVERS": []},
        {"LDAP_SERVERS": ["ldap://dc1.mops.example"], "LDAP_START_TLS": False},
        {"LDAP_BIND_PASSWORD": ""},
        {"LDAP_SCHEMA": "novell"},
    ],
)
def test_unusable_settings_stop_production(authority: Authority, changes: dict[str, Any]) -> None:
    assert found({"LDAP_CA_FILE": str(authority.ca_file)} | changes) == ["ldap.E001"]


def test_no_ca_file_stops_production() -> None:
    assert found({"LDAP_CA_FILE": ""}) == ["ldap.E001"]


def test_missing_ca_file_stops_production(tmp_path: Path) -> None:
    assert found({"LDAP_CA_FILE": str(tmp_path / "ca.pem")}) == ["ldap.E002"]


def test_nothing_is_demanded_outside_production() -> None:
    assert found({"IS_PRODUCTION": False, "LDAP_SERVERS": [], "LDAP_CA_FILE": ""}) == []


def test_sound_settings_start(authority: Authority) -> None:
    assert found({"LDAP_CA_FILE": str(authority.ca_file)}) == []
