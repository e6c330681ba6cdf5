"""Writing a checked table into the register: everything prepared before, then one short transaction."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import cast

from django.core.files import File
from django.db import transaction

from intranet.accounts.models import User
from intranet.directory.audience import everyone, make_audience
from intranet.directory.models import Audience, OrgUnit
from intranet.files.models import StoredFile
from intranet.files.services import store_upload
from intranet.legal.matching import known_acts
from intranet.legal.models import LegalAct
from intranet.legal.references import ParsedAct, suggest_references
from intranet.orders.importing.checking import Plan
from intranet.orders.importing.progress import Progress
from intranet.orders.importing.rows import Row
from intranet.orders.importing.sources import FileSource
from intranet.orders.models import (
    NUMBERED_KINDS,
    REGISTER,
    HeldNumber,
    LegalBasis,
    Order,
    OrderAttachment,
    OrderRelation,
)
from intranet.orders.numbers import USUAL_PATTERN, write_number
from intranet.orders.services.registering import lock_kind
from intranet.search.indexing import batches

LONGEST_PROVISION = 200
_ACTS_AT_ONCE = 100
_FORGOTTEN_AT_ONCE = 500
# One statement with all the texts of a register would take hundreds of megabytes.
_ROWS_AT_ONCE = 1000

logger = logging.getLogger(__name__)


@dataclass
class Prepared:
    """The rows of the register to be, whole but for what only the transaction can tell: ids, audiences, patterns."""

    orders: dict[Row, Order] = field(default_factory=dict)
    relations: list[OrderRelation] = field(default_factory=list)
    attachments: list[OrderAttachment] = field(default_factory=list)
    legal_bases: list[LegalBasis] = field(default_factory=list)
    held: list[HeldNumber] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)


def prepare(
    plan: Plan, *, source: FileSource | None, progress: Progress, by: User | None, prepared: Prepared
) -> None:
    """Fill ``prepared`` from ``plan``, storing the files; when it raises, ``prepared.files`` must be forgotten."""
    acts = _acts_cited(plan.orders)
    for row in plan.orders:
        prepared.orders[row] = _order_of(row)
    for row, order in prepared.orders.items():
        for tie in row.ties:
            relation = OrderRelation(
                source=order, type=tie.type, fragment=tie.fragment, effective_on=tie.effective_on
            )
            if isinstance(tie.target, int):
                relation.target_id = tie.target
            else:
                relation.target = prepared.orders[tie.target]
            prepared.relations.append(relation)
        cited = acts.get(row.legal_basis, [])
        prepared.legal_bases += [
            LegalBasis(order=order, act=act, provision=provision, position=position)
            for position, (act, provision) in enumerate(cited, start=1)
        ]
    prepared.held = [_held_of(row, by) for row in plan.held]
    progress.begin("STORING", sum(len(row.attached) for row in plan.orders))
    for row, order in prepared.orders.items():
        for attached in row.attached:
            if source is None:
                raise ValueError("files without a source")
            with source.open(attached.path) as content:
                name = PurePosixPath(attached.path).name
                file = store_upload(upload=File(content, name), name=name)
            prepared.files.append(file)
            attachment = OrderAttachment(
                order=order, file=file, number=attached.number, title=attached.title, role=attached.role
            )
            attachment.note_file()
            prepared.attachments.append(attachment)
            progress.step()


@transaction.atomic
def write(prepared: Prepared) -> None:
    """Put everything into the register, or nothing; raises IntegrityError when the register has changed meanwhile."""
    kinds = sorted({order.kind for order in prepared.orders.values()} & set(NUMBERED_KINDS))
    patterns = {kind: lock_kind(kind).pattern for kind in kinds}
    audiences = _audiences({row.audience for row in prepared.orders})
    for row, order in prepared.orders.items():
        order.audience = audiences[row.audience]
        pattern = patterns.get(order.kind, USUAL_PATTERN)
        if row.number is not None and pattern != USUAL_PATTERN:
            order.written_number = write_number(pattern, row.number, row.signed_on)
    Order.objects.bulk_create(prepared.orders.values(), _ROWS_AT_ONCE)
    HeldNumber.objects.bulk_create(prepared.held, _ROWS_AT_ONCE)
    with REGISTER.opened():
        OrderRelation.objects.bulk_create(prepared.relations, _ROWS_AT_ONCE)
        OrderAttachment.objects.bulk_create(prepared.attachments, _ROWS_AT_ONCE)
        LegalBasis.objects.bulk_create(prepared.legal_bases, _ROWS_AT_ONCE)


def forget_files(files: Iterable[StoredFile]) -> None:
    """Remove files that were stored for orders which were not written; what is left the nightly sweep takes."""
    for some in batches(files, _FORGOTTEN_AT_ONCE):
        with transaction.atomic():
            StoredFile.objects.filter(pk__in=[file.pk for file in some]).delete()
            for file in some:
                transaction.on_commit(partial(_delete_bytes, file))


def _delete_bytes(file: StoredFile) -> None:
    try:
        file.content.storage.delete(file.content.name or "")
    except OSError:
        logger.warning("bytes of a file not imported could not be deleted", extra={"file_id": str(file.pk)})


def _order_of(row: Row) -> Order:
    number = row.number
    return Order(
        kind=row.kind,
        number=number.number if number else None,
        number_suffix=number.suffix if number else "",
        year=number.year if number else row.signed_on.year,
        external_number=row.external_number,
        subject=row.subject,
        issuer=row.issuer,
        signed_on=row.signed_on,
        published_on=row.published_on,
        effective_from=row.effective_from,
        effective_until=row.effective_until,
        owner_unit_id=row.owner_unit,
        owner_unit_name=row.owner_unit_name,
        legal_basis=row.legal_basis,
        text=row.text,
        change_summary=row.change_summary,
        executor=row.executor,
        distribution=row.distribution,
        jrwa_class_id=row.jrwa_class,
        original_place=row.original_place,
    )


def _held_of(row: Row, by: User | None) -> HeldNumber:
    if row.number is None:
        raise ValueError("a held number without a number")
    return HeldNumber(
        kind=row.kind,
        year=row.number.year,
        number=row.number.number,
        number_suffix=row.number.suffix,
        state=row.state,
        reason=row.reason,
        held_by=by,
    )


def _audiences(sets: set[frozenset[int]]) -> dict[frozenset[int], Audience]:
    """Return an audience for each set of units; orders for the same units share one, as all for everyone do."""
    units = OrgUnit.objects.in_bulk({pk for some in sets for pk in some})
    return {
        some: make_audience(units=[units[pk] for pk in sorted(some)]) if some else everyone() for some in sets
    }


def _acts_cited(rows: list[Row]) -> dict[str, list[tuple[LegalAct, str]]]:
    """Return by legal basis the acts it cites at a place that is known here; a title alone may mean another text."""
    cited: dict[str, list[tuple[ParsedAct, str]]] = {}
    for text in {row.legal_basis for row in rows if row.legal_basis}:
        cited[text] = [
            (reference.act, reference.provision[:LONGEST_PROVISION])
            for reference in suggest_references(text)
            if reference.act.place is not None
        ]
    by_place = {act.place: act for found in cited.values() for act, _ in found}
    known: dict[object, LegalAct | None] = {}
    # One question about all acts of a long register would be too long for the database.
    for some in batches(by_place.items(), _ACTS_AT_ONCE):
        found = known_acts([act for _, act in some])
        known.update(zip((place for place, _ in some), found, strict=True))
    return {
        text: list(
            dict.fromkeys(
                cast(tuple[LegalAct, str], (known[act.place], provision))
                for act, provision in references
                if known[act.place] is not None
            )
        )
        for text, references in cited.items()
    }
