"""What two clerks wrote at the same time, set side by side for the one who came second."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from intranet.directory.models import OrgUnit
from intranet.orders.comparing import Line, Mark, Piece, compare_texts
from intranet.orders.draft_editor import DraftEditor
from intranet.orders.draft_forms import UNITS
from intranet.orders.draft_values import (
    ATTACHMENT,
    AUDIENCE,
    BASES,
    RELATIONS,
    attachment_words,
    label_of,
    relation_words,
    words_of,
)
from intranet.orders.models import OrderDraft, OrderRelation
from intranet.orders.order_reference import write_reference


@dataclass(frozen=True)
class Conflict:
    """A field that both changed: the paragraphs of the saved text and of the typed one, differences marked."""

    name: str
    label: str
    lines: list[Line]

    @property
    def saved(self) -> list[list[Piece]]:
        return self._without(Mark.ADDED)

    @property
    def typed(self) -> list[list[Piece]]:
        return self._without(Mark.REMOVED)

    def _without(self, mark: Mark) -> list[list[Piece]]:
        kept = ([piece for piece in line.pieces if piece.mark != mark] for line in self.lines)
        return [pieces for pieces in kept if pieces]


def conflicts_of(editor: DraftEditor, draft: OrderDraft, names: list[str]) -> list[Conflict]:
    """Return the fields ``names`` as ``draft`` has them and as they were typed into ``editor``."""
    saved, typed = words_of(draft), dict(_typed_words(editor))
    return [
        Conflict(name, label_of(name), compare_texts(saved.get(name, ""), typed.get(name, "")))
        for name in names
    ]


def typed_texts(editor: DraftEditor, draft: OrderDraft) -> list[tuple[str, str]]:
    """Return what was typed and is not in ``draft``, to be copied before it is lost."""
    saved = words_of(draft)
    return [
        (label_of(name), words)
        for name, words in _typed_words(editor)
        if words.strip() != saved.get(name, "").replace("\r\n", "\n").strip()
    ]


def _typed_words(editor: DraftEditor) -> Iterator[tuple[str, str]]:
    invalid, cleaned = editor.invalid, editor.form.cleaned_data
    for name in editor.form.fields:
        if name in cleaned and name not in {AUDIENCE, "audience_units", "kind"}:
            value = cleaned[name]
            yield name, "" if value is None else str(value)
    if "kind" in cleaned:
        yield "kind", str(dict(OrderDraft._meta.get_field("kind").flatchoices)[cleaned["kind"]])
    if AUDIENCE not in invalid:
        yield AUDIENCE, _readers(cleaned[AUDIENCE], list(cleaned["audience_units"]))
    if RELATIONS not in invalid:
        yield (
            RELATIONS,
            "\n".join(
                relation_words(
                    str(OrderRelation.Type(row["type"]).label),
                    write_reference(row["target"]),
                    row["fragment"],
                    row["effective_on"],
                )
                for row in editor.relations.rows
            ),
        )
    if BASES not in invalid:
        rows = editor.bases.rows
        yield BASES, "\n".join(f"{row.provision} {row.act or row.details.title}".strip() for row in rows)
    if "attachments" not in invalid:
        for row in editor.attachments.given:
            yield f"{ATTACHMENT}{row['pk']}", attachment_words(row["number"], row["title"])
        for pk in editor.attachments.removed:
            yield f"{ATTACHMENT}{pk}", ""


def _readers(audience: str, units: list[OrgUnit]) -> str:
    if audience == UNITS:
        return ", ".join(unit.name for unit in units)
    return _("The whole staff")
