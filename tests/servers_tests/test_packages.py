"""What the tests need from the system is named with the command that provides it."""

from pathlib import Path

import pytest

from tests.servers import packages


@pytest.fixture
def bare_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A system with nothing installed and nobody to install it; returns its os-release file."""
    release = tmp_path / "os-release"
    release.write_text('ID=debian\nNAME="Debian GNU/Linux"\n', encoding="utf-8")
    monkeypatch.setattr(packages, "OS_RELEASE", release)
    monkeypatch.setattr(packages, "SEARCH_PATH", str(tmp_path))
    monkeypatch.setattr(packages.postgres, "DEBIAN_VERSIONS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)
    monkeypatch.delenv("CI", raising=False)
    return release


def test_an_unknown_need_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert packages.main(["postgresql", "oracle"]) == 2
    assert "Unknown: oracle" in capsys.readouterr().out


@pytest.mark.usefixtures("bare_system")
def test_an_ordinary_user_is_told_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    code = packages.main(["postgresql", "slapd", "chromium"])

    assert code == 0
    assert "sudo apt-get install postgresql slapd ldap-utils chromium" in capsys.readouterr().out


@pytest.mark.usefixtures("bare_system")
def test_in_ci_a_missing_package_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    assert packages.main(["slapd"]) == 1


def test_ubuntu_calls_the_browser_otherwise(bare_system: Path) -> None:
    bare_system.write_text("ID=ubuntu\nID_LIKE=debian\n", encoding="utf-8")

    assert packages.packages_for(["chromium", "postgresql"]) == ["chromium-browser", "postgresql"]


def test_the_newest_postgresql_is_taken(bare_system: Path) -> None:
    for version in ("9.6", "15", "17"):
        (bare_system.parent / version / "bin").mkdir(parents=True)
        (bare_system.parent / version / "bin" / "initdb").touch()

    assert packages.missing(["postgresql"]) == []
    assert packages.postgres.find_binaries() == bare_system.parent / "17" / "bin"
