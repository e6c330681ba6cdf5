"""The runner's place on the machine: ports, the lock of its folder, processes left by an earlier run."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deploy.demo.console import Failure

HOST = "127.0.0.1"
MARK = "INTRANET_DEMO_RUN"
"""Environment variable, inherited by every process of a run, with the folder of the run's state."""


def chosen_port(text: str) -> int:
    """Return the web server's port; "0" takes a free one. Raises Failure for a busy or impossible port."""
    if not text.isdecimal() or int(text) > 65535:
        raise Failure(f"PORT={text} is not a port number.")
    port = int(text)
    try:
        return _bound(port)
    except PermissionError:
        raise Failure(f"Port {port} needs root. Choose one above 1023: PORT=8000 make run") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise Failure(
            f"Port {port} on {HOST} is used by another program.\n"
            f"Stop that program, or choose another port: PORT={port + 1 if port < 65535 else 8000} make run"
        ) from None


def port_near(preferred: int) -> int:
    """Return the preferred port when it is free, else any free one."""
    try:
        return _bound(preferred)
    except OSError:
        return _bound(0)


def is_listening(port: int) -> bool:
    """Tell whether something accepts connections on the port."""
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def _bound(port: int) -> int:
    with socket.socket() as listener:
        # As servers do: connections of a run that has just ended do not count as somebody listening.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
        found: int = listener.getsockname()[1]
        return found


@contextmanager
def only_run(state: Path) -> Iterator[Callable[[str], None]]:
    """Hold the lock of a folder of state; the block gets a function to write down the run's address.

    Raises Failure, naming the other run, when the lock is taken. It is the kernel's and ends with the
    process, however that ends: no stale lock is possible.
    """
    path = state / "run.lock"
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Failure(
                f"The intranet already runs or starts from this folder: {file.read().strip() or path}\n"
                "Use that one, or stop it with Ctrl-C in its terminal."
            ) from None

        def announce(address: str) -> None:
            file.truncate(0)
            file.write(f"{address} (process {os.getpid()})\n")
            file.flush()

        announce("no address yet")
        yield announce


def end_processes(var: Path, patience: float = 3.0) -> int:
    """Stop every process of a run that keeps its state in var; return how many there were.

    They are known by the mark in their environment (/proc), so no list on disk can be stale. Call it only
    with the folder's lock held.
    """
    found = _marked(var)
    _signal(found, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while _marked(var) and time.monotonic() < deadline:
        time.sleep(0.05)
    # Again and again: a process that is just being started by a dying one may appear between two looks.
    while remaining := _marked(var):
        _signal(remaining, signal.SIGKILL)
        time.sleep(0.05)
    return len(found)


def is_alive(pid: int) -> bool:
    """Tell whether the process runs. A zombie, which only waits to be counted by its parent, does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def _signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def _marked(var: Path) -> list[int]:
    mark = f"{MARK}={var}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = mark in (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue  # Gone meanwhile, or somebody else's.
        pid = int(folder.name)
        if is_ours and pid != os.getpid() and is_alive(pid):
            found.append(pid)
    return found
