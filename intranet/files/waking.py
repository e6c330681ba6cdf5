"""Tell a worker that a file waits to be read. A lost call does no harm: `files.extract_waiting` looks again."""

import logging
from functools import partial
from uuid import UUID

from celery import current_app
from django.core.cache import caches
from django.db import transaction
from kombu.exceptions import KombuError

EXTRACT_TASK = "files.extract_text"
# A person waits for the page meanwhile; and once it has failed, the next files of an import do not try again.
CONNECT_SECONDS = 2
SILENT_SECONDS = 60
_BROKER_SILENT = "files.waking.silent"

logger = logging.getLogger(__name__)


def wake_reader(file_id: UUID) -> None:
    """Queue the reading of a file once the transaction is committed."""
    transaction.on_commit(partial(_queue, file_id))


def _queue(file_id: UUID) -> None:
    if caches["process"].get(_BROKER_SILENT):
        return
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=CONNECT_SECONDS)
            current_app.send_task(
                EXTRACT_TASK, [str(file_id)], retry=False, ignore_result=True, connection=broker
            )
    except (KombuError, OSError) as error:
        caches["process"].set(_BROKER_SILENT, True, SILENT_SECONDS)
        logger.warning("reading of %s not queued: %s", file_id, error)
