"""One moment after which a caller waits no longer, whatever the server does."""

import time
from dataclasses import dataclass


class Deadline:
    """A moment on the monotonic clock."""

    def __init__(self, ends_at: float) -> None:
        self._ends_at = ends_at

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """Return the moment `seconds` from now."""
        return cls(time.monotonic() + seconds)

    def sooner(self, seconds: float) -> "Deadline":
        """Return the moment `seconds` from now, or this one if it comes first."""
        return Deadline(min(self._ends_at, time.monotonic() + seconds))

    @property
    def is_over(self) -> bool:
        """Tell whether the moment has come."""
        return time.monotonic() >= self._ends_at

    def remaining(self) -> float:
        """Return the seconds left. Raises TimeoutError when there are none."""
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for the directory is used up")
        return left


@dataclass(slots=True)
class TimeBudget:
    """What one connection may spend: each step at most `step_timeout` seconds, and nothing after `deadline`.

    The deadline is moved on once the connection is open.
    """

    deadline: Deadline
    step_timeout: float

    def next_step(self) -> float:
        """Return the seconds the next step may take. Raises TimeoutError past the deadline."""
        return min(self.step_timeout, self.deadline.remaining())
