"""What a draft says, in words that people and `difflib` can compare."""

from typing import Any

from intranet.core.dates import long_date
from intranet.directory.audience import names_of
from intranet.orders.models import OrderDraft

DATES = ("signed_on", "effective_from", "effective_until")
TEXTS = (
    "external_number",
    "subject",
    "issuer",
    "legal_basis",
    "text",
    "change_summary",
    "executor",
    "distribution",
    "original_place",
)


def contents_in_words(draft: OrderDraft) -> dict[str, Any]:
    """Return the contents of ``draft`` as JSON: what was sent for approval stays readable whatever happens later."""
    return {
        "kind": draft.kind,
        **{name: getattr(draft, name) for name in TEXTS},
        **{name: long_date(day) if (day := getattr(draft, name)) else "" for name in DATES},
        "owner_unit": draft.owner_unit.name if draft.owner_unit else "",
        "jrwa_class": str(draft.jrwa_class) if draft.jrwa_class else "",
        "audience": names_of(draft.audience),
        "relations": [
            {
                "type": row.type,
                "target": row.target.full_number,
                "fragment": row.fragment,
                "effective_on": long_date(row.effective_on) if row.effective_on else "",
            }
            for row in draft.relations.select_related("target")
        ],
        "legal_bases": [str(row) for row in draft.legal_bases.select_related("act")],
        "attachments": [
            {
                "number": row.number,
                "role": row.role,
                "title": row.title,
                "name": row.file.name,
                "sha256": row.file.sha256,
            }
            for row in draft.attachments.select_related("file")
        ],
    }
