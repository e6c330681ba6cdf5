"""Lead the sample drafts as far as their step, through the services that people use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from intranet.core.pdf import AttachmentHeading, DocumentForPdf, render_document
from intranet.directory.models import OrgUnit
from intranet.files.services import store_file
from intranet.orders.demo.accounts import Chancellery
from intranet.orders.demo.content import DemoAttachment
from intranet.orders.demo.documents import AUTHOR, FOOTER_NOTE, PAGE_LABEL
from intranet.orders.demo.draft_content import DemoDraft, load_demo_drafts
from intranet.orders.demo.references import legal_bases_of
from intranet.orders.models import JrwaClass, Order, OrderDraft, OrderRelation
from intranet.orders.numbering import next_number
from intranet.orders.services.approving import (
    Signing,
    approve_draft,
    return_draft,
    schedule_draft,
    submit_draft,
)
from intranet.orders.services.drafting import attach_to_draft, create_draft, save_draft
from intranet.orders.services.registering import NewRelation
from intranet.orders.wording import in_the_matter_of

MONDAY, FRIDAY = 1, 5
HOUR_OF_PUBLICATION = time(8, 0)


@dataclass(frozen=True, slots=True)
class _Way:
    """A draft on its way and the people who lead it."""

    draft: OrderDraft
    demo: DemoDraft
    people: Chancellery
    today: date


def load_drafts(people: Chancellery, today: date) -> int:
    """Write each sample draft that is not there, registered ones included, and return how many there are."""
    known = set(OrderDraft.objects.values_list("subject", flat=True))
    drafts = load_demo_drafts()
    for demo in drafts:
        if demo.subject not in known:
            _lead(_Way(_written(demo, people), demo, people, today))
    return len(drafts)


def next_monday(day: date) -> date:
    """Return the first Monday after ``day``."""
    return day + timedelta(days=7 - (day.isoweekday() - MONDAY) % 7)


def last_working_day(day: date) -> date:
    """Return ``day``, or the Friday before it on a weekend, when offices sign nothing."""
    return day - timedelta(days=max(0, day.isoweekday() - FRIDAY))


def _written(demo: DemoDraft, people: Chancellery) -> OrderDraft:
    by = people.named(demo.written_by)
    draft = create_draft(by=by, contents={"kind": demo.kind})
    contents: Mapping[str, Any] = {
        **demo.contents,
        "subject": demo.subject,
        "owner_unit": OrgUnit.objects.filter(symbol=demo.owner_unit).first(),
        "jrwa_class": JrwaClass.objects.filter(symbol=demo.jrwa).first(),
    }
    draft = save_draft(
        draft=draft,
        seen_version=draft.version,
        contents=contents,
        relations=_relations(demo),
        legal_bases=legal_bases_of(demo.contents.get("legal_basis", "")),
        by=by,
    )
    for attachment in demo.attachments:
        document = _document(attachment, demo)
        attach_to_draft(
            draft=draft,
            file=store_file(data=render_document(document), name=f"{attachment.title}.pdf"),
            title=attachment.title,
            role=attachment.role,
            number=attachment.number,
            by=by,
        )
    return draft


def _relations(demo: DemoDraft) -> list[NewRelation]:
    """Return what the draft does to orders that are there; the sample register may have been emptied."""
    orders = {f"{order.kind} {order.full_number}": order for order in Order.objects.all()}
    return [
        NewRelation(
            OrderRelation.Type(row.type),
            orders[row.target],
            fragment=row.fragment,
            effective_on=row.effective_on,
        )
        for row in demo.relations
        if row.target in orders
    ]


def _document(attachment: DemoAttachment, demo: DemoDraft) -> DocumentForPdf:
    reference = (f"Załącznik nr {attachment.number}", "do projektu", in_the_matter_of(demo.subject))
    return DocumentForPdf(
        title=f"{attachment.title} – załącznik nr {attachment.number} do projektu",
        author=AUTHOR,
        heading=AttachmentHeading(reference=reference, title=attachment.title),
        body=attachment.body,
        footer_note=FOOTER_NOTE,
        page_label=PAGE_LABEL,
    )


def _lead(way: _Way) -> None:
    if way.demo.step == "DRAFT":
        return
    by = way.people.named(way.demo.written_by)
    version = submit_draft(draft=way.draft, seen_version=way.draft.version, by=by)
    if way.demo.step == "RETURNED":
        _return(way, version.number)
    elif way.demo.step in {"APPROVED", "SCHEDULED"}:
        approve_draft(draft=way.draft, version=version.number, by=way.people.director)
        if way.demo.step == "SCHEDULED":
            _schedule(way)


def _return(way: _Way, version: int) -> None:
    returned = return_draft(
        draft=way.draft, version=version, remarks=way.demo.remarks, by=way.people.director
    )
    if way.demo.reworked is not None:
        save_draft(
            draft=returned,
            seen_version=returned.version,
            contents=way.demo.reworked.contents,
            by=way.people.named(way.demo.reworked.written_by),
        )


def _schedule(way: _Way) -> None:
    day, signed_on = next_monday(way.today), last_working_day(way.today)
    schedule_draft(
        draft=way.draft,
        signing=Signing(
            number=next_number(way.demo.kind, signed_on.year), signed_on=signed_on, published_on=day
        ),
        publish_at=timezone.make_aware(datetime.combine(day, HOUR_OF_PUBLICATION)),
        by=way.people.second_clerk,
    )
