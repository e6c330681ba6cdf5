"""The PostgreSQL of the tests: it starts, serves one command and leaves nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.servers import postgres, processes

pytestmark = [pytest.mark.integration, pytest.mark.needs("postgresql")]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the server's files where the test can see what stays; the server's own user must get there."""
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(0o755)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def run_around(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.servers", "postgresql", "--", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Tests that were started in the background inherit an ignored Ctrl-C; the command shall not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def is_answering(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_command_that_is_no_command_is_refused() -> None:
    process = run_around()

    _out, errors = process.communicate(timeout=60)

    assert process.returncode == 2
    assert "usage:" in errors


def test_a_server_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "FAST", ("no_such_setting=1",))

    with pytest.raises(postgres.PostgresError, match="no_such_setting"), postgres.running_postgres():
        pass


def test_a_wrong_password_is_refused_and_the_right_one_may_make_our_collation(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(folder))

    with postgres.running_postgres() as server:
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE COLLATION polish (provider = icu, locale = 'pl')")
            names = connection.execute(
                "SELECT name FROM unnest(ARRAY['Zych', 'Ćwik', 'Czyż']) AS name ORDER BY name COLLATE polish"
            ).fetchall()
        wrong = server.url.replace(server.password, "wrong")
        refused = not is_answering(wrong)

    assert refused
    assert [name for (name,) in names] == ["Czyż", "Ćwik", "Zych"]
    assert not is_answering(server.url)
    assert list(folder.iterdir()) == []


def test_the_command_gets_the_database_and_its_exit_code_comes_back(folder: Path) -> None:
    code = "import os, sys; print(os.environ['DATABASE_URL']); sys.exit(7)"

    process = run_around(sys.executable, "-c", code)
    out, errors = process.communicate(timeout=60)

    assert process.returncode == 7, errors
    assert not is_answering(out.strip())
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_the_command_and_the_server(folder: Path, number: signal.Signals) -> None:
    process = run_around("sh", "-c", "echo $DATABASE_URL; exec sleep 100")
    url = process.stdout.readline().strip() if process.stdout else ""

    process.send_signal(number)
    process.communicate(timeout=60)

    assert process.returncode == 128 + number
    assert not is_answering(url)
    assert list(folder.iterdir()) == []


def test_a_killed_runner_takes_the_server_with_it(folder: Path) -> None:
    process = run_around("sh", "-c", "echo $DATABASE_URL; exec sleep 100")
    url = process.stdout.readline().strip() if process.stdout else ""
    pid = int((next(folder.iterdir()) / "data/postmaster.pid").read_text().splitlines()[0])
    watch = os.pidfd_open(pid)

    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    processes.wait_for_end(watch, seconds=10)

    assert not is_answering(url)
