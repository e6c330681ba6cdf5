"""Facts of the register in words, as a recorded correction keeps them: always in the language of the register."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from intranet.core.dates import long_date
from intranet.directory.audience import names_of
from intranet.directory.models import Audience, OrgUnit
from intranet.legal.designations import place_in_words
from intranet.legal.services import LegalBasisRow
from intranet.legal.titles import short_name_of
from intranet.orders.models import Order, OrderAttachment

# What is corrected besides the plain fields of an order.
AUDIENCE, LEGAL_ACTS, ATTACHMENT = "audience", "legal_acts", "attachment"
SHOWN_OF_HASH = 16
EVERYONE = "wszyscy pracownicy"
_LABELS: dict[str, str | Promise] = {LEGAL_ACTS: _("legal acts"), ATTACHMENT: _("attachment")}


def field_label(name: str) -> str:
    """Return the words for what a correction names; the name itself when there is no such field any more."""
    if name in _LABELS:
        return str(_LABELS[name])
    try:
        return str(Order._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name


def in_words(value: object) -> str:
    """Return the value of a field of an order; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, OrgUnit):
        return f"{value.name} ({value.symbol})"
    if isinstance(value, Audience):
        return ", ".join(names_of(value)) or EVERYONE
    return str(value)


def units_in_words(units: Sequence[OrgUnit]) -> str:
    """Return an audience that is not made yet; none of units means everyone."""
    return ", ".join(unit.name for unit in units) or EVERYONE


def bases_in_words(rows: Sequence[LegalBasisRow]) -> str:
    """Return a line for each legal basis: „art. 110 ust. 1 ustawa o pomocy społecznej (Dz.U. …)”."""
    return "\n".join(_basis_in_words(row) for row in rows)


def _basis_in_words(row: LegalBasisRow) -> str:
    if row.act is not None:
        act = str(row.act)
    else:
        place = place_in_words(row.place) if row.place is not None else ""
        act = f"{short_name_of(row.details.title)} ({place})"
    return f"{row.provision} {act}".strip()


def attachment_in_words(number: int | None, title: str, role: str) -> str:
    """Return „Załącznik nr 1. Polityka Antykorupcyjna (polityka)”."""
    with override(settings.LANGUAGE_CODE):
        label = OrderAttachment(number=number, title=title).label
        return f"{label} ({OrderAttachment.Role(role).label})"


def file_in_words(attachment: OrderAttachment) -> str:
    """Return an attachment with the file behind it, known by the beginning of its hash.

    Not by its name: the name of a leaking file may tell what should not be known, and this is kept for ever.
    """
    words = attachment_in_words(attachment.number, attachment.title, attachment.role)
    return f"{words}, SHA-256 {attachment.file_sha256[:SHOWN_OF_HASH]}…"
