"""The way of a draft to the register: approval by somebody who wrote none of it, registration, schedule."""

import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from intranet.accounts.models import User
from intranet.core import audit
from intranet.core.dates import today
from intranet.files.models import StoredFile
from intranet.orders.checking import DraftProblems, problems_of
from intranet.orders.drafts import contents_in_words
from intranet.orders.models import (
    DraftVersion,
    HeldNumber,
    Order,
    OrderAttachment,
    OrderDraft,
    OrderRelation,
)
from intranet.orders.numbers import OrderNumber
from intranet.orders.relating import RelationsRefused
from intranet.orders.services.drafting import lock_draft, lock_editable
from intranet.orders.services.numbering import NumberHeld, hold_number, release_number
from intranet.orders.services.refusals import NUMBER_REFUSALS, NumberPromised, number_words
from intranet.orders.services.registering import (
    NewAttachment,
    NewLegalBasis,
    NewRelation,
    YearOfAnother,
    lock_kind,
    register_order,
)

logger = logging.getLogger(__name__)

State, Verdict = OrderDraft.State, DraftVersion.Verdict
LONGEST_FAILURE = 500


class WrongState(ValueError):
    """The step does not fit the state of the draft; the argument is the draft as it is now."""


class OwnDraft(PermissionError):
    """Somebody who wrote in the draft tried to approve it."""


@dataclass(frozen=True)
class Signing:
    """What is known only once the paper is signed: the number on it, its day, where it lies, its scan."""

    number: OrderNumber | None
    signed_on: date
    published_on: date
    original_place: str = ""
    scan: StoredFile | None = None


@transaction.atomic
def submit_draft(*, draft: OrderDraft, seen_version: int, by: User) -> DraftVersion:
    """Send the draft for approval, keeping what is sent. Raises DraftNotEditable, WrongState, DraftProblems."""
    current = lock_editable(draft)
    if current.version != seen_version:
        raise WrongState(current)
    problems = problems_of(current)
    if problems:
        raise DraftProblems(problems)
    number = current.versions.count() + 1
    version = DraftVersion.objects.create(
        draft=current, number=number, contents=contents_in_words(current), submitted_by=by
    )
    _move(current, State.SUBMITTED, submitted_at=timezone.now())
    audit.record(actor=by, action="orders.draft_submit", obj=current, details={"version": number})
    return version


@transaction.atomic
def recall_draft(*, draft: OrderDraft, by: User) -> OrderDraft:
    """Take a draft back from approval or from the register's queue, to change it. Raises WrongState."""
    current = _in_state(draft, State.SUBMITTED, State.APPROVED, State.SCHEDULED)
    _give_back_number(current, by=by)
    _decide(current, Verdict.RECALLED, by=by)
    if current.kind != Order.Kind.EXTERNAL_ACT:
        # Known from a paper that will have to be signed anew.
        current.signed_on = None
    _move(current, State.DRAFT, **_NOT_APPROVED, **_NOT_SCHEDULED)
    audit.record(actor=by, action="orders.draft_recall", obj=current)
    return current


@transaction.atomic
def approve_draft(*, draft: OrderDraft, version: int, by: User) -> OrderDraft:
    """Approve the ``version`` that was read. Raises WrongState (another one waits now), OwnDraft."""
    current = _in_state(draft, State.SUBMITTED)
    _refuse_authors(current, by)
    _refuse_unread(current, version)
    _decide(current, Verdict.APPROVED, by=by)
    _move(current, State.APPROVED, approved_by=by, approved_at=timezone.now())
    audit.record(actor=by, action="orders.draft_approve", obj=current, details={"version": version})
    return current


@transaction.atomic
def return_draft(*, draft: OrderDraft, version: int, remarks: str, by: User) -> OrderDraft:
    """Give the draft back with remarks that say what to change. Raises WrongState, OwnDraft."""
    current = _in_state(draft, State.SUBMITTED)
    _refuse_authors(current, by)
    _refuse_unread(current, version)
    _decide(current, Verdict.RETURNED, by=by, remarks=remarks)
    _move(current, State.RETURNED)
    audit.record(actor=by, action="orders.draft_return", obj=current, details={"version": version})
    return current


@transaction.atomic
def register_draft(*, draft: OrderDraft, signing: Signing, by: User | None) -> Order:
    """Register the approved draft as an order and return it; from now on nothing of it changes.

    Raises WrongState, DraftProblems, NumberPromised, and what `register_order` raises about the number.
    """
    current = _in_state(draft, State.APPROVED, State.SCHEDULED)
    problems = problems_of(current, signed_on=signing.signed_on)
    if problems:
        raise DraftProblems(problems)
    if signing.number is not None:
        lock_kind(current.kind)
        _refuse_promised(current, signing.number)
    if signing.number != _kept_signing(current).number:
        _give_back_number(current, by=by)
    if signing.scan is not None:
        _keep_scan(current, signing.scan)
    order = register_order(
        order=order_of(current, signing),
        audience=current.audience,
        relations=[
            NewRelation(OrderRelation.Type(row.type), row.target, row.fragment, row.effective_on)
            for row in current.relations.select_related("target")
        ],
        attachments=_attachments_of(current),
        legal_bases=[
            NewLegalBasis(row.act, row.provision) for row in current.legal_bases.select_related("act")
        ],
        by=by,
    )
    # The order has the files now: a file withdrawn from it must not live on in its draft.
    current.attachments.all().delete()
    _move(current, State.REGISTERED, order=order, failure="", publish_at=None)
    return order


@transaction.atomic
def schedule_draft(*, draft: OrderDraft, signing: Signing, publish_at: datetime, by: User) -> OrderDraft:
    """Keep the signed draft to be registered at ``publish_at``; its number is reserved meanwhile.

    Raises WrongState, DraftProblems, NumberTaken, NumberAnnulled, NumberPromised, YearOfAnother, and ValueError for
    a moment that has passed.
    """
    if publish_at <= timezone.now():
        raise ValueError("publish_at has passed")
    current = _in_state(draft, State.APPROVED, State.SCHEDULED)
    problems = problems_of(current, signed_on=signing.signed_on)
    if problems:
        raise DraftProblems(problems)
    if signing.number is not None:
        if signing.number.year != signing.signed_on.year:
            raise YearOfAnother(signing.number)
        _reserve(current, signing.number, by=by)
    if signing.scan is not None:
        _keep_scan(current, signing.scan)
    _move(
        current,
        State.SCHEDULED,
        signed_on=signing.signed_on,
        original_place=signing.original_place or current.original_place,
        publish_at=publish_at,
        scheduled_by=by,
        scheduled_number=signing.number.number if signing.number else None,
        scheduled_suffix=signing.number.suffix if signing.number else "",
        failure="",
    )
    audit.record(
        actor=by, action="orders.draft_schedule", obj=current, details={"at": publish_at.isoformat()}
    )
    return current


@transaction.atomic
def keep_scan(*, draft: OrderDraft, scan: StoredFile, by: User) -> None:
    """Keep the scan of the signed paper with the approved draft until it is registered. Raises WrongState."""
    current = _in_state(draft, State.APPROVED, State.SCHEDULED)
    _keep_scan(current, scan)
    audit.record(actor=by, action="orders.draft_attach", obj=current, details={"file": scan.sha256})


def publish_due(now: datetime) -> int:
    """Register the scheduled drafts whose moment has come and return how many; each in its own transaction.

    One that cannot be registered keeps the reason for the chancellery and does not stop the others. Safe twice.
    """
    published = 0
    for pk in list(_due(now).values_list("pk", flat=True)):
        try:
            published += _publish(pk, now)
        except (DraftProblems, RelationsRefused, *NUMBER_REFUSALS, IntegrityError) as error:
            logger.warning("scheduled draft not registered", extra={"draft_id": pk})
            _note_failure(pk, _in_words(error))
        except Exception:
            # Whatever is wrong with one order must not keep the others from their day.
            logger.exception("scheduled draft not registered", extra={"draft_id": pk})
            _note_failure(pk, _refused())
    return published


@transaction.atomic
def _publish(pk: int, now: datetime) -> bool:
    """Register the draft as it stands under its lock: since it was found due it may have been recalled or put off."""
    draft = _due(now).select_for_update(of=("self",)).select_related("scheduled_by").filter(pk=pk).first()
    if draft is None:
        logger.info("draft already dealt with", extra={"draft_id": pk})
        return False
    register_draft(draft=draft, signing=_kept_signing(draft), by=draft.scheduled_by)
    return True


def _due(now: datetime) -> QuerySet[OrderDraft]:
    return OrderDraft.objects.filter(state=State.SCHEDULED, publish_at__lte=now, failure="")


# The title of a scan, in the language of the register.
SCAN_TITLE = "Skan podpisanego dokumentu"
RESERVED_FOR_DRAFT = "dla projektu: {subject}"
NOT_NEEDED = "projekt dostał inny numer albo wrócił do poprawy"
LONGEST_REASON = 500
_NOT_APPROVED = {"approved_by": None, "approved_at": None}
_NOT_SCHEDULED = {"publish_at": None, "scheduled_by": None, "scheduled_number": None, "failure": ""}


def _reserve(draft: OrderDraft, number: OrderNumber, *, by: User) -> None:
    """Reserve ``number`` until the draft is registered, giving back one reserved for it before."""
    if _kept_signing(draft).number == number:
        return
    lock_kind(draft.kind)
    _refuse_promised(draft, number)
    _give_back_number(draft, by=by)
    reason = RESERVED_FOR_DRAFT.format(subject=draft)[:LONGEST_REASON]
    try:
        hold_number(kind=draft.kind, number=number, state=HeldNumber.State.RESERVED, reason=reason, by=by)
    except NumberHeld:
        # Reserved by hand, surely for this very paper: whose it is stands in its reason.
        return


def _refuse_promised(draft: OrderDraft, number: OrderNumber) -> None:
    """Refuse a number that another draft will bear when its moment comes; needs the lock of the kind."""
    others = OrderDraft.objects.filter(state=State.SCHEDULED, kind=draft.kind).exclude(pk=draft.pk)
    same = {"scheduled_number": number.number, "scheduled_suffix": number.suffix}
    if (other := others.filter(**same, signed_on__year=number.year).first()) is not None:
        raise NumberPromised(other)


def _give_back_number(draft: OrderDraft, *, by: User | None) -> None:
    number = _kept_signing(draft).number
    if number is not None:
        release_number(kind=draft.kind, number=number, reason=NOT_NEEDED, by=by)


def _kept_signing(draft: OrderDraft) -> Signing:
    signed_on = draft.signed_on or today()
    number = None
    if draft.scheduled_number is not None:
        number = OrderNumber(draft.scheduled_number, draft.scheduled_suffix, signed_on.year)
    published_on = timezone.localtime(draft.publish_at).date() if draft.publish_at else today()
    return Signing(number, signed_on, published_on, draft.original_place)


def _in_words(error: Exception) -> str:
    if isinstance(error, DraftProblems | RelationsRefused):
        return " ".join(str(problem.message) for problem in error.problems)
    if isinstance(error, NUMBER_REFUSALS):
        return number_words(error)
    logger.warning("the database refused a draft: %s", error)
    return _refused()


def _refused() -> str:
    return gettext("The register refused it. Check the number and the dates, and register it again.")


def _note_failure(pk: int, words: str) -> None:
    OrderDraft.objects.filter(pk=pk).update(failure=words[:LONGEST_FAILURE])


def order_of(draft: OrderDraft, signing: Signing) -> Order:
    """Return the order that the draft becomes with that signing, not saved."""
    number = signing.number
    return Order(
        kind=draft.kind,
        number=number.number if number else None,
        number_suffix=number.suffix if number else "",
        year=number.year if number else signing.signed_on.year,
        external_number=draft.external_number if number is None else "",
        subject=draft.subject,
        issuer=draft.issuer,
        signed_on=signing.signed_on,
        published_on=signing.published_on,
        effective_from=draft.effective_from or signing.signed_on,
        effective_until=draft.effective_until,
        owner_unit=draft.owner_unit,
        legal_basis=draft.legal_basis,
        text=draft.text,
        change_summary=draft.change_summary,
        executor=draft.executor,
        distribution=draft.distribution,
        jrwa_class=draft.jrwa_class,
        original_place=signing.original_place or draft.original_place,
    )


def _attachments_of(draft: OrderDraft) -> list[NewAttachment]:
    """Return the files as attachments, copies of the paper first."""
    files = [
        NewAttachment(row.file, row.title, row.number, OrderAttachment.Role(row.role))
        for row in draft.attachments.select_related("file")
    ]
    return sorted(files, key=lambda new: new.role != OrderAttachment.Role.SIGNED_COPY)


def _keep_scan(draft: OrderDraft, scan: StoredFile) -> None:
    """Put the scan of the signed paper among the files, in place of one given before."""
    draft.attachments.filter(role=OrderAttachment.Role.SIGNED_COPY, title=SCAN_TITLE).delete()
    draft.attachments.create(file=scan, role=OrderAttachment.Role.SIGNED_COPY, title=SCAN_TITLE)


def _in_state(draft: OrderDraft, *states: str) -> OrderDraft:
    current = lock_draft(draft)
    if current.state not in states:
        raise WrongState(current)
    return current


def wrote_in(draft: OrderDraft, user: User) -> bool:
    """Tell whether ``user`` wrote any of the draft, so that somebody else must decide on it."""
    return user.pk == draft.author_id or draft.editors.filter(pk=user.pk).exists()


def _refuse_authors(draft: OrderDraft, by: User) -> None:
    if wrote_in(draft, by):
        raise OwnDraft


def _refuse_unread(draft: OrderDraft, version: int) -> None:
    """Refuse a verdict on a version that was recalled and sent again while somebody read it."""
    if not draft.versions.filter(number=version, verdict=Verdict.WAITING).exists():
        raise WrongState(draft)


def _decide(draft: OrderDraft, verdict: str, *, by: User, remarks: str = "") -> None:
    waiting = draft.versions.filter(verdict=Verdict.WAITING)
    waiting.update(verdict=verdict, remarks=remarks, decided_by=by, decided_at=timezone.now())


def _move(draft: OrderDraft, state: str, **values: object) -> None:
    draft.state = state
    for name, value in values.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.save()
