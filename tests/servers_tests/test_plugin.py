"""The plugin that lists tests which cannot run here, seen from a pytest of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = """
import pytest

@pytest.mark.needs("slapd")
def test_with_slapd(): pass

@pytest.mark.needs("slapd", "chromium")
def test_with_both(): pass

def test_with_nothing(): pass
"""


def run_pytest(folder: Path, *options: str, ci: str = "") -> subprocess.CompletedProcess[str]:
    """Run pytest on TESTS in a place where no system package is installed."""
    (folder / "test_needs.py").write_text(TESTS, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (folder / "bare.py").write_text(
        "from tests.servers import packages\npackages.SEARCH_PATH = ''\n", encoding="utf-8"
    )
    path = os.pathsep.join([str(ROOT), str(folder)])
    command = [sys.executable, "-m", "pytest", "-p", "bare", "-p", "tests.servers.plugin", *options]
    return subprocess.run(
        [*command, "-p", "no:django", "-p", "no:cacheprovider", "--strict-markers"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_what_cannot_run_is_listed_by_name_with_the_command(tmp_path: Path, options: tuple[str, ...]) -> None:
    result = run_pytest(tmp_path, *options)

    assert result.returncode == 0, result.stdout
    assert "1 passed, 2 skipped" in result.stdout
    assert "test_needs.py::test_with_slapd  (needs slapd)" in result.stdout
    assert "test_needs.py::test_with_both  (needs slapd chromium)" in result.stdout
    assert "2 tests. To run them: sudo apt-get install chromium" in result.stdout


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_in_ci_what_cannot_run_is_a_failure(tmp_path: Path, options: tuple[str, ...]) -> None:
    result = run_pytest(tmp_path, *options, ci="true")

    assert result.returncode == 1
    assert "1 passed" in result.stdout
    assert "2 errors" in result.stdout
    assert "test_needs.py::test_with_slapd  (needs slapd)" in result.stdout


def test_tests_that_were_not_chosen_are_not_listed(tmp_path: Path) -> None:
    result = run_pytest(tmp_path, "-k", "nothing", ci="true")

    assert result.returncode == 0
    assert "could not run here" not in result.stdout
