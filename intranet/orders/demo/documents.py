"""Make the PDF files of demo orders: a copy of the text, and one file for each attachment."""

from dataclasses import dataclass, replace

from intranet.core.dates import long_date
from intranet.core.pdf import AttachmentHeading, DocumentForPdf, OrderHeading
from intranet.orders.demo.content import DemoAttachment, DemoOrder
from intranet.orders.wording import in_genitive, in_the_matter_of

AUTHOR = "Miejski Ośrodek Pomocy Społecznej w Łodzi"
FOOTER_NOTE = "Dane przykładowe"
SIGNATURE = "Dyrektor MOPS"
PAGE_LABEL = "strona {page} z {pages}"

# Each kind in the nominative and in the genitive, and the first part of its file names.
_KINDS = {
    "ORDER": ("zarządzenie", "zarządzenia", "zarzadzenie"),
    "CIRCULAR": ("okólnik", "okólnika", "okolnik"),
    "DECISION": ("decyzja", "decyzji", "decyzja"),
    "INSTRUCTION_ORDER": ("polecenie służbowe", "polecenia służbowego", "polecenie"),
    "EXTERNAL_ACT": ("zarządzenie", "zarządzenia", "akt-zewnetrzny"),
}


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file to store and attach: ``number`` is None and ``role`` SIGNED_COPY for the order's own text."""

    name: str
    title: str
    role: str
    number: int | None
    document: DocumentForPdf


def files_of(order: DemoOrder) -> tuple[DemoFile, ...]:
    """Return the files of ``order``: the copy of its text first, then the attachments by number."""
    name = file_name_of(order)
    copy = DemoFile(
        name=f"{name}.pdf",
        title=_title(order),
        role="SIGNED_COPY" if order.kind != "EXTERNAL_ACT" else "ANNEX",
        number=None,
        document=_order_document(order),
    )
    attachments = (
        DemoFile(
            name=f"{name}-zalacznik-{attachment.number}.pdf",
            title=attachment.title,
            role=attachment.role,
            number=attachment.number,
            document=_attachment_document(order, attachment),
        )
        for attachment in order.attachments
    )
    return (copy, *attachments)


def file_name_of(order: DemoOrder) -> str:
    """Return how the names of the order's files begin: "zarzadzenie-13a-2017"."""
    return f"{_KINDS[order.kind][2]}-{order.reference.replace('/', '-')}"


def _order_document(order: DemoOrder) -> DocumentForPdf:
    if order.kind == "EXTERNAL_ACT":
        return _document(order, _title(order), _external_heading(order), order.body)
    heading = OrderHeading(
        # Only the words: the letter of 13a/2017 stays small.
        name=f"{_KINDS[order.kind][0].upper()} NR {order.reference}",
        issuer=in_genitive(order.issuer).upper(),
        dated=f"z dnia {long_date(order.signed_on)}",
        subject=in_the_matter_of(order.subject),
    )
    document = _document(order, _title(order), heading, order.body)
    return replace(
        document, signature=SIGNATURE, recipients_label="Otrzymują:", recipients=order.distribution
    )


def _external_heading(order: DemoOrder) -> OrderHeading:
    """Return the heading of a note about somebody else's act, so that nobody takes it for the act."""
    return OrderHeading(
        name="INFORMACJA O AKCIE ZEWNĘTRZNYM",
        issuer=f"{_KINDS[order.kind][0]} nr {order.reference} {in_genitive(order.issuer)}",
        dated=f"z dnia {long_date(order.signed_on)}",
        subject=in_the_matter_of(order.subject),
    )


def _attachment_document(order: DemoOrder, attachment: DemoAttachment) -> DocumentForPdf:
    reference = (
        f"Załącznik nr {attachment.number}",
        f"do {_KINDS[order.kind][1]} nr {order.reference}",
        "Dyrektora MOPS w Łodzi",
        f"z dnia {long_date(order.signed_on)}",
    )
    place = f"załącznik nr {attachment.number} do {_KINDS[order.kind][1]} nr {order.reference}"
    heading = AttachmentHeading(reference=reference, title=attachment.title)
    return _document(order, f"{attachment.title} – {place}", heading, attachment.body)


def _document(
    order: DemoOrder, title: str, heading: OrderHeading | AttachmentHeading, body: str
) -> DocumentForPdf:
    return DocumentForPdf(
        title=title,
        author=AUTHOR,
        heading=heading,
        body=body,
        footer_note=FOOTER_NOTE,
        page_label=PAGE_LABEL,
        dated=order.signed_on,
    )


def _title(order: DemoOrder) -> str:
    kind = _KINDS[order.kind][0].capitalize()
    return f"{kind} nr {order.reference} {in_the_matter_of(order.subject)}"
