"""Drafts that begin from a registered order: a copy of it, or an order that amends or repeals it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import transaction

from intranet.accounts.models import User
from intranet.core.dates import long_date
from intranet.directory.audience import make_audience
from intranet.directory.models import Audience
from intranet.orders.models import DraftLegalBasis, DraftRelation, Order, OrderDraft, OrderRelation
from intranet.orders.services.drafting import create_draft

# What a copy takes over. Its number, days and what it did to other orders were that order's own.
_COPIED = (
    "issuer",
    "owner_unit",
    "legal_basis",
    "text",
    "executor",
    "distribution",
    "jrwa_class",
)
LONGEST_SUBJECT = 1000
# The participle agrees with the kind of the new act, which is that of the old one.
_AMENDING = {
    Order.Kind.ORDER: "zmieniające zarządzenie",
    Order.Kind.CIRCULAR: "zmieniający okólnik",
    Order.Kind.DECISION: "zmieniająca decyzję",
    Order.Kind.INSTRUCTION_ORDER: "zmieniające polecenie służbowe",
    Order.Kind.EXTERNAL_ACT: "zmieniające akt zewnętrzny",
}
_REPEALING = {
    Order.Kind.ORDER: "uchylające zarządzenie",
    Order.Kind.CIRCULAR: "uchylający okólnik",
    Order.Kind.DECISION: "uchylająca decyzję",
    Order.Kind.INSTRUCTION_ORDER: "uchylające polecenie służbowe",
    Order.Kind.EXTERNAL_ACT: "uchylające akt zewnętrzny",
}


@dataclass(frozen=True)
class Beginning:
    """What a new draft begins with; ``source`` is the order it is a copy or a change of."""

    class Way(StrEnum):
        COPY = "kopia"
        AMEND = "zmienia"
        REPEAL = "uchyla"

    source: Order | None = None
    way: Way | None = None
    initial: dict[str, Any] = field(default_factory=dict)


def beginning_of(asked: Mapping[str, str], user: User) -> Beginning:
    """Return what the address asks to begin with; an order that cannot be read begins nothing."""
    for way in Beginning.Way:
        pk = asked.get(way, "")
        source = (
            Order.objects.visible_to(user).filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
        )
        if source is not None:
            return Beginning(source, way, _initial(source, way))
    return Beginning()


def _initial(source: Order, way: Beginning.Way) -> dict[str, Any]:
    if way == Beginning.Way.COPY:
        return {"kind": source.kind, "subject": source.subject}
    # Acts are written in Polish, whatever language the clerk has chosen.
    what = (
        _AMENDING[Order.Kind(source.kind)]
        if way == Beginning.Way.AMEND
        else _REPEALING[Order.Kind(source.kind)]
    )
    named = f"nr {source.full_number} z dnia {long_date(source.signed_on)} {source.title}"
    return {"kind": source.kind, "subject": f"{what} {named}"[:LONGEST_SUBJECT]}


@transaction.atomic
def begin_draft(beginning: Beginning, *, contents: Mapping[str, Any], by: User) -> OrderDraft:
    """Create the draft with what it takes from the order it begins from; nobody reads it who could not before."""
    source, way = beginning.source, beginning.way
    if source is None or way is None:
        return create_draft(by=by, contents=contents)
    if way == Beginning.Way.COPY:
        taken = {name: getattr(source, name) for name in _COPIED}
        draft = create_draft(by=by, contents={**taken, **contents})
        DraftLegalBasis.objects.bulk_create(
            DraftLegalBasis(draft=draft, act=row.act, provision=row.provision, position=row.position)
            for row in source.legal_bases.select_related("act")
        )
    else:
        types = {
            Beginning.Way.AMEND: OrderRelation.Type.AMENDS,
            Beginning.Way.REPEAL: OrderRelation.Type.REPEALS,
        }
        draft = create_draft(by=by, contents={"owner_unit": source.owner_unit, **contents})
        DraftRelation.objects.create(draft=draft, target=source, type=types[way])
    if not source.audience.is_everyone:
        draft.audience = _same_readers(source.audience)
        draft.save(update_fields=["audience"])
    return draft


def _same_readers(audience: Audience) -> Audience:
    rows = list(audience.unit_rows.select_related("unit"))
    persons = [row.person for row in audience.person_rows.select_related("person")]
    with_subunits = all(row.with_subunits for row in rows)
    return make_audience(units=[row.unit for row in rows], persons=persons, with_subunits=with_subunits)
