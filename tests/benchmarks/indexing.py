"""Step: filing the attachments of a filled register for search, as `manage.py rebuild_search` does.

It runs in a process of its own, so that its memory is what filing takes and nothing else.
"""

import re
import time
from pathlib import Path

from django.db import connection

from intranet.orders.models import OrderAttachment
from intranet.search.rebuilding import rebuild_source
from intranet.search.registry import source_of
from intranet.search.vocabulary import make_vocabulary
from tests.benchmarks.client import WrongAnswer

_HIGHEST = re.compile(r"^VmHWM:\s+(?P<kilobytes>\d+) kB$", re.MULTILINE)


def main(arguments: list[str]) -> dict[str, float]:
    """File every attachment; return the seconds, the most memory held meanwhile, and the vocabulary's seconds.

    Raises WrongAnswer when fewer were filed than the register has.
    """
    connection.ensure_connection()
    began = time.perf_counter()
    filed = rebuild_source(source_of(OrderAttachment))
    found = {"seconds": time.perf_counter() - began, "memory": _most_megabytes()}
    if filed != OrderAttachment.objects.count():
        raise WrongAnswer(f"{filed} attachments were filed.")
    began = time.perf_counter()
    make_vocabulary()
    found["vocabulary"] = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return found


def _most_megabytes() -> float:
    """Return the most memory this process has ever held; unlike getrusage's, nothing of whoever started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    highest = _HIGHEST.search(status)
    if highest is None:
        raise WrongAnswer("This system does not tell how much memory a process has held.")
    return int(highest["kilobytes"]) / 1024
