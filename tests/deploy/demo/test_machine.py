"""Ports, the lock of a folder and processes left behind, on the real machine."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.demo import machine
from deploy.demo.console import Failure


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind((machine.HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.parametrize("text", ["x", "-1", "70000", "80 80", ""])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(Failure, match="is not a port number"):
        machine.chosen_port(text)


def test_a_busy_port_is_named_together_with_the_command_for_another(busy_port: int) -> None:
    with pytest.raises(Failure) as failure:
        machine.chosen_port(str(busy_port))

    assert f"Port {busy_port} on 127.0.0.1 is used by another program." in str(failure.value)
    assert f"PORT={busy_port + 1} make run" in str(failure.value)


def test_port_zero_takes_a_free_one() -> None:
    port = machine.chosen_port("0")

    assert port > 0
    assert not machine.is_listening(port)


def test_the_directory_goes_elsewhere_when_its_port_is_busy(busy_port: int) -> None:
    assert machine.port_near(busy_port) != busy_port


def test_a_folder_is_used_by_one_run_at_a_time(tmp_path: Path) -> None:
    with machine.only_run(tmp_path) as announce:
        announce("http://127.0.0.1:8000/")
        with (
            pytest.raises(Failure, match=r"already runs .* http://127\.0\.0\.1:8000/"),
            machine.only_run(tmp_path),
        ):
            pass

    with machine.only_run(tmp_path) as announce:
        announce("http://127.0.0.1:8001/")
    assert "8001" in (tmp_path / "run.lock").read_text()


def test_only_the_processes_of_the_folder_are_ended(tmp_path: Path) -> None:
    def sleeper(var: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(["sleep", "60"], env={**os.environ, machine.MARK: str(var)})

    with sleeper(tmp_path / "var") as ours, sleeper(tmp_path / "var2") as other:
        ended = machine.end_processes(tmp_path / "var")
        other_lives = machine.is_alive(other.pid)
        other.kill()

    assert ended == 1
    assert ours.returncode == -signal.SIGTERM
    assert other_lives


def test_a_process_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    deaf = "trap '' TERM; echo ready; while :; do sleep 0.1; done"
    environment = {**os.environ, machine.MARK: str(tmp_path)}
    with subprocess.Popen(
        ["sh", "-c", deaf], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()

        machine.end_processes(tmp_path, patience=0.1)

    assert process.returncode == -signal.SIGKILL
