"""Run a command with test servers around it: `python -m tests.servers postgresql -- pytest tests`.

The command finds the servers in its environment (DATABASE_URL). They are stopped when it ends, or when this
process is interrupted or terminated. The exit code is the command's.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from types import FrameType

from tests.servers import packages, postgres


@contextmanager
def _postgresql() -> Iterator[dict[str, str]]:
    with postgres.running_postgres() as server:
        yield {"DATABASE_URL": server.url}


# Name of a need -> server, as environment variables for the command.
SERVERS: dict[str, Callable[[], AbstractContextManager[dict[str, str]]]] = {"postgresql": _postgresql}
USAGE = f"python -m tests.servers {{{','.join(SERVERS)}}} -- COMMAND..."


class _Terminated(BaseException):
    """The process was told to end while a server was starting."""


def main(arguments: list[str]) -> int:
    """Start the servers, run the command, stop the servers; return the exit code."""
    if "--" not in arguments:
        sys.stderr.write(f"usage: {USAGE}\n")
        return 2
    split = arguments.index("--")
    names, command = arguments[:split], arguments[split + 1 :]
    if not command or not names or not SERVERS.keys() >= set(names):
        sys.stderr.write(f"usage: {USAGE}\n")
        return 2
    if absent := packages.missing(names):
        sys.stderr.write(f"NOT RUN, there is no {', '.join(absent)} here: {' '.join(command)}\n")
        sys.stderr.write(f"    To run it: {packages.install_command(absent)}\n")
        return 1 if packages.in_ci() else 0
    _on_signals(_leave)
    try:
        with ExitStack() as stack:
            environment = dict(os.environ)
            for name in names:
                environment.update(stack.enter_context(SERVERS[name]()))
            return _run(command, environment)
    except postgres.PostgresError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except _Terminated as reason:
        return 128 + int(reason.args[0])


def _on_signals(handler: Callable[[int, FrameType | None], None]) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> None:
    # Once is enough: stopping the servers is not interrupted.
    _on_signals(lambda number, frame: None)
    raise _Terminated(number)


def _run(command: list[str], environment: dict[str, str]) -> int:
    early: list[int] = []
    process: subprocess.Popen[bytes] | None = None

    def pass_on(number: int, frame: FrameType | None) -> None:
        if process is None:
            early.append(number)
        # Ctrl-C reaches the command through the terminal; a second copy would break into its cleaning up.
        elif number != signal.SIGINT or not _has_the_terminal():
            process.send_signal(number)

    _on_signals(pass_on)
    process = subprocess.Popen(command, env=environment)
    for number in early:
        process.send_signal(number)
    code = process.wait()
    return code if code >= 0 else 128 - code


def _has_the_terminal() -> bool:
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except (OSError, ValueError):
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
