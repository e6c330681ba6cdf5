"""Writing drafts: saving without losing anybody's words, files, discarding."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from intranet.accounts.models import User
from intranet.core import audit
from intranet.directory.audience import everyone, make_audience
from intranet.directory.models import Audience, OrgUnit
from intranet.files.models import StoredFile
from intranet.orders.models import (
    DraftAttachment,
    DraftLegalBasis,
    DraftRelation,
    OrderAttachment,
    OrderDraft,
    RegisterSettings,
)
from intranet.orders.services.registering import NewLegalBasis, NewRelation

# What the form of a draft writes; the rest of the row is its way to the register.
CONTENT_FIELDS = (
    "kind",
    "external_number",
    "subject",
    "issuer",
    "signed_on",
    "effective_from",
    "effective_until",
    "owner_unit",
    "legal_basis",
    "text",
    "change_summary",
    "executor",
    "distribution",
    "jrwa_class",
    "original_place",
)


@dataclass(frozen=True)
class KeptAttachment:
    """What the form says of a file that the draft has already."""

    pk: int
    title: str
    role: str
    number: int | None


class DraftNotEditable(ValueError):
    """The draft is being approved or was; the argument is the draft as it is now."""


class DraftChangedMeanwhile(ValueError):
    """Somebody saved the draft after this person opened it; the argument is the draft as it is now."""


def create_draft(*, by: User, contents: Mapping[str, Any] | None = None) -> OrderDraft:
    """Make an empty draft, for everyone to see once registered, issued by whom the settings say."""
    values: dict[str, Any] = {"issuer": RegisterSettings.current().issuer, **(contents or {})}
    with transaction.atomic():
        draft = OrderDraft.objects.create(**values, audience=everyone(), author=by, updated_by=by)
        draft.editors.add(by)
        audit.record(actor=by, action="orders.draft_create", obj=draft)
    return draft


@transaction.atomic
def save_draft(
    *,
    draft: OrderDraft,
    seen_version: int,
    contents: Mapping[str, Any],
    relations: Iterable[NewRelation] | None = None,
    legal_bases: Iterable[NewLegalBasis] | None = None,
    audience_units: Iterable[OrgUnit] | None = None,
    by: User,
) -> OrderDraft:
    """Write ``contents`` (names among CONTENT_FIELDS) into the draft and return it with the next version.

    ``relations`` and ``legal_bases`` replace those there are; None leaves them. ``audience_units`` empty means
    everyone. Raises DraftChangedMeanwhile when ``seen_version`` is not the newest, DraftNotEditable; both leave the
    draft as it is. Not audited save by save: who wrote in it is kept in ``editors``.
    """
    current = lock_editable(draft)
    if current.version != seen_version:
        raise DraftChangedMeanwhile(current)
    unknown = contents.keys() - set(CONTENT_FIELDS)
    if unknown:
        raise KeyError(f"not contents of a draft: {sorted(unknown)}")
    for name, value in contents.items():
        setattr(current, name, value)
    if audience_units is not None:
        current.audience = _audience_of(current.audience, list(audience_units))
    if relations is not None:
        current.relations.all().delete()
        DraftRelation.objects.bulk_create(
            DraftRelation(
                draft=current,
                target=new.target,
                type=new.type,
                effective_on=new.effective_on,
                fragment=new.fragment,
            )
            for new in relations
        )
    if legal_bases is not None:
        current.legal_bases.all().delete()
        DraftLegalBasis.objects.bulk_create(
            DraftLegalBasis(draft=current, act=new.act, provision=new.provision, position=position)
            for position, new in enumerate(legal_bases, start=1)
        )
    _touch(current, by)
    return current


def _audience_of(present: Audience, units: list[OrgUnit]) -> Audience:
    """Return ``present`` when it is of just these units, else another: orders and drafts share no audience."""
    if not units:
        return everyone()
    rows = set(present.unit_rows.values_list("unit_id", "with_subunits"))
    is_same = rows == {(unit.pk, True) for unit in units} and not present.person_rows.exists()
    return present if is_same else make_audience(units=units)


@transaction.atomic
def attach_to_draft(
    *, draft: OrderDraft, file: StoredFile, title: str, role: str, number: int | None, by: User
) -> DraftAttachment:
    """Attach a stored file; without a number an annex gets the next one. Raises DraftNotEditable.

    Does not raise the version: a file added beside an open form does not contradict what is typed there.
    """
    current = lock_editable(draft)
    if number is None and role != OrderAttachment.Role.SIGNED_COPY:
        number = (current.attachments.aggregate(last=Max("number"))["last"] or 0) + 1
    attached = DraftAttachment.objects.create(draft=current, file=file, title=title, role=role, number=number)
    current.editors.add(by)
    audit.record(actor=by, action="orders.draft_attach", obj=current, details={"file": file.sha256})
    return attached


@transaction.atomic
def arrange_attachments(
    *, draft: OrderDraft, kept: Collection[KeptAttachment], removed: Collection[int], by: User
) -> OrderDraft:
    """Write titles, roles and numbers of files and take ``removed`` ones off; raise DraftNotEditable.

    Files that are not named stay as they are; those that somebody else has taken off stay off.
    """
    current = lock_editable(draft)
    for attachment in current.attachments.filter(pk__in=removed).select_related("file", "draft"):
        detach_from_draft(attachment=attachment, by=by)
    rows = {row.pk: row for row in current.attachments.filter(pk__in=[new.pk for new in kept])}
    # Numbers are unique within the draft: two files may have changed places.
    current.attachments.filter(pk__in=rows).update(number=None)
    others = current.attachments.values_list("number", flat=True)
    taken = {number for number in others if number is not None}
    for new in kept:
        if (row := rows.get(new.pk)) is None:
            continue
        row.title, row.role, row.number = new.title, new.role, new.number
        if row.number in taken:
            # Somebody gave it to another file a moment ago.
            row.number = max(taken) + 1
        if row.number is not None:
            taken.add(row.number)
        row.save(update_fields=["title", "role", "number"])
    _touch(current, by)
    return current


@transaction.atomic
def detach_from_draft(*, attachment: DraftAttachment, by: User) -> None:
    """Take a file off the draft; the sweep of private files removes it later. Raises DraftNotEditable."""
    current = lock_editable(attachment.draft)
    audit.record(
        actor=by, action="orders.draft_detach", obj=current, details={"file": attachment.file.sha256}
    )
    attachment.delete()
    current.editors.add(by)


@transaction.atomic
def discard_draft(*, draft: OrderDraft, by: User) -> None:
    """Delete a draft that is not on its way to the register. Raises DraftNotEditable."""
    current = lock_editable(draft)
    audit.record(actor=by, action="orders.draft_discard", obj=current)
    current.delete()


def lock_editable(draft: OrderDraft) -> OrderDraft:
    """Return the draft as it is now, locked; raise DraftNotEditable while somebody approves it or after."""
    current = lock_draft(draft)
    if not current.is_editable:
        raise DraftNotEditable(current)
    return current


def lock_draft(draft: OrderDraft) -> OrderDraft:
    """Return the draft as it is now, locked until the transaction ends."""
    return OrderDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)


def _touch(draft: OrderDraft, by: User) -> None:
    draft.version += 1
    draft.updated_by, draft.updated_at = by, timezone.now()
    draft.save()
    draft.editors.add(by)
