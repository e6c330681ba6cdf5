"""Production settings refuse to start unsafely: run for real, in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.integration  # a process of its own per case

ROOT = Path(__file__).resolve().parents[3]
GOOD = {
    "DJANGO_SETTINGS_MODULE": "intranet.settings.production",
    "SECRET_KEY": "q7Zc1vXw9Lr3Tn5Bk8Hs2Jd6Fg4Mp0Yt-Ua_EoWiRxQzVbNlKjHg",
    "ALLOWED_HOSTS": "intranet.mops.example",
    "BASE_URL": "https://intranet.mops.example",
    "DATABASE_URL": "postgresql://intranet@127.0.0.1:9/intranet",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "LDAP_SERVERS": "ldaps://dc1.mops.example",
    "LDAP_BIND_DN": "cn=intranet,dc=mops,dc=example",
    "LDAP_BIND_PASSWORD": "Haslo-uslugi-1",
    "LDAP_PEOPLE_BASE": "ou=ludzie,dc=mops,dc=example",
    "LDAP_UNITS_BASE": "ou=jednostki,dc=mops,dc=example",
    "LDAP_GROUPS_BASE": "ou=grupy,dc=mops,dc=example",
}


@pytest.fixture(scope="module")
def ca_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from deploy.demo.directory.certificates import make_certificates

    return make_certificates(tmp_path_factory.mktemp("ca")).ca


def start(environment: dict[str, str | None]) -> subprocess.CompletedProcess[str]:
    """Import the web server's entry as gunicorn does."""
    return subprocess.run(
        [sys.executable, "-c", "import intranet.wsgi"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            **{key: value for key, value in environment.items() if value is not None},
        },
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SECRET_KEY": "change-me" * 10}, "core.E001"),
        ({"SECRET_KEY": "short"}, "core.E001"),
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"DJANGO_DEBUG": "1"}, "core.E002"),
        ({"LDAP_CA_FILE": None}, "ldap.E001"),
        ({"LDAP_CA_FILE": "/no/such/ca.pem"}, "ldap.E002"),
        ({"LDAP_SERVERS": "ldap://dc1.mops.example", "LDAP_START_TLS": "0"}, "ldap.E001"),
    ],
)
def test_unsafe_production_settings_refuse_to_start(
    change: dict[str, str | None], said: str, ca_file: Path, tmp_path: Path
) -> None:
    done = start({**GOOD, "LDAP_CA_FILE": str(ca_file), "VAR_DIR": str(tmp_path), **change})

    assert done.returncode != 0
    assert said in done.stderr


def test_safe_production_settings_start(ca_file: Path, tmp_path: Path) -> None:
    done = start({**GOOD, "LDAP_CA_FILE": str(ca_file), "VAR_DIR": str(tmp_path)})

    assert done.returncode == 0, done.stderr
