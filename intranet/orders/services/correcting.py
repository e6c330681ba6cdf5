"""Correcting what the register says about an order: each field with its before, after and reason, for ever."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from intranet.accounts.models import User
from intranet.core import audit
from intranet.directory.audience import everyone, make_audience
from intranet.directory.models import OrgUnit
from intranet.legal.services import LegalBasisRow, cite_acts
from intranet.orders.correction_words import (
    ATTACHMENT,
    AUDIENCE,
    LEGAL_ACTS,
    attachment_in_words,
    bases_in_words,
    in_words,
    units_in_words,
)
from intranet.orders.models import REGISTER, LegalBasis, Order, OrderAttachment, OrderCorrection
from intranet.search.indexing import index_objects

# Facts of the register. The text, the number, the day of signing, the relations and the files are the act itself:
# only another order changes those.
CORRECTABLE = (
    "subject",
    "issuer",
    "published_on",
    "effective_from",
    "effective_until",
    "owner_unit",
    "legal_basis",
    "executor",
    "distribution",
    "jrwa_class",
    "original_place",
)
# Added to words that would read the same before and after: another unit of the same name.
ANOTHER = "(inny zapis o tej samej nazwie)"


class NothingCorrected(ValueError):
    """Every field already says what the correction would write."""


class CorrectedMeanwhile(ValueError):
    """Somebody corrected the order after this person read it; the argument is the order as it is now."""


class EndsBeforeStart(ValueError):
    """The corrected order would end before it takes effect."""


class AttachmentNumberTwice(ValueError):
    """Two attachments would bear one number; the argument is the number."""


@dataclass(frozen=True)
class AttachmentFacts:
    """What the register is to say about an attachment; its file stays."""

    attachment: OrderAttachment
    number: int | None
    title: str
    role: str

    @property
    def is_changed(self) -> bool:
        """Tell whether the register says something else now."""
        now = self.attachment
        return (now.number, now.title, now.role) != (self.number, self.title, self.role)


@dataclass(frozen=True)
class Metadata:
    """What the register is to say about an order.

    ``fields`` has names among CORRECTABLE. ``audience_units`` empty means everyone; None leaves it, as it leaves
    legal bases. Attachments that are not named stay as they are.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    audience_units: Sequence[OrgUnit] | None = None
    legal_bases: Sequence[LegalBasisRow] | None = None
    attachments: Sequence[AttachmentFacts] = ()


@dataclass(frozen=True)
class Change:
    """One difference between the register and what it is to say, in the words that will be recorded."""

    field: str
    before: str
    after: str


def changes_of(order: Order, metadata: Metadata) -> list[Change]:
    """Return what ``metadata`` would change, in the order of the form.

    Raises EndsBeforeStart, AttachmentNumberTwice.
    """
    values = {name: metadata.fields.get(name, getattr(order, name)) for name in CORRECTABLE}
    if values["effective_until"] and values["effective_until"] < values["effective_from"]:
        raise EndsBeforeStart(order)
    changes = [
        Change(name, _before(order, name), in_words(value))
        for name, value in values.items()
        if not _is_same(getattr(order, name), value)
    ]
    changes += _change_of_bases(order, metadata.legal_bases)
    changes += _change_of_audience(order, metadata.audience_units)
    changes += _changes_of_attachments(order, metadata.attachments)
    return [_told_apart(change) for change in changes]


@transaction.atomic
def correct_order(
    *, order: Order, metadata: Metadata, reason: str, seen_corrections: int, by: User
) -> list[OrderCorrection]:
    """Write ``metadata`` into a registered order and return what is recorded of it.

    ``seen_corrections`` is how many corrections the person saw: another number means that somebody was faster.
    Indexes and audits. Raises NothingCorrected, CorrectedMeanwhile, EndsBeforeStart, AttachmentNumberTwice.
    """
    current = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if current.corrections.count() != seen_corrections:
        raise CorrectedMeanwhile(current)
    changes = changes_of(current, metadata)
    if not changes:
        raise NothingCorrected(current)
    names = {change.field for change in changes}
    with REGISTER.opened():
        _write_fields(current, metadata, names)
        if LEGAL_ACTS in names:
            _write_bases(current, metadata.legal_bases or (), by)
        if ATTACHMENT in names:
            _write_attachments([facts for facts in metadata.attachments if facts.is_changed])
        recorded = OrderCorrection.objects.bulk_create(
            OrderCorrection(
                order=current,
                field=change.field,
                before=change.before,
                after=change.after,
                reason=reason,
                corrected_by=by,
            )
            for change in changes
        )
    audit.record(
        actor=by, action="orders.correct", obj=current, details={"fields": [row.field for row in recorded]}
    )
    index_objects([current, *current.attachments.with_file()])
    return recorded


def _before(order: Order, name: str) -> str:
    # The unit is named as it was on the day of signing, which the page of the order shows.
    if name == "owner_unit" and order.owner_unit is None:
        return order.owner_unit_name
    return in_words(getattr(order, name))


def _is_same(before: object, after: object) -> bool:
    if isinstance(before, str) and isinstance(after, str):
        # A browser writes its own ends of lines.
        return before.replace("\r\n", "\n").strip() == after.replace("\r\n", "\n").strip()
    return before == after


def _told_apart(change: Change) -> Change:
    if change.before != change.after:
        return change
    return Change(change.field, change.before, f"{change.after} {ANOTHER}".strip())


def _change_of_bases(order: Order, rows: Sequence[LegalBasisRow] | None) -> Iterator[Change]:
    if rows is None:
        return
    before, after = bases_in_words(bases_of(order)), bases_in_words(rows)
    if before != after:
        yield Change(LEGAL_ACTS, before, after)


def bases_of(order: Order) -> list[LegalBasisRow]:
    """Return the legal bases of an order as a form has them."""
    return [
        LegalBasisRow(act=basis.act, provision=basis.provision)
        for basis in order.legal_bases.select_related("act")
    ]


def _change_of_audience(order: Order, units: Sequence[OrgUnit] | None) -> Iterator[Change]:
    if units is None:
        return
    before = order.audience
    rows = list(before.unit_rows.all())
    is_of_units_alone = all(row.with_subunits for row in rows) and not before.person_rows.exists()
    is_same = (
        is_of_units_alone and {row.unit_id for row in rows} == {unit.pk for unit in units}
        if units
        else before.is_everyone
    )
    if not is_same:
        yield Change(AUDIENCE, in_words(before), units_in_words(units))


def _changes_of_attachments(order: Order, attachments: Sequence[AttachmentFacts]) -> Iterator[Change]:
    named = {facts.attachment.pk: facts for facts in attachments}
    taken: set[int] = set()
    for row in order.attachments.all():
        facts = named.get(row.pk)
        number = facts.number if facts else row.number
        if number is not None and not row.is_withdrawn:
            if number in taken:
                raise AttachmentNumberTwice(number)
            taken.add(number)
        now = AttachmentFacts(row, facts.number, facts.title, facts.role) if facts else None
        if now is not None and now.is_changed:
            yield Change(
                ATTACHMENT,
                attachment_in_words(row.number, row.title, row.role),
                attachment_in_words(now.number, now.title, now.role),
            )


def _write_fields(order: Order, metadata: Metadata, names: set[str]) -> None:
    for name in names & set(CORRECTABLE):
        setattr(order, name, metadata.fields[name])
    if "owner_unit" in names:
        order.owner_unit_name = order.owner_unit.name if order.owner_unit else ""
    if AUDIENCE in names:
        units = metadata.audience_units
        order.audience = make_audience(units=units) if units else everyone()
    order.save()


def _write_bases(order: Order, rows: Sequence[LegalBasisRow], by: User) -> None:
    cited = cite_acts(rows=rows, by=by)
    order.legal_bases.all().delete()
    LegalBasis.objects.bulk_create(
        LegalBasis(order=order, act=basis.act, provision=basis.provision, position=position)
        for position, basis in enumerate(cited, start=1)
    )


def _write_attachments(attachments: Sequence[AttachmentFacts]) -> None:
    ids = [facts.attachment.pk for facts in attachments]
    # Without numbers for a moment: two attachments may change theirs for each other's.
    OrderAttachment.objects.filter(pk__in=ids).update(number=None)
    for facts in attachments:
        OrderAttachment.objects.filter(pk=facts.attachment.pk).update(
            number=facts.number, title=facts.title, role=facts.role
        )
