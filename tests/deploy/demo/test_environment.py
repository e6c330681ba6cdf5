"""The environment .venv: made when missing or broken, left alone when good."""

import hashlib
from pathlib import Path

import pytest

from deploy.demo import environment
from deploy.demo.commands import CommandFailed, Stopper
from deploy.demo.console import Failure
from deploy.demo.environment import DEVELOPMENT, RUNNING, VirtualEnvironment

NOTHING = "# nothing to install\n"
UNKNOWN = f"no-such-library==1 --hash=sha256:{'0' * 64}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with lock files that name nothing, and no package index."""
    for lock in environment.LOCKS:
        (tmp_path / lock).write_text(f"{NOTHING}# {lock}\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    return tmp_path


@pytest.fixture
def venv(root: Path) -> VirtualEnvironment:
    return VirtualEnvironment(root, root / "setup.log", Stopper())


def test_an_old_python_is_refused_with_the_command_that_brings_a_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "OLDEST_PYTHON", (9, 9))

    with pytest.raises(Failure, match=r"Python 9\.9 or newer is needed(.|\n)*sudo apt install python9\.9"):
        environment.require_python()


def test_a_python_without_venv_is_refused_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "find_spec", lambda name: None)

    with pytest.raises(Failure, match="sudo apt install python3-venv"):
        environment.require_python()


def test_a_full_disk_is_noticed_before_anything_is_made(
    venv: VirtualEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "NEEDED_MEGABYTES", 10**12)

    with pytest.raises(Failure, match="The disk has"):
        venv.prepare(RUNNING)

    assert not venv.folder.exists()


def test_development_libraries_are_enough_for_running_but_not_the_other_way(
    root: Path, venv: VirtualEnvironment
) -> None:
    digest = hashlib.sha256((root / DEVELOPMENT).read_bytes()).hexdigest()
    venv.folder.mkdir()
    (venv.folder / f".{DEVELOPMENT}.sha256").write_text(digest)

    enough = venv.has(RUNNING)
    (venv.folder / f".{DEVELOPMENT}.sha256").rename(venv.folder / f".{RUNNING}.sha256")

    assert enough
    assert not venv.has(DEVELOPMENT)


@pytest.mark.integration
def test_the_environment_is_made_repaired_and_left_alone(
    root: Path, venv: VirtualEnvironment, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for damage in (
        lambda: None,
        lambda: None,
        lambda: (venv.folder / ".installing").touch(),
        lambda: venv.python.unlink(),
        lambda: (root / RUNNING).write_text("# changed\n"),
    ):
        damage()
        venv.prepare(RUNNING)
        said.append([line.split("(")[-1] for line in capsys.readouterr().out.splitlines()])

    takes = "the first time takes a minute or two)"
    assert said == [
        ["there is none yet)", takes],
        [],
        ["an earlier installation was interrupted)", takes],
        ["its Python is gone)", takes],
        [takes],
    ]
    assert venv.has(RUNNING)


@pytest.mark.integration
def test_what_cannot_be_installed_leaves_the_old_environment_usable(
    root: Path, venv: VirtualEnvironment
) -> None:
    venv.prepare(RUNNING)
    (root / RUNNING).write_text(UNKNOWN)

    with pytest.raises(CommandFailed, match="The package index cannot be reached"):
        venv.prepare(RUNNING)
    (root / RUNNING).write_text(f"{NOTHING}# {RUNNING}\n")

    assert venv.has(RUNNING)
    assert not (venv.folder / ".installing").exists()
