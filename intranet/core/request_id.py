"""A short number of each request, the same in its log lines, in its answer and on its error page."""

import logging
import secrets
from contextvars import ContextVar
from typing import Any

from django.core.signals import request_finished
from django.dispatch import receiver

# Read out over the phone: nothing that sounds or looks like something else.
ALPHABET = "23456789ABCDEFGHJKMNPRSTWXYZ"  # pragma: allowlist secret
NO_REQUEST = "-"

_current: ContextVar[str] = ContextVar("request_id", default=NO_REQUEST)


def begin() -> str:
    """Give the request that begins a number of its own, kept until Django is done with its answer."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(2))
    number = "-".join(groups)
    _current.set(number)
    return number


def resume(number: str) -> None:
    """Go back to the number of the request around the one that has been answered."""
    _current.set(number)


@receiver(request_finished)
def forget(**kwargs: Any) -> None:
    """Forget the number. Not at the end of the middleware: Django logs refusals after it."""
    _current.set(NO_REQUEST)


def current() -> str:
    """Return the number of the request being answered ("7KF3-92HD"), or "-" outside of one."""
    return _current.get()


class RequestIdFilter(logging.Filter):
    """Let every log line name its request; drops none."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current()
        return True
