"""What a worker does with an import. Each step is claimed under a lock, so a task that comes twice works once."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, cast

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from intranet.core import audit
from intranet.orders.importing.checking import Plan, check_table
from intranet.orders.importing.indexing import index_imported
from intranet.orders.importing.problems import Problems
from intranet.orders.importing.progress import Cancelled, RowProgress, Superseded
from intranet.orders.importing.sources import FileSource, open_archive, open_folder
from intranet.orders.importing.writing import Prepared, forget_files, prepare, write
from intranet.orders.models import ImportProblem, RegisterImport

State = RegisterImport.State
LONGEST_FAILURE = 300

logger = logging.getLogger(__name__)


def run_check(import_id: int) -> None:
    """Check a waiting import; a second run does nothing."""
    taken = _claim(import_id, State.WAITING_CHECK, State.CHECKING)
    if taken is None:
        return
    with _settled(taken), _opened(taken) as (table, source, problems):
        plan = check_table(
            table=table,
            table_format=taken.table_format,
            files=source,
            problems=problems,
            progress=RowProgress(taken),
        )
        _keep_check(taken, plan, problems)


def run_import(import_id: int) -> None:
    """Check a confirmed import again and write it, or go on with indexing; a second run does nothing."""
    taken = _claim(import_id, State.WAITING_WRITE, State.WRITING)
    if taken is None:
        return
    with _settled(taken):
        if taken.written_at is None and not _write(taken):
            return
        _index(taken)


def _claim(import_id: int, waiting: str, working: str) -> RegisterImport | None:
    with transaction.atomic():
        row = RegisterImport.objects.select_for_update().filter(pk=import_id, state=waiting).first()
        if row is None:
            return None
        row.state = State.INDEXING if working == State.WRITING and row.written_at else working
        row.turn += 1
        row.seen_at, row.is_cancel_asked, row.failure = timezone.now(), False, ""
        row.phase, row.done, row.total = "", 0, None
        row.save()
        return row


@contextmanager
def _settled(taken: RegisterImport) -> Iterator[None]:
    """Leave the import in a state that says how it ended, whatever happens; in the language of the register."""
    try:
        with translation.override(settings.LANGUAGE_CODE):
            yield
    except Cancelled:
        _end(taken, State.CANCELLED)
    except Superseded:
        logger.warning("import taken over by another worker", extra={"import_id": taken.pk})
    except SoftTimeLimitExceeded:
        logger.exception("import took too long", extra={"import_id": taken.pk})
        _fail(taken, _("It took longer than it may. Divide the table into parts."))
    except Exception:
        # Whatever it was, the person who waits must be told that nothing was written.
        logger.exception("import failed", extra={"import_id": taken.pk})
        _fail(taken, _("An unexpected error. It was noted in the log of the server; tell the IT support."))


@contextmanager
def _opened(taken: RegisterImport) -> Iterator[tuple[IO[bytes], FileSource | None, Problems]]:
    problems = Problems()
    with ExitStack() as opened:
        table = opened.enter_context(taken.table.storage.open(str(taken.table.name)))
        source: FileSource | None = None
        if taken.archive:
            archive = opened.enter_context(taken.archive.storage.open(str(taken.archive.name)))
            source = opened.enter_context(open_archive(cast(IO[bytes], archive.file), archive.size, problems))
        elif taken.folder:
            source = open_folder(taken.folder, problems)
        yield cast(IO[bytes], table.file), source, problems


def _keep_check(taken: RegisterImport, plan: Plan, problems: Problems) -> None:
    """Keep what the check found; the import waits for a person now."""
    with transaction.atomic():
        row = _locked(taken)
        row.problems.all().delete()
        ImportProblem.objects.bulk_create(
            [
                ImportProblem(
                    register_import=row,
                    code=found.code,
                    is_remark=found.is_remark,
                    row=found.row,
                    letter=found.letter,
                    column=found.column,
                    value=found.value,
                    message=found.message,
                )
                for found in problems.kept
            ]
        )
        row.state, row.counts, row.preview = State.CHECKED, plan.counts(problems), plan.preview()
        row.checked_at, row.confirmed_by, row.confirmed_at = timezone.now(), None, None
        row.save()


def _write(taken: RegisterImport) -> bool:
    """Write the import and tell whether it is written; problems found only now wait for a person instead."""
    progress = RowProgress(taken)
    prepared = Prepared()
    try:
        with _opened(taken) as (table, source, problems):
            plan = check_table(
                table=table,
                table_format=taken.table_format,
                files=source,
                problems=problems,
                progress=progress,
            )
            if problems.errors:
                _keep_check(taken, plan, problems)
                return False
            prepare(plan, source=source, progress=progress, by=taken.confirmed_by, prepared=prepared)
        progress.begin("WRITING", None)
        with transaction.atomic():
            write(prepared)
            _note_written(taken, plan.counts(problems) | {"legal_bases": len(prepared.legal_bases)})
    except BaseException as error:
        forget_files(prepared.files)
        if isinstance(error, IntegrityError):
            logger.warning("register changed during an import", extra={"import_id": taken.pk})
            _fail(taken, _("The register changed meanwhile, so nothing was written. Check the table again."))
            return False
        raise
    return True


def _note_written(taken: RegisterImport, counts: dict[str, int]) -> None:
    row = _locked(taken)
    if row.is_cancel_asked:
        raise Cancelled
    row.state, row.written_at, row.counts = State.INDEXING, timezone.now(), counts
    row.save()
    audit.record(
        actor=row.confirmed_by,
        action="orders.import",
        obj=row,
        details={
            "table_sha256": row.table_sha256,
            "archive_sha256": row.archive_sha256,
            "folder": row.folder,
            **counts,
        },
    )


def _index(taken: RegisterImport) -> None:
    index_imported(RowProgress(taken))
    with transaction.atomic():
        row = _locked(taken)
        row.state = State.DONE
        storage, archive, row.archive = row.archive.storage, row.archive.name, ""
        row.save()
        if archive:
            transaction.on_commit(lambda: storage.delete(archive))


def _fail(taken: RegisterImport, reason: str) -> None:
    _end(taken, State.FAILED, reason[:LONGEST_FAILURE])


def _end(taken: RegisterImport, state: str, failure: str = "") -> None:
    own = RegisterImport.objects.filter(pk=taken.pk, turn=taken.turn, state__in=RegisterImport.WORKING)
    own.update(state=state, failure=failure, is_cancel_asked=False)


def _locked(taken: RegisterImport) -> RegisterImport:
    """Return the row under a lock; raise Superseded when another worker has it now."""
    found = RegisterImport.objects.select_for_update(of=("self",)).filter(
        pk=taken.pk, turn=taken.turn, state__in=RegisterImport.WORKING
    )
    row = found.first()
    if row is None:
        raise Superseded
    return row
