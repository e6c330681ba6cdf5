"""Versions of a draft compared, in the words of the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intranet.orders.comparing import FieldChange, Line, compare_contents
from intranet.orders.draft_values import label_of
from intranet.orders.drafts import contents_in_words
from intranet.orders.models import DraftVersion, Order, OrderAttachment, OrderDraft, OrderRelation

SHOWN_OF_HASH = 12


@dataclass(frozen=True)
class ShownChange:
    """A field that differs between two versions."""

    name: str
    label: str
    lines: list[Line]


def changes_since(version: DraftVersion, draft: OrderDraft) -> list[ShownChange]:
    """Return what changed in ``draft`` since ``version`` was sent."""
    return changes_between(version.contents, contents_in_words(draft))


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ShownChange]:
    """Return what differs between two results of `contents_in_words`."""
    found: list[FieldChange] = compare_contents(_readable(before), _readable(after))
    return [ShownChange(change.field, label_of(change.field), change.lines) for change in found]


def version_before(draft: OrderDraft) -> DraftVersion | None:
    """Return the newest version that is over: what whoever reads the present one has read before."""
    return draft.versions.exclude(verdict=DraftVersion.Verdict.WAITING).order_by("-number").first()


def _readable(contents: Mapping[str, Any]) -> dict[str, Any]:
    """Return the contents with words for codes; an unknown code of another time stays as it is."""
    kinds = dict(Order.Kind.choices)
    relations = dict(OrderRelation.Type.choices)
    roles = dict(OrderAttachment.Role.choices)
    return {
        **contents,
        "kind": str(kinds.get(contents["kind"], contents["kind"])),
        "relations": [
            {**row, "type": str(relations.get(row["type"], row["type"]))}
            for row in contents.get("relations", [])
        ],
        "attachments": [
            {
                **row,
                "role": str(roles.get(row["role"], row["role"])),
                "sha256": f"SHA-256 {row['sha256'][:SHOWN_OF_HASH]}…",
            }
            for row in contents.get("attachments", [])
        ],
    }
