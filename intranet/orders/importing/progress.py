"""Telling how far an import is, and hearing that somebody wants it to stop."""

from time import monotonic
from typing import Protocol

from django.utils import timezone

from intranet.orders.models import RegisterImport

EVERY_SECONDS = 0.7


class Cancelled(Exception):
    """Somebody asked for the import to be cancelled."""


class Superseded(Exception):
    """This worker was given up for dead, and the import is another's now."""


class Progress(Protocol):
    """What long work tells: which phase begins, and each step of it."""

    def begin(self, phase: str, total: int | None) -> None: ...
    def step(self, count: int = 1) -> None: ...


class RowProgress:
    """Keeps progress in the row of the import, so it must not be used inside a long transaction.

    Raises Cancelled and Superseded from between two steps.
    """

    def __init__(self, register_import: RegisterImport) -> None:
        self._row = RegisterImport.objects.filter(pk=register_import.pk, turn=register_import.turn)
        self._phase, self._done, self._total = "", 0, None
        self._told_at = 0.0

    _phase: str
    _total: int | None

    def begin(self, phase: str, total: int | None) -> None:
        """Begin a phase of ``total`` steps, None when nobody knows how many."""
        self._phase, self._done, self._total = phase, 0, total
        self._tell()

    def step(self, count: int = 1) -> None:
        """Note that so much more is done."""
        self._done += count
        if monotonic() - self._told_at >= EVERY_SECONDS:
            self._tell()

    def _tell(self) -> None:
        self._told_at = monotonic()
        total = None if self._total is None else max(self._total, self._done)
        told = self._row.update(phase=self._phase, done=self._done, total=total, seen_at=timezone.now())
        if not told:
            raise Superseded
        if self._row.filter(is_cancel_asked=True).exists():
            raise Cancelled
