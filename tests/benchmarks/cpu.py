"""CPU time of a process with all it started, from /proc (man 5 proc)."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
# Fields of /proc/PID/stat counted from the state, which follows the name in brackets.
_PARENT = 1
_OWN_AND_REAPED = slice(11, 15)  # utime, stime, cutime, cstime


def cpu_seconds(pid: int) -> float:
    """Return the user and system time that ``pid`` and its descendants, living and ended, have used so far.

    The difference of two readings is exact to a tick (10 ms) for each living process: a child that ends in
    between moves its time to its parent.
    """
    children: dict[int, list[int]] = defaultdict(list)
    ticks: dict[int, int] = {}
    for process, fields in _processes():
        children[int(fields[_PARENT])].append(process)
        ticks[process] = sum(map(int, fields[_OWN_AND_REAPED]))
    total, waiting = 0, [pid]
    while waiting:
        process = waiting.pop()
        total += ticks[process]
        waiting += children[process]
    return total / _TICKS_A_SECOND


def parent_of(pid: int) -> int:
    """Return the process that started ``pid``."""
    return int(_stat(Path(f"/proc/{pid}"))[_PARENT])


def children_of(pid: int) -> list[int]:
    """Return the living processes that ``pid`` started."""
    return [process for process, fields in _processes() if int(fields[_PARENT]) == pid]


def _processes() -> Iterator[tuple[int, list[str]]]:
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            try:
                yield int(entry.name), _stat(Path(entry.path))
            except (FileNotFoundError, ProcessLookupError):
                continue  # It ended while the list was read.


def _stat(folder: Path) -> list[str]:
    return (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
