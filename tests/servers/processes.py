"""What every server started by the tests has in common: a free port, an owner, an end."""

import contextlib
import ctypes
import os
import selectors
import signal
import socket
import subprocess
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on just now; it is not reserved."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def start(
    command: list[str], *, log: Path, folder: Path, user: str | None = None, parting: signal.Signals
) -> subprocess.Popen[bytes]:
    """Start a server away from the terminal's signals, with its output in a log file.

    It gets the parting signal when the process that started it dies, however that happens.
    """

    def ask_for_parting_signal() -> None:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(parting))

    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            start_new_session=True,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            preexec_fn=ask_for_parting_signal,
        )


def end(process: subprocess.Popen[bytes], first: signal.Signals, patience: float = 10) -> None:
    """Ask a server to stop and kill its whole group when it has not after so many seconds."""
    process.send_signal(first)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def last_lines(log: Path, count: int = 15) -> str:
    """Return the end of a log file, or a remark that there is none."""
    if not log.exists():
        return "(no log)"
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])


def wait_for_end(watch: int, seconds: float) -> None:
    """Wait until the process of a pidfd has ended, and close the pidfd. Raises TimeoutError."""
    with os.fdopen(watch), selectors.DefaultSelector() as selector:
        selector.register(watch, selectors.EVENT_READ)
        if not selector.select(seconds):
            raise TimeoutError(f"the process still runs after {seconds} s")
