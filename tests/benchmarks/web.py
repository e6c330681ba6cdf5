"""The web server as in a house: gunicorn with sync workers, the application loaded before they fork."""

import http.client
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from deploy.demo.commands import end, start
from deploy.demo.console import Failure
from deploy.demo.machine import HOST
from tests.benchmarks.place import LOG, SETTINGS, Place
from tests.servers.processes import free_port, last_lines

START_SECONDS = 60


@dataclass(frozen=True)
class WebServer:
    """Where it listens and the process that started its workers."""

    port: int
    pid: int


@contextmanager
def running_web(
    place: Place,
    database: str,
    application: str = "tests.benchmarks.wsgi:application",
    *,
    settings: str = SETTINGS,
    workers: int = 1,
) -> Iterator[WebServer]:
    """Serve the application for as long as the block lasts. Raises Failure, StopRequested."""
    port = free_port()
    options = ["--workers", str(workers), "--preload", "--no-control-socket", "--bind", f"{HOST}:{port}"]
    command = [sys.executable, "-m", "gunicorn", application, *options]
    with LOG.open("ab") as output:
        process = start(command, output=output.fileno(), environment=place.environment(database, settings))
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port):
            place.stopper.check()
            if process.poll() is not None or time.monotonic() > deadline:
                raise Failure(f"The web server did not start:\n{last_lines(LOG)}")
            time.sleep(0.05)
        yield WebServer(port, process.pid)
    finally:
        end(process)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/healthz", headers={"X-Forwarded-Proto": "https"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
