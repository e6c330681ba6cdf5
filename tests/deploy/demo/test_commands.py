"""One command of the set-up: its log, its failure, its end."""

import os
import signal
import sys
from pathlib import Path

import pytest

from deploy.demo.commands import CommandFailed, Stopper, StopRequested, run


def test_a_failed_command_is_shown_with_its_last_words_and_its_log(tmp_path: Path) -> None:
    log = tmp_path / "log" / "setup.log"
    command = [sys.executable, "-c", "print('Zażółć'); raise SystemExit(3)"]

    with pytest.raises(CommandFailed) as failure:
        run(command, log=log, environment=os.environ, stopper=Stopper())

    assert "Zażółć" in str(failure.value)
    assert f"Log: {log}" in str(failure.value)
    assert "Zażółć" in log.read_text(encoding="utf-8")


def test_a_request_to_stop_ends_the_command(tmp_path: Path) -> None:
    stopper = Stopper()
    pid_file = tmp_path / "pid"
    # The command asks its parent to stop, as Ctrl-C in the terminal does, and would go on for a minute.
    script = f"echo $$ > {pid_file}; kill -INT $PPID; sleep 60"
    before = (
        signal.getsignal(signal.SIGINT),
        signal.getsignal(signal.SIGTERM),
        signal.getsignal(signal.SIGHUP),
    )

    stopper.listen()
    try:
        with pytest.raises(StopRequested):
            run(["sh", "-c", script], log=tmp_path / "log", environment=os.environ, stopper=stopper)
    finally:
        for number, handler in zip((signal.SIGINT, signal.SIGTERM, signal.SIGHUP), before, strict=True):
            signal.signal(number, handler)

    assert not Path(f"/proc/{pid_file.read_text().strip()}").exists()


def test_a_command_that_works_says_nothing_on_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["echo", "done"], log=tmp_path / "log", environment=os.environ, stopper=Stopper())

    assert capfd.readouterr() == ("", "")
    assert (tmp_path / "log").read_text() == "\n$ echo done\ndone\n"
