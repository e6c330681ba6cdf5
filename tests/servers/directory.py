"""The demo directory in a process of its own, for the tests that sign people in."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "Demo-haslo-1"


@dataclass(frozen=True)
class RunningDirectory:
    """Where it listens and what its clients must trust; `stop` ends it before its time."""

    url: str
    ca_file: Path
    process: subprocess.Popen[str]

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=10)


@contextmanager
def running_directory(folder: Path) -> Iterator[RunningDirectory]:
    """Start the demo directory on a free port with its state in ``folder``; always end it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.demo.directory", "--port", "0", "--folder", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline().rpartition(":")[2])
        yield RunningDirectory(f"ldap://localhost:{port}", folder / "ca.pem", process)
    finally:
        process.kill()
        process.communicate()
