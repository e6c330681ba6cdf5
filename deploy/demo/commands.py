"""Run one command with its output in a log, in a way that a signal can stop."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from deploy.demo.console import Failure

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 3.0
"""Seconds between asking a process to stop and killing it."""
_PR_SET_PDEATHSIG = 1


class StopRequested(Exception):
    """Somebody pressed Ctrl-C, closed the terminal or asked the process to end."""


class CommandFailed(Failure):
    """A command failed; `said` is all it wrote."""

    def __init__(self, command: str, said: str, log: Path) -> None:
        super().__init__("\n".join([*said.splitlines()[-12:], "", f"This failed: {command}", f"Log: {log}"]))
        self.said = said


class Stopper:
    """Knows whether the run shall end; the work in progress asks a few times a second."""

    def __init__(self) -> None:
        self._is_asked = False
        self._terminal = sys.stdout.fileno() if sys.stdout.isatty() else None
        self._make = os.getppid() if _is_make(os.getppid()) else None

    def listen(self) -> None:
        """Take over Ctrl-C, a request to end and, unless started with nohup, a closed terminal."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._note)

    def check(self) -> None:
        """Raise StopRequested once the run shall end."""
        if self._is_asked or self._is_abandoned():
            raise StopRequested

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._is_asked = True

    def _is_abandoned(self) -> bool:
        """Tell whether `make` was killed or the terminal went away; neither always sends a signal to us."""
        if self._make is not None and os.getppid() != self._make:
            return True
        if self._terminal is None:
            return False
        poll = select.poll()
        poll.register(self._terminal, 0)
        return any(state & select.POLLHUP for _, state in poll.poll(0))


def _is_make(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip() == "make"
    except OSError:
        return False


def run(
    command: Sequence[str | Path], *, log: Path, environment: Mapping[str, str], stopper: Stopper
) -> None:
    """Run a command from the repository's root, its output appended to the log.

    Raises CommandFailed when it fails, StopRequested (the command ended too) when asked.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    words = [str(word) for word in command]
    with log.open("ab") as output:
        output.write(f"\n$ {' '.join(words)}\n".encode())
        output.flush()
        began = output.tell()
        process = start(words, output=output.fileno(), environment=environment)
        try:
            code = _wait(process, stopper)
        except BaseException:
            end(process)
            raise
    if code != 0:
        said = log.read_bytes()[began:].decode("utf-8", "replace")
        raise CommandFailed(" ".join(words), said, log)


def start(command: Sequence[str], *, output: int, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, so that the terminal's signals reach only the runner.

    It is asked to end when the runner dies, even if the runner was killed.
    """
    return subprocess.Popen(  # noqa: S603  (our own commands)
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
        env=dict(environment),
        start_new_session=True,
        preexec_fn=_end_with_parent,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a command started here and everything it started: asked first, then killed."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM))


def _wait(process: subprocess.Popen[bytes], stopper: Stopper) -> int:
    while True:
        stopper.check()
        code = process.poll()
        if code is not None:
            return code
        time.sleep(0.05)
