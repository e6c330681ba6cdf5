"""What the runner says on the screen, and how it gives up."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable


class Failure(Exception):
    """The run cannot go on; the message says why and what to do."""


def say(*lines: str) -> None:
    """Write lines at once. A closed terminal is not an error: everything must still be stopped in order."""
    try:
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except OSError:
        # What could not be written must not be tried again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def allow_any_terminal() -> None:
    """Keep a terminal without Polish letters or frames from ending the run with an encoding error."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def boxed(lines: Iterable[str]) -> list[str]:
    """Return the lines in a frame."""
    rows = list(lines)
    width = max(map(len, rows))
    edge = "─" * (width + 2)
    return [f"┌{edge}┐", *(f"│ {row.ljust(width)} │" for row in rows), f"└{edge}┘"]
