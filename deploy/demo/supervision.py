"""Start the services, wait until the web server answers, notice the first that ends, stop them all."""

from __future__ import annotations

import http.client
import os
import re
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from deploy.demo.commands import Stopper, start
from deploy.demo.console import Failure, say
from deploy.demo.machine import HOST, end_processes, is_alive

START_SECONDS = 90
STOP_SECONDS = 4.0
"""Between the request to stop and the killing of what is left; honcho itself waits 5 after the first end."""

NAMES = {
    "web": "web server",
    "webdev": "web server",
    "worker": "worker",
    "directory": "demo directory",
}
_STARTED = re.compile(r"^(?P<name>\w+) started \(pid=(?P<pid>\d+)\)$")
_ENDED = re.compile(r"^(?P<name>\w+) stopped \(rc=(?P<code>-?\d+)\)$")


class Services:
    """The services of one folder of state while they run. Use it as a context: nothing is left after it."""

    def __init__(self, var: Path, names: list[str], stopper: Stopper) -> None:
        self._var = var
        self._names = names
        self._stopper = stopper
        self._process: subprocess.Popen[bytes] | None = None
        self._pids: dict[str, int] = {}
        self._silent: str | None = None
        self._unread = b""

    def __enter__(self) -> Services:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, python: Path, environment: Mapping[str, str]) -> None:
        """Start the services under honcho."""
        self._log.write_bytes(b"")
        command = [str(python), "-m", "deploy.demo.manager", *self._names]
        self._process = start(command, output=subprocess.PIPE, environment=environment)

    def wait_until_ready(self, port: int) -> None:
        """Wait for the web server's first answer. Raises Failure when a service ends or it takes too long."""
        deadline = time.monotonic() + START_SECONDS
        while not _is_healthy(port):
            self._look(0.2)
            if time.monotonic() > deadline:
                web = next(name for name in self._names if name.startswith("web"))
                raise Failure(f"The web server did not answer within {START_SECONDS} s.\n{self._end_of(web)}")

    def watch(self) -> None:
        """Stay until the end is asked for (StopRequested) or a service ends by itself (Failure)."""
        while True:
            self._look(0.5)

    def stop(self) -> None:
        """End every service: asked first, killed after STOP_SECONDS. Returns when none is left."""
        process = self._process
        if process is not None:
            say("", "• Stopping")
            process.send_signal(signal.SIGTERM)
            deadline = time.monotonic() + STOP_SECONDS
            while process.poll() is None and time.monotonic() < deadline:
                self._read(0.05)
        end_processes(self._var, patience=0.5)
        if process is not None:
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
            self._process = None

    @property
    def _log(self) -> Path:
        return self._var / "log" / "manager.log"

    def _look(self, seconds: float) -> None:
        """Take in what happened, waiting at most so many seconds."""
        self._stopper.check()
        lines = self._read(seconds)
        self._stopper.check()
        for line in lines:
            if started := _STARTED.match(line):
                self._pids[started["name"]] = int(started["pid"])
            if ended := _ENDED.match(line):
                raise Failure(self._obituary(ended["name"], f"exit code {ended['code']}"))
        self._look_for_the_silent()
        if self._process is not None and self._process.poll() is not None:
            raise Failure(f"The process manager ended by itself.\n{self._end_of('manager')}")

    def _look_for_the_silent(self) -> None:
        """Notice a service that was killed while a child of its own lives: honcho waits for the child too."""
        before, self._silent = self._silent, None
        for name, pid in self._pids.items():
            if not is_alive(pid):
                self._silent = name
        # Only at the second look: honcho, who knows the exit code, comes first.
        if before is not None and before == self._silent:
            raise Failure(self._obituary(before, "killed"))

    def _read(self, seconds: float) -> list[str]:
        """Return the lines honcho wrote and keep them in its log."""
        if self._process is None or self._process.stdout is None:
            return []
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            if not selector.select(seconds):
                return []
        received = os.read(self._process.stdout.fileno(), 65536)
        if not received:
            time.sleep(0.05)  # The pipe is closed: poll() tells the end in a moment.
        with self._log.open("ab") as log:
            log.write(received)
        *lines, self._unread = (self._unread + received).split(b"\n")
        return [line.decode("utf-8", "replace") for line in lines]

    def _obituary(self, service: str, how: str) -> str:
        return f"The {NAMES.get(service, service)} ended by itself ({how}).\n\n{self._end_of(service)}"

    def _end_of(self, service: str) -> str:
        path = self._var / "log" / f"{service}.log"
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
        return "\n".join([*lines[-10:], "", f"Log: {path}"])


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
