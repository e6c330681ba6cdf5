"""Refuse to start a process whose settings are unsafe.

Django runs system checks for management commands but not for a web server or a worker, so those two call
``refuse_unsafe_start`` themselves.
"""

from django.core import checks
from django.core.exceptions import ImproperlyConfigured

STARTUP_TAG = "startup"


def refuse_unsafe_start() -> None:
    """Raise ImproperlyConfigured, naming every failed check and its hint, when an error-level check fails."""
    problems = [message for message in checks.run_checks(tags=[STARTUP_TAG]) if message.level >= checks.ERROR]
    if problems:
        raise ImproperlyConfigured("\n".join(str(problem) for problem in problems))
