"""What a caller fills in to get a PDF; every string is data and is never read as markup."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class OrderHeading:
    """The centred opening of an order; the four lines are printed as given.

    ``name`` is "ZARZĄDZENIE NR 13a/2017", ``issuer`` "DYREKTORA …", ``dated`` "z dnia …" and ``subject``
    "w sprawie …". A line left empty is not printed.
    """

    name: str
    issuer: str = ""
    dated: str = ""
    subject: str = ""
    kind: str = field(default="order", init=False)


@dataclass(frozen=True, slots=True)
class AttachmentHeading:
    """The opening of an attachment: lines in the right-hand corner that name the order, then the title."""

    reference: tuple[str, ...]
    title: str
    kind: str = field(default="attachment", init=False)


@dataclass(frozen=True, slots=True)
class DocumentForPdf:
    """One A4 document.

    ``title`` and ``author`` go to the metadata. ``body`` is plain text in the form of `parse_blocks`.
    ``page_label`` may hold ``{page}`` and ``{pages}``; ``footer_note`` stands on every page. ``dated`` is the
    date in the metadata: never the day of making, so equal documents give equal bytes. ``language`` is a
    two- or three-letter code (ISO 639).
    """

    title: str
    author: str
    heading: OrderHeading | AttachmentHeading
    body: str
    signature: str = ""
    recipients_label: str = ""
    recipients: tuple[str, ...] = ()
    footer_note: str = ""
    page_label: str = "{page}/{pages}"
    dated: date | None = None
    language: str = "pl"
