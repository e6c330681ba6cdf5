"""`make run` from the outside: one command starts everything, one signal leaves nothing."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from deploy.demo.machine import HOST, MARK, is_alive

ROOT = Path(__file__).resolve().parents[3]
RUN = ROOT / "deploy" / "demo" / "run.py"
STOP_SECONDS = 8
"""What is promised is six; a machine that runs other tests at the same time may take longer."""


class Runner:
    """One `run.py` with state of its own, on a free port."""

    def __init__(self, var: Path, port: str = "0") -> None:
        self.var = var
        self.process = subprocess.Popen(
            [sys.executable, RUN, "--no-setup"],
            env={**os.environ, "VAR_DIR": str(var), "PORT": port},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # Tests started with nohup would hand its deafness for a closed terminal down.
            preexec_fn=partial(signal.signal, signal.SIGHUP, signal.SIG_DFL),
        )

    def wait_until_ready(self) -> str:
        """Return the address, once the file with it is there."""
        address = self.var / "demo" / "address"
        while not address.exists():
            assert self.process.poll() is None, self.said()
            time.sleep(0.1)
        return address.read_text().strip()

    def stop(self, number: signal.Signals) -> tuple[int, float]:
        """Send a signal; return the exit code and the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(60), time.monotonic() - began

    def said(self) -> str:
        """Return everything that appeared on the screen, after the end."""
        return self.process.communicate(timeout=60)[0]

    def pid_of(self, service: str) -> int:
        found = re.search(rf"{service} started \(pid=(\d+)\)", (self.var / "log" / "manager.log").read_text())
        assert found is not None
        return int(found[1])

    def alive(self) -> list[int]:
        """Return every living process of this state but the runner itself."""
        mark = f"{MARK}={self.var}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                environment = (folder / "environ").read_bytes()
            except OSError:
                continue
            if mark in environment.split(b"\0") and is_alive(int(folder.name)):
                found.append(int(folder.name))
        return found


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """State in which the demo data is loaded: one first run, ended by Ctrl-C."""
    folder = tmp_path_factory.mktemp("state") / "var"
    runner = Runner(folder)
    runner.wait_until_ready()
    runner.stop(signal.SIGINT)
    assert "Loading the demo data" in runner.said()
    return folder


@pytest.fixture
def start(var: Path) -> Iterator[Callable[[], Runner]]:
    runners: list[Runner] = []

    def start_one() -> Runner:
        runners.append(Runner(var))
        return runners[-1]

    yield start_one
    for runner in reversed(runners):
        runner.process.send_signal(signal.SIGINT)
        runner.process.communicate()


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def get(address: str, path: str) -> int:
    connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_busy_port_is_told_before_anything_slow_happens(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        port = listener.getsockname()[1]
        runner = Runner(tmp_path / "var", str(port))
        said = runner.said()

    assert runner.process.returncode == 1
    assert f"Port {port} on 127.0.0.1 is used by another program." in said
    assert "Traceback" not in said
    assert not (tmp_path / "var" / "db.sqlite3").exists()


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("not a folder")

    runner = Runner(tmp_path / "var")

    assert "Traceback" not in runner.said()
    assert runner.process.returncode == 1


@pytest.mark.integration
def test_a_second_run_in_the_folder_is_refused_and_the_first_goes_on(start: Callable[[], Runner]) -> None:
    first = start()
    address = first.wait_until_ready()

    second = start()
    said = second.said()

    assert second.process.returncode == 1
    assert f"already runs or starts from this folder: {address}" in said
    assert get(address, "/healthz") == 200


@pytest.mark.integration
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_in_seconds_and_the_data_is_kept(
    start: Callable[[], Runner], number: signal.Signals
) -> None:
    runner = start()
    address = runner.wait_until_ready()
    status = get(address, "/konto/logowanie/")

    code, seconds = runner.stop(number)
    said = runner.said()

    assert status == 200
    assert code == 0
    assert seconds < STOP_SECONDS
    assert runner.alive() == []
    assert "Traceback" not in said
    assert "pracownik" in said
    assert "Loading the demo data" not in said
    assert not (runner.var / "demo" / "address").exists()


@pytest.mark.integration
@pytest.mark.parametrize(("service", "name"), [("worker", "worker"), ("directory", "demo directory")])
def test_when_one_service_ends_all_end_and_its_log_is_named(
    start: Callable[[], Runner], service: str, name: str
) -> None:
    runner = start()
    runner.wait_until_ready()

    os.kill(runner.pid_of(service), signal.SIGKILL)
    said = runner.said()

    assert runner.process.returncode == 1
    assert f"The {name} ended by itself" in said
    assert f"Log: {runner.var}/log/{service}.log" in said
    assert runner.alive() == []


@pytest.mark.integration
def test_after_a_killed_run_the_next_one_cleans_up_and_starts(start: Callable[[], Runner]) -> None:
    killed = start()
    killed.wait_until_ready()
    manager = parent_of(parent_of(killed.pid_of("web")))
    # Stopped first, so that it cannot end the services when it misses the manager.
    os.kill(killed.process.pid, signal.SIGSTOP)
    os.kill(manager, signal.SIGKILL)
    os.kill(killed.process.pid, signal.SIGKILL)
    killed.process.wait()
    left = killed.alive()
    (killed.var / "demo" / "address").unlink()

    runner = start()
    address = runner.wait_until_ready()

    assert left != []
    assert get(address, "/healthz") == 200
    runner.stop(signal.SIGINT)
    assert "that an earlier run had left behind" in runner.said()
    assert runner.alive() == []
