"""The whole product, started as `make run` starts it, with a folder and ports of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.demo.machine import end_processes
from tests.servers import processes
from tests.servers.directory import RunningDirectory

ROOT = Path(__file__).resolve().parents[2]
RUNNER = ROOT / "deploy" / "demo" / "run.py"
START_SECONDS = 180
STOP_SECONDS = 15


@dataclass(frozen=True)
class RunningProduct:
    """Where it answers, without a slash at the end, and the folder with its data and logs."""

    address: str
    folder: Path


def load_demo(folder: Path) -> None:
    """Fill a folder with the product's demo data; products may then be started from copies of it."""
    process = _start(folder, "--reload-demo")
    try:
        code = process.wait(START_SECONDS)
    finally:
        _end(process, folder)
    if code:
        raise RuntimeError(f"the demo data was not loaded: {processes.last_lines(_log(folder))}")


@contextmanager
def running_product(folder: Path, *, directory: RunningDirectory | None = None) -> Iterator[RunningProduct]:
    """Run the product from a folder with demo data; nothing of it is left afterwards.

    It starts a demo directory of its own unless it is given one. Raises RuntimeError when it does not start.
    """
    options = ["--directory", directory.url] if directory else []
    process = _start(folder, *options, ca_file=directory.ca_file if directory else None)
    try:
        yield RunningProduct(_wait_for_address(process, folder), folder)
    finally:
        _end(process, folder)


def _start(folder: Path, *options: str, ca_file: Path | None = None) -> subprocess.Popen[bytes]:
    # Nothing of the tests' own surroundings: the product must not learn their settings or database.
    surroundings = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ
    }
    surroundings |= {"VAR_DIR": str(folder), "PORT": "0", "SHOW_COMPONENT_CATALOGUE": "true"}
    if ca_file is not None:
        surroundings["LDAP_CA_FILE"] = str(ca_file)
    clean = ["env", "--ignore-environment", *(f"{name}={value}" for name, value in surroundings.items())]
    folder.mkdir(parents=True, exist_ok=True)
    return processes.start(
        [*clean, sys.executable, str(RUNNER), "--no-setup", *options],
        log=_log(folder),
        folder=ROOT,
        parting=signal.SIGTERM,
    )


def _wait_for_address(process: subprocess.Popen[bytes], folder: Path) -> str:
    ready = folder / "demo" / "address"
    waited = 0.0
    while waited < START_SECONDS:
        if ready.is_file() and (address := ready.read_text(encoding="utf-8").strip()):
            return address.rstrip("/")
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            waited += 0.1
        else:
            break
    raise RuntimeError(f"the product did not start: {processes.last_lines(_log(folder))}")


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    if process.poll() is None:
        processes.end(process, signal.SIGTERM, STOP_SECONDS)
    left = end_processes(folder)
    if left:
        raise RuntimeError(f"the product left {left} processes behind; they were ended now")


def _log(folder: Path) -> Path:
    return folder / "run.log"
