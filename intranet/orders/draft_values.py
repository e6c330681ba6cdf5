"""The contents of a draft as plain strings under the names of the form's fields: what two clerks are compared by."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from intranet.directory.audience import names_of
from intranet.directory.models import Audience
from intranet.legal.services import LegalBasisRow
from intranet.orders.draft_forms import AS_NOW, EVERYONE, UNITS
from intranet.orders.models import OrderDraft
from intranet.orders.order_reference import write_reference
from intranet.orders.services.drafting import CONTENT_FIELDS

RELATIONS, BASES, AUDIENCE = "relations", "bases", "audience"
ATTACHMENT = "attachment-"

LABELS = {
    "kind": _("Kind"),
    "external_number": _("Number given by the issuer"),
    "signed_on": _("Signed"),
    "subject": _("In the matter of"),
    "issuer": _("Issued by"),
    "owner_unit": _("Owner unit"),
    "effective_from": _("In force from"),
    "effective_until": _("In force until"),
    "legal_basis": _("Legal basis in words"),
    "text": _("Text of the order"),
    "change_summary": _("What changes"),
    "executor": _("Executed by"),
    "distribution": _("Receive"),
    "jrwa_class": _("JRWA class"),
    "original_place": _("Place of the paper original"),
    AUDIENCE: _("Who may read it"),
    "relations": _("Changes to other orders"),
    "legal_bases": _("Legal acts"),
    BASES: _("Legal acts"),
    "attachments": _("Attachments"),
}


def label_of(name: str) -> str:
    """Return what a field is called on the screen."""
    return str(LABELS["attachments"] if name.startswith(ATTACHMENT) else LABELS.get(name, name))


def as_value(value: Any) -> str:
    """Return a field's value as a string that is the same for the same value."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return str(value.pk)
    return str(value)


def values_of(draft: OrderDraft) -> dict[str, str]:
    """Return the contents that the database holds."""
    return {
        **{name: as_value(getattr(draft, name)) for name in CONTENT_FIELDS},
        AUDIENCE: audience_value(draft.audience),
        RELATIONS: relations_value(
            (row.type, row.target, row.fragment, row.effective_on)
            for row in draft.relations.select_related("target")
        ),
        BASES: bases_value(
            LegalBasisRow(act=row.act, provision=row.provision)
            for row in draft.legal_bases.select_related("act")
        ),
        **{
            f"{ATTACHMENT}{row.pk}": attachment_value(row.number, row.role, row.title)
            for row in draft.attachments.all()
        },
    }


def audience_value(audience: Audience) -> str:
    """Return whom the audience is of: everyone, units, or more than the form can choose."""
    if audience.is_everyone:
        return EVERYONE
    if audience.person_rows.exists() or audience.unit_rows.filter(with_subunits=False).exists():
        return AS_NOW
    return units_value(audience.unit_rows.values_list("unit_id", flat=True))


def units_value(ids: Iterable[int]) -> str:
    """Return an audience of units."""
    return f"{UNITS} {' '.join(map(str, sorted(ids)))}"


def relations_value(rows: Iterable[tuple[str, Any, str, date | None]]) -> str:
    """Return relations, a line each, in the order of the rows."""
    return "\n".join(
        "|".join((type_, as_value(target), fragment, as_value(day))) for type_, target, fragment, day in rows
    )


def bases_value(rows: Iterable[LegalBasisRow]) -> str:
    """Return legal bases, a line each; an act not entered yet is told by its place."""
    places = [(row.act.place if row.act is not None else row.place, row.provision) for row in rows]
    return "\n".join(f"{place.key if place else ''}|{provision}" for place, provision in places)


def attachment_value(number: int | None, role: str, title: str) -> str:
    """Return what is said of a file."""
    return f"{as_value(number)}|{role}|{title}"


def words_of(draft: OrderDraft) -> Mapping[str, str]:
    """Return the contents as a person reads them, to set beside what another person typed."""
    values = values_of(draft)
    foreign = {name: getattr(draft, name) for name in ("owner_unit", "jrwa_class")}
    relations = draft.relations.select_related("target")
    bases = draft.legal_bases.select_related("act")
    return {
        **values,
        **{name: str(value) if value else "" for name, value in foreign.items()},
        "kind": draft.get_kind_display(),
        AUDIENCE: ", ".join(names_of(draft.audience)) or str(_("The whole staff")),
        RELATIONS: "\n".join(
            relation_words(
                row.get_type_display(), write_reference(row.target), row.fragment, row.effective_on
            )
            for row in relations
        ),
        BASES: "\n".join(f"{row.provision} {row.act}".strip() for row in bases),
        **{
            f"{ATTACHMENT}{row.pk}": attachment_words(row.number, row.title)
            for row in draft.attachments.all()
        },
    }


def relation_words(type_: str, target: str, fragment: str, day: date | None) -> str:
    """Return a relation as a line of text."""
    return " · ".join(part for part in (type_, target, fragment, as_value(day)) if part)


def attachment_words(number: int | None, title: str) -> str:
    """Return a file as a line of text."""
    return f"{number}. {title}" if number else title
