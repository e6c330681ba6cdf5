import os
import signal
import socket
import subprocess
import sys

import pytest

COMMAND = (sys.executable, "-m", "deploy.demo.directory")


def run(*arguments, **environment):
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        timeout=20,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "intranet.settings.dev", **environment},
    )


@pytest.mark.parametrize(
    "settings", ["intranet.settings.production", "production", "site.production_lodz", "a.PROD"]
)
def test_it_refuses_to_run_with_production_settings(tmp_path, settings):
    done = run("--port", "0", "--folder", str(tmp_path), DJANGO_SETTINGS_MODULE=settings)

    assert done.returncode == 2
    assert "production" in done.stderr
    assert settings in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_busy_port_is_said_in_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        done = run("--port", port, "--folder", str(tmp_path))

    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert f"Port {port} on 127.0.0.1 is busy" in done.stderr


def test_a_broken_file_is_said_in_one_line(tmp_path):
    (tmp_path / "directory.ldif").write_text("rubbish")

    done = run("--port", "0", "--folder", str(tmp_path))

    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "directory.ldif: line 1" in done.stderr


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")

    done = run("--port", "0", "--folder", str(tmp_path / "file" / "folder"))

    assert done.returncode == 4
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["-1", "65536", "ldap"])
def test_a_port_that_is_none_is_refused(tmp_path, port):
    done = run(f"--port={port}", "--folder", str(tmp_path))

    assert done.returncode == 2
    assert "not a port number" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_even_with_a_client_connected(start_directory, tmp_path, number):
    with (
        start_directory(tmp_path) as (process, port),
        socket.create_connection(("127.0.0.1", port)),
    ):
        process.send_signal(number)

        _, errors = process.communicate(timeout=10)

    assert (process.returncode, errors) == (0, "")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_it_can_be_started_again_at_once_on_the_same_port(start_directory, tmp_path):
    with (
        start_directory(tmp_path) as (process, port),
        socket.create_connection(("127.0.0.1", port)),
    ):
        process.terminate()
        process.wait(10)

    with start_directory(tmp_path, port=port) as (_, again):
        assert again == port


def test_the_accounts_can_be_listed_with_the_standard_library_alone():
    script = "from deploy.demo.directory.accounts import DEMO_ACCOUNTS; print(len(DEMO_ACCOUNTS))"

    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "14\n"
