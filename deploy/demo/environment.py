"""The virtual environment .venv: made when missing or broken, filled when its lock file changed.

`python3 -m deploy.demo.environment requirements-dev.txt` prepares it for development. Only the standard
library is used, and only what an old Python can read, so that it can say that it is too old.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from deploy.demo.commands import ROOT, CommandFailed, Stopper, StopRequested, run
from deploy.demo.console import Failure, allow_any_terminal, say

OLDEST_PYTHON = (3, 11)
NEEDED_MEGABYTES = 1200
"""Free disk space that an installation asks for, with the pages pip keeps while it works."""

RUNNING = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"
"""A superset of RUNNING: whoever has it needs nothing more."""
LOCKS = (RUNNING, DEVELOPMENT)

COPYING = "Installing collected packages"
"""What pip says when it has everything and begins to change the environment."""

EXPLANATIONS = (
    ("No space left on device", "The disk is full."),
    (
        "DO NOT MATCH THE HASHES",
        "A downloaded library is not the one we locked. Try again; if it stays, tell us.",
    ),
    ("Temporary failure in name resolution", "The package index cannot be reached. Is the network up?"),
    (
        "Failed to establish a new connection",
        "The package index cannot be reached. Is the network or proxy up?",
    ),
    (
        "Could not find a version that satisfies",
        "The package index cannot be reached, or does not have what is locked. Is the network up?",
    ),
    ("Read timed out", "The package index answers too slowly. Run the command again: it goes on from here."),
)


def require_python() -> None:
    """Raise Failure when this Python is too old or cannot make virtual environments."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    wanted = ".".join(map(str, OLDEST_PYTHON))
    if sys.version_info < OLDEST_PYTHON:
        raise Failure(
            f"Python {wanted} or newer is needed; {sys.executable} is {version}.\n"
            "Debian 12 and 13 and Ubuntu 24.04 have one as python3. Elsewhere install one, for example\n"
            f"    sudo apt install python{wanted} python{wanted}-venv\n"
            f"and name it: make run PYTHON=python{wanted}"
        )
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise Failure(
            "Python's venv module is missing. On Debian and Ubuntu it is a package of its own:\n"
            f"    sudo apt install python3-venv        (or python{version}-venv)"
        )


class VirtualEnvironment:
    """The folder .venv beside the lock files: Python and the libraries of one of them."""

    def __init__(self, root: Path, log: Path, stopper: Stopper) -> None:
        self.folder = root / ".venv"
        self.python = self.folder / "bin" / "python"
        self._root = root
        self._unfinished = self.folder / ".installing"
        self._log = log
        self._stopper = stopper

    def prepare(self, lock: str) -> None:
        """Make the environment hold what the lock names; safe to interrupt and repeat. Raises Failure."""
        with self._alone():
            fault = self._fault()
            if fault is None and self.has(lock):
                return
            require_python()
            self._require_space()
            if fault is not None:
                say(f"• Making the environment {self.folder.name} ({fault})")
                self._make()
            say("• Installing the libraries (the first time takes a minute or two)")
            self._install(lock)

    def has(self, lock: str) -> bool:
        """Tell whether the lock file's libraries were installed, as the stamps say."""
        locks = {RUNNING, DEVELOPMENT} if lock == RUNNING else {lock}
        stamps = {self._stamp(name): self._digest(name) for name in locks}
        return any(stamp.is_file() and stamp.read_text() == digest for stamp, digest in stamps.items())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let two commands that were started together install one after the other."""
        state = self._root / "var"
        state.mkdir(exist_ok=True)
        with (state / "environment.lock").open("w") as file:
            is_told = False
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if not is_told:
                        say("• Waiting for another command that prepares the environment")
                        is_told = True
                    self._stopper.check()
                    time.sleep(0.2)
            yield

    def _stamp(self, lock: str) -> Path:
        return self.folder / f".{lock}.sha256"

    def _fault(self) -> str | None:
        """Return why the folder cannot be used as it is, or None."""
        if not self.folder.exists():
            return "there is none yet"
        if self._unfinished.exists():
            return "an earlier installation was interrupted"
        pip = self.folder / "bin" / "pip"
        if not pip.is_file() or str(self.folder) not in pip.read_text(errors="replace"):
            return "it is broken, or was moved here from elsewhere"
        wanted = ".".join(map(str, OLDEST_PYTHON))
        check = f"import sys, pip; sys.exit(sys.version_info < {OLDEST_PYTHON})"
        try:
            done = subprocess.run(  # noqa: S603  (our own environment's Python)
                [self.python, "-c", check], env=clean_environment(), capture_output=True, check=False
            )
        except OSError:
            return "its Python is gone"
        return None if done.returncode == 0 else f"its Python does not work or is older than {wanted}"

    def _make(self) -> None:
        if self.folder.is_symlink():
            self.folder.unlink()
        # Python of the system, never the one in the folder that is about to be replaced.
        python = getattr(sys, "_base_executable", None) or sys.executable
        self._run([python, "-m", "venv", "--clear", self.folder])

    def _install(self, lock: str) -> None:
        stamps = {stamp: stamp.read_text() for stamp in map(self._stamp, LOCKS) if stamp.is_file()}
        for stamp in stamps:
            stamp.unlink()
        # pip takes a half-copied library for an installed one, so whatever was not finished is made anew.
        self._unfinished.touch()
        options = ["--require-hashes", "--disable-pip-version-check", "--no-input", "--progress-bar=off"]
        try:
            self._run([self.python, "-m", "pip", "install", *options, "--requirement", self._root / lock])
        except CommandFailed as failure:
            if COPYING not in failure.said:
                # Nothing was touched: what was there still works, without the network too.
                for stamp, text in stamps.items():
                    stamp.write_text(text)
                self._unfinished.unlink()
            raise
        self._stamp(lock).write_text(self._digest(lock))
        self._unfinished.unlink()

    def _digest(self, lock: str) -> str:
        return hashlib.sha256((self._root / lock).read_bytes()).hexdigest()

    def _run(self, command: list[str | Path]) -> None:
        try:
            run(command, log=self._log, environment=clean_environment(), stopper=self._stopper)
        except CommandFailed as failure:
            for symptom, explanation in EXPLANATIONS:
                if symptom in failure.said:
                    failure.args = (f"{failure}\n{explanation}",)
                    break
            raise

    def _require_space(self) -> None:
        free = shutil.disk_usage(self._root).free // 2**20
        if free < NEEDED_MEGABYTES:
            raise Failure(f"The disk has {free} MB left; installing needs about {NEEDED_MEGABYTES} MB.")


def clean_environment() -> Mapping[str, str]:
    """Return the environment without what would send Python or pip to another place."""
    python = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    pip = {"PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PIP_REQUIRE_VIRTUALENV"}
    return {name: value for name, value in os.environ.items() if name not in python | pip}


def main(arguments: list[str]) -> int:
    """Prepare .venv for the lock file named, RUNNING by default."""
    allow_any_terminal()
    lock = arguments[0] if arguments else RUNNING
    stopper = Stopper()
    stopper.listen()
    try:
        if lock not in LOCKS:
            raise Failure(f"Name one of the lock files: {', '.join(LOCKS)}.")
        VirtualEnvironment(ROOT, ROOT / "var" / "log" / "setup.log", stopper).prepare(lock)
    except Failure as failure:
        say("", str(failure))
        return 1
    except StopRequested:
        say("", "Stopped. The next run begins the installation again.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
