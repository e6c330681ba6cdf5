"""What the intranet needs from outside to do its work; each need is told apart at `/readyz`."""

from collections.abc import Callable
from dataclasses import dataclass

from celery import current_app
from django.core.cache import cache
from django.db import DatabaseError, connection
from kombu.exceptions import KombuError

from intranet.core.registry import Registry

PROBE_SECONDS = 10


@dataclass(frozen=True)
class Need:
    """One outside need: ``probe`` raises one of ``failures`` when it is not met."""

    key: str
    probe: Callable[[], None]
    failures: tuple[type[Exception], ...]
    order: int
    is_vital: bool = False


needs: Registry[Need] = Registry(key=lambda need: need.key, order=lambda need: (need.order, need.key))


def is_met(need: Need) -> bool:
    """Tell whether the need is met; the answer is kept for ten seconds, the address being public.

    A vital need is asked every time: the cache may live in what it asks about.
    """
    if need.is_vital:
        return _probe(need)
    key = f"readiness:{need.key}"
    try:
        remembered = cache.get(key)
        if remembered is None:
            remembered = _probe(need)
            cache.set(key, remembered, PROBE_SECONDS)
    except DatabaseError:  # the cache lives in the database, which is a need of its own
        return _probe(need)
    return bool(remembered)


def _probe(need: Need) -> bool:
    try:
        need.probe()
    except need.failures:
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_broker() -> None:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
        broker.default_channel.close()


needs.register(Need("database", _ask_database, (DatabaseError,), order=10, is_vital=True))
needs.register(Need("broker", _ask_broker, (OSError, KombuError), order=20))
