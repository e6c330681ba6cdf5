"""Run the child that reads a file, keep its limits, and turn whatever becomes of it into an answer."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from intranet.files import limits
from intranet.files.models import FileText

CHILD = Path(__file__).with_name("child.py")
# Of memory given back late, the heaps of threads take most: with few of both the limit means what it says.
_ENVIRONMENT = {
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "RAYON_NUM_THREADS": "2",
    "TOKIO_WORKER_THREADS": "2",
    "MALLOC_ARENA_MAX": "2",
}
# Rust and C++ abort when they get no memory; the kernel ends what has used up its time.
_ENDINGS = {-signal.SIGABRT: FileText.Status.TOO_BIG, -signal.SIGXCPU: FileText.Status.TIMED_OUT}
_READ_STATUSES = frozenset({FileText.Status.DONE, FileText.Status.NO_TEXT_LAYER})

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one reading may cost: seconds by the clock and of the processor, memory, and text that is kept."""

    seconds: float = 60
    memory_bytes: int = 1536 * limits.MEGABYTE
    text_bytes: int = limits.MEGABYTE


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file; ``reason`` is for the log."""

    status: FileText.Status
    text: str = ""
    is_cut: bool = False
    pages: int | None = None
    reason: str = ""


def read_text(path: str, media_type: str, allowance: Allowance | None = None) -> Reading:
    """Return what is read from the file at ``path`` by a child process; its death and its delay are answers.

    The child gets no environment of ours: no address of the database, no secret.
    """
    allowance = allowance or Allowance()
    order = {
        "path": path,
        "media_type": media_type,
        "memory_bytes": allowance.memory_bytes,
        "cpu_seconds": max(1, round(allowance.seconds)),
        "most_bytes": allowance.text_bytes,
    }
    # Into a file, not a pipe: the limit of the child's files then holds for its answer as well.
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(  # noqa: S603  (our own program; the path is the store's, not a person's)
            [sys.executable, "-I", str(CHILD), json.dumps(order)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            cwd=tempfile.gettempdir(),
            start_new_session=True,
        )
        try:
            code = child.wait(timeout=allowance.seconds)
        except subprocess.TimeoutExpired:
            return Reading(FileText.Status.TIMED_OUT, reason=f"no answer in {allowance.seconds} s")
        finally:
            _end(child)
        if code != 0:
            return _death(code)
        output.seek(0)
        return _answer(output.read())


def _end(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _death(code: int) -> Reading:
    reason = f"ended by signal {-code}" if code < 0 else f"ended with {code}"
    return Reading(_ENDINGS.get(code, FileText.Status.FAILED), reason=reason)


def _answer(output: bytes) -> Reading:
    try:
        answer = json.loads(output)
        status = FileText.Status(answer["status"])
    except (ValueError, KeyError, TypeError):
        return Reading(FileText.Status.FAILED, reason="the child gave no answer")
    is_read = status in _READ_STATUSES
    return Reading(
        status=status,
        text=str(answer["text"]) if is_read else "",
        is_cut=bool(answer.get("is_cut")) and is_read,
        pages=answer.get("pages"),
        reason=str(answer.get("reason", "")),
    )
