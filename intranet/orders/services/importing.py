"""The steps a person takes with an import of an old register; the work itself is a worker's (`importing.running`)."""

import hashlib
import logging
from datetime import timedelta
from functools import partial
from pathlib import PurePath

from celery import current_app
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from kombu.exceptions import KombuError

from intranet.accounts.models import User
from intranet.core import audit
from intranet.files.kinds import chunks_of
from intranet.files.services import safe_name
from intranet.orders.models import RegisterImport

CHECK_TASK, WRITE_TASK = "orders.check_import", "orders.run_import"
# A person waits for the page meanwhile.
CONNECT_SECONDS = 2
KEPT_UNFINISHED = timedelta(days=30)

State = RegisterImport.State
logger = logging.getLogger(__name__)


class ImportBusy(ValueError):
    """Another import is under way; the argument is that `RegisterImport`."""


class ImportMovedOn(ValueError):
    """The step does not fit the state of the import any more; the argument is the import as it is now."""


def start_import(
    *, table: "UploadedFile[bytes]", archive: "UploadedFile[bytes] | None" = None, folder: str = "", by: User
) -> RegisterImport:
    """Keep the table with its archive, or the name of a folder on the server, and queue its check.

    Raises ImportBusy.
    """
    _refuse_while_busy()
    name = safe_name(table.name or "")
    row = RegisterImport(
        table_name=name,
        table_format=PurePath(name).suffix.lower().removeprefix("."),
        table_sha256=_hash_of(table),
        folder="" if archive else folder,
        started_by=by,
    )
    row.table.save(name, _rewound(table), save=False)
    try:
        if archive is not None:
            row.archive_name, row.archive_sha256 = safe_name(archive.name or ""), _hash_of(archive)
            row.archive.save(row.archive_name, _rewound(archive), save=False)
        with transaction.atomic():
            row.save(force_insert=True)
            audit.record(
                actor=by,
                action="orders.import_check",
                obj=row,
                details={"table_sha256": row.table_sha256, "archive_sha256": row.archive_sha256},
            )
            _wake(CHECK_TASK, row.pk)
    except BaseException as error:
        _delete_bytes(row)
        if isinstance(error, IntegrityError):
            # Somebody else has sent one in the same moment.
            _refuse_while_busy()
        raise
    return row


@transaction.atomic
def cancel_import(*, register_import: RegisterImport, by: User) -> RegisterImport:
    """Cancel an import that waits, or ask its worker to stop; raise ImportMovedOn when it is too late for that."""
    row = _locked(register_import)
    if row.is_waiting and row.written_at is None:
        row.state = State.CANCELLED
    elif row.state in (State.CHECKING, State.WRITING):
        row.is_cancel_asked = True
    else:
        raise ImportMovedOn(row)
    row.save()
    audit.record(actor=by, action="orders.import_cancel", obj=row)
    return row


@transaction.atomic
def confirm_import(*, register_import: RegisterImport, by: User) -> RegisterImport:
    """Queue the writing of a checked import without problems; raise ImportMovedOn and ImportBusy."""
    row = _locked(register_import)
    if not row.may_be_confirmed:
        raise ImportMovedOn(row)
    _refuse_while_busy()
    row.state, row.queued_at = State.WAITING_WRITE, timezone.now()
    row.confirmed_by, row.confirmed_at = by, timezone.now()
    _save_busy(row)
    audit.record(actor=by, action="orders.import_confirm", obj=row)
    _wake(WRITE_TASK, row.pk)
    return row


@transaction.atomic
def restart_import(*, register_import: RegisterImport, by: User) -> RegisterImport:
    """Queue again an import that stopped, or whose task or worker was lost; raise ImportMovedOn and ImportBusy.

    One that was confirmed goes on with writing: until it was written nothing is in the register.
    """
    row = _locked(register_import)
    may = row.may_start_again or row.is_late_at(timezone.now()) or row.state == State.CHECKED
    if not may or not row.has_its_files:
        raise ImportMovedOn(row)
    _refuse_while_busy(but=row)
    _queue_again(row)
    audit.record(actor=by, action="orders.import_restart", obj=row)
    return row


def forget_unfinished_imports() -> int:
    """Let go of what imports that came to nothing have kept for a month; return how many there were.

    The tables of those that were written stay as evidence.
    """
    over = RegisterImport.objects.filter(written_at=None, queued_at__lt=timezone.now() - KEPT_UNFINISHED)
    found = list(over.exclude(state__in=RegisterImport.BUSY).exclude(table=""))
    for row in found:
        kept = [(one.storage, str(one.name)) for one in (row.table, row.archive) if one]
        with transaction.atomic():
            row.table, row.archive = "", ""
            row.save(update_fields=["table", "archive"])
            for storage, name in kept:
                transaction.on_commit(partial(storage.delete, name))
    return len(found)


def wake_waiting_imports() -> int:
    """Queue imports whose task the broker lost, mark those whose worker died; return how many were touched."""
    now, touched = timezone.now(), 0
    for pk in list(RegisterImport.objects.busy().values_list("pk", flat=True)):
        with transaction.atomic():
            row = RegisterImport.objects.select_for_update().get(pk=pk)
            if row.is_stale_at(now):
                _interrupt(row)
                touched += 1
            elif row.is_late_at(now):
                _wake(_task_of(row), row.pk)
                touched += 1
    return touched


def _queue_again(row: RegisterImport) -> None:
    is_write = row.confirmed_at is not None
    row.state = State.WAITING_WRITE if is_write else State.WAITING_CHECK
    row.queued_at, row.failure, row.is_cancel_asked = timezone.now(), "", False
    # A worker that was only slow must not go on beside the next one.
    row.turn += 1
    _save_busy(row)
    _wake(_task_of(row), row.pk)


def _save_busy(row: RegisterImport) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        # Somebody has set another one going in the same moment.
        raise ImportBusy(RegisterImport.objects.busy().first()) from error


def _interrupt(row: RegisterImport) -> None:
    row.state, row.is_cancel_asked = State.INTERRUPTED, False
    row.turn += 1
    row.save()


def _task_of(row: RegisterImport) -> str:
    return WRITE_TASK if row.state == State.WAITING_WRITE else CHECK_TASK


@transaction.atomic
def _refuse_while_busy(*, but: RegisterImport | None = None) -> None:
    """Raise ImportBusy while another import is under way; one whose worker died is marked and passed over."""
    busy = RegisterImport.objects.busy().select_for_update()
    for row in busy.exclude(pk=but.pk) if but else busy:
        if not row.is_stale_at(timezone.now()):
            raise ImportBusy(row)
        _interrupt(row)


def _locked(register_import: RegisterImport) -> RegisterImport:
    return RegisterImport.objects.select_for_update(of=("self",)).get(pk=register_import.pk)


def _delete_bytes(row: RegisterImport) -> None:
    for kept in (row.table, row.archive):
        if kept:
            kept.storage.delete(str(kept.name))


def _hash_of(file: "UploadedFile[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in chunks_of(file):
        digest.update(chunk)
    return digest.hexdigest()


def _rewound(file: "UploadedFile[bytes]") -> "File[bytes]":
    file.seek(0)
    return file


def _wake(task: str, import_id: int) -> None:
    transaction.on_commit(partial(_send, task, import_id))


def _send(task: str, import_id: int) -> None:
    """Queue the task; when the broker is silent the import waits for `wake_waiting_imports`."""
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=CONNECT_SECONDS)
            current_app.send_task(task, [import_id], retry=False, ignore_result=True, connection=broker)
    except (KombuError, OSError) as error:
        logger.warning("%s of import %s not queued: %s", task, import_id, error)
