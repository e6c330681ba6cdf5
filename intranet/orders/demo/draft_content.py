"""Read the sample drafts: one TOML file a draft, in ``drafts/``, in the order in which they are written.

``step`` is how far the draft has come. A returned one has the director's ``remarks`` and, under ``reworked``, what
was written anew since. Texts are as in `intranet.orders.demo.content`; ``{legal_basis}`` is filled in.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from intranet.orders.demo.content import (
    DemoAttachment,
    DemoRelation,
    OrderKind,
    filled,
    one_of,
    read_attachment,
    read_relation,
    unwrapped,
)
from intranet.orders.demo.table import Table

DRAFTS = Path(__file__).with_name("drafts")

Step = Literal["DRAFT", "SUBMITTED", "RETURNED", "APPROVED", "SCHEDULED"]
TEXTS = ("executor", "distribution", "original_place", "change_summary", "legal_basis")


@dataclass(frozen=True, slots=True)
class Rework:
    """What ``written_by`` changed after the director's remarks."""

    written_by: str
    contents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DemoDraft:
    """A draft by its fields; ``contents`` are texts of the draft that are not empty."""

    kind: OrderKind
    subject: str
    written_by: str
    step: Step
    owner_unit: str
    jrwa: str
    contents: Mapping[str, str]
    remarks: str = ""
    reworked: Rework | None = None
    relations: tuple[DemoRelation, ...] = field(default=())
    attachments: tuple[DemoAttachment, ...] = field(default=())


def load_demo_drafts(folder: Path = DRAFTS) -> tuple[DemoDraft, ...]:
    """Return the drafts of ``folder`` by file name. Raises DemoContentError."""
    return tuple(_read_draft(path) for path in sorted(folder.glob("*.toml")))


def _read_draft(path: Path) -> DemoDraft:
    table = Table(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    words = {"legal_basis": unwrapped(table.text("legal_basis", default=""))}
    step = one_of(table, "step", get_args(Step))
    reworked = table.tables("reworked")
    draft = DemoDraft(
        kind=one_of(table, "kind", get_args(OrderKind)),
        subject=unwrapped(table.text("subject")),
        written_by=table.text("written_by"),
        step=step,
        owner_unit=table.text("owner_unit"),
        jrwa=table.text("jrwa", default=""),
        contents=_contents(table, words),
        remarks=unwrapped(table.text("remarks", default="")),
        reworked=_read_rework(reworked[0], words) if reworked else None,
        relations=tuple(read_relation(inner) for inner in table.tables("relations")),
        attachments=tuple(read_attachment(inner, words) for inner in table.tables("attachments")),
    )
    if (step == "RETURNED") != bool(draft.remarks):
        raise table.error("a returned draft, and no other, has remarks")
    table.finish()
    return draft


def _read_rework(table: Table, words: Mapping[str, str]) -> Rework:
    rework = Rework(table.text("written_by"), _contents(table, words))
    table.finish()
    return rework


def _contents(table: Table, words: Mapping[str, str]) -> dict[str, str]:
    contents = {name: unwrapped(table.text(name, default="")) for name in TEXTS}
    contents["text"] = filled(table, "text", words, default="")
    return {name: text for name, text in contents.items() if text}
