"""The form of a draft as a whole: fields, rows and files, and saving them without losing anybody's words."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext

from intranet.accounts.models import User
from intranet.core.dates import short_date
from intranet.directory.audience import names_of
from intranet.files.services import store_upload
from intranet.legal.basis_forms import LegalBasisFormSet, initial_of_rows, initial_read_from
from intranet.legal.services import cite_acts
from intranet.orders.draft_forms import (
    AS_NOW,
    EVERYONE,
    UNITS,
    AttachmentFormSet,
    DraftForm,
    RelationFormSet,
    UploadForm,
)
from intranet.orders.draft_values import (
    ATTACHMENT,
    AUDIENCE,
    BASES,
    RELATIONS,
    as_value,
    attachment_value,
    audience_value,
    bases_value,
    relations_value,
    units_value,
    values_of,
)
from intranet.orders.merging import fingerprint, merge
from intranet.orders.models import OrderAttachment, OrderDraft, OrderRelation
from intranet.orders.services.drafting import (
    CONTENT_FIELDS,
    DraftChangedMeanwhile,
    DraftNotEditable,
    KeptAttachment,
    arrange_attachments,
    attach_to_draft,
    save_draft,
)
from intranet.orders.services.registering import NewLegalBasis, NewRelation

MOST_TRIES = 5
LONGEST_TITLE = 300


class DraftEditor:
    """The forms of one draft, as the database has it or (with ``data``) as somebody typed it."""

    def __init__(
        self, draft: OrderDraft, *, user: User, data: QueryDict | None = None, files: Any = None
    ) -> None:
        self.draft, self.user, self.data = draft, user, data
        self._rows_of_relations: dict[str, Any] = {"form_kwargs": {"user": user}, "prefix": "relations"}
        self.attached = list(draft.attachments.select_related("file"))
        readers = ", ".join(names_of(draft.audience)) if audience_value(draft.audience) == AS_NOW else ""
        self.form = DraftForm(data, initial=_initial_of(draft), draft=draft, readers=readers)
        self.upload = UploadForm(data, files)
        self.relations: Any
        self.bases: Any
        self.attachments: Any
        if data is None:
            self.show_saved((RELATIONS, BASES))
            self._show_attachments()
        else:
            self.relations = RelationFormSet(data, **self._rows_of_relations)
            self.bases = LegalBasisFormSet(data, prefix="bases")
            self.attachments = AttachmentFormSet(data, prefix="attachments")

    def show_saved(self, names: Iterable[str]) -> None:
        """Take these fields from the database instead of what was typed."""
        if RELATIONS in names:
            relations = self.draft.relations.select_related("target")
            initial = [
                {name: getattr(row, name) for name in ("type", "target", "fragment", "effective_on")}
                for row in relations
            ]
            self.relations = RelationFormSet(initial=initial, **self._rows_of_relations)
        if BASES in names:
            bases = self.draft.legal_bases.select_related("act")
            rows = initial_of_rows((row.act, row.provision) for row in bases)
            self.bases = LegalBasisFormSet(initial=rows, prefix="bases")
        if any(name.startswith(ATTACHMENT) for name in names):
            self._show_attachments()
        fields = [name for name in names if name in self.form.fields]
        if self.data is not None and fields:
            data, saved = self.data.copy(), _initial_of(self.draft)
            for name in [*fields, *(["audience_units"] if AUDIENCE in fields else [])]:
                value = saved.get(name)
                values = value if isinstance(value, list) else [value]
                data.setlist(
                    name, [short_date(one) if isinstance(one, date) else as_value(one) for one in values]
                )
            # The errors found before stay: they are of other fields.
            self.form.data = data

    def show_again(self, saved: "Saved") -> None:
        """Go on from what was saved: what only others changed is shown as they wrote it, the rest as typed."""
        self.draft = saved.draft
        self.attached = list(saved.draft.attachments.select_related("file"))
        shown = [name for name in saved.theirs if name not in self.invalid]
        self.show_saved(shown)
        now = values_of(saved.draft)
        seen = {name: now.get(name, "") for name in [*shown, *saved.conflicts]}
        self.opened = {**saved.opened, **_fingerprints(seen)}

    def read_bases_from_text(self) -> bool:
        """Add rows for what the legal basis in words cites; tell whether there was anything new."""
        known = [
            {"act": row.act.pk, "provision": row.provision}
            for row in self.draft.legal_bases.select_related("act")
        ]
        read = [row for row in initial_read_from(self.draft.legal_basis) if row not in known]
        self.bases = LegalBasisFormSet(initial=[*known, *read], prefix="bases")
        return bool(read)

    def _show_attachments(self) -> None:
        self.attachments = AttachmentFormSet(
            initial=[
                {"pk": row.pk, "title": row.title, "role": row.role, "number": row.number}
                for row in self.attached
            ],
            prefix="attachments",
        )

    @property
    def attachment_rows(self) -> list[tuple[Any, Any]]:
        """Each row of the form with the file it speaks of; rows of files that are gone are left out."""
        files = {str(row.pk): row for row in self.attached}
        rows = [(form, files.get(str(form["pk"].value()))) for form in self.attachments.forms]
        return [(form, row) for form, row in rows if row is not None]

    @cached_property
    def invalid(self) -> list[str]:
        """Names of the fields and lists that cannot be saved as they were typed."""
        found = [AUDIENCE if name == "audience_units" else name for name in self.form.errors]
        lists = {RELATIONS: self.relations, BASES: self.bases, "attachments": self.attachments}
        found += [name for name, formset in lists.items() if not formset.is_valid()]
        return [*dict.fromkeys(found), *(["files"] if not self.upload.is_valid() else [])]

    @cached_property
    def typed(self) -> dict[str, str]:
        """What was typed, of the fields that can be saved."""
        invalid, values = self.invalid, {}
        cleaned = self.form.cleaned_data
        for name in CONTENT_FIELDS:
            if name not in invalid:
                values[name] = as_value(cleaned.get(name))
        if AUDIENCE not in invalid:
            units = [unit.pk for unit in cleaned["audience_units"]]
            values[AUDIENCE] = units_value(units) if cleaned[AUDIENCE] == UNITS else cleaned[AUDIENCE]
        if RELATIONS not in invalid:
            values[RELATIONS] = relations_value(
                (row["type"], row["target"], row["fragment"], row["effective_on"])
                for row in self.relations.rows
            )
        if BASES not in invalid:
            values[BASES] = bases_value(self.bases.rows)
        if "attachments" not in invalid:
            for row in self.attachments.given:
                values[f"{ATTACHMENT}{row['pk']}"] = attachment_value(
                    row["number"], row["role"], row["title"]
                )
            values |= {f"{ATTACHMENT}{pk}": "" for pk in self.attachments.removed}
        return values

    @cached_property
    def opened(self) -> dict[str, str]:
        """Fingerprints of the fields as they were when the form was opened."""
        if self.data is None:
            return _fingerprints(values_of(self.draft))
        try:
            sent = json.loads(self.data.get("opened", ""))
        except ValueError:
            return {}
        return {str(k): str(v) for k, v in sent.items()} if isinstance(sent, dict) else {}

    @property
    def opened_json(self) -> str:
        """The fingerprints for the form's hidden field."""
        return json.dumps(self.opened, separators=(",", ":"))


@dataclass
class Saved:
    """What became of a form: what others changed meanwhile, what both changed, what could not be saved."""

    draft: OrderDraft
    written: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    other: str = ""
    """Who else wrote, when somebody did."""
    opened: dict[str, str] = field(default_factory=dict)
    """The fingerprints that an open form goes on with: what it shows, not what others wrote meanwhile."""


def save_typed(editor: DraftEditor, *, yielded: Sequence[str] = (), skipped: Sequence[str] = ()) -> Saved:
    """Write what this person changed and nobody else did; never write over another person's words.

    ``yielded``: fields of a conflict in which they chose the other person's words. ``skipped``: fields left for
    later. Raises DraftNotEditable. What is merged stays merged even when some fields are in conflict or invalid.
    """
    mine = {
        name: value for name, value in editor.typed.items() if name not in yielded and name not in skipped
    }
    for attempt in range(1, MOST_TRIES + 1):
        draft = OrderDraft.objects.select_related("audience").get(pk=editor.draft.pk)
        if not draft.is_editable:
            raise DraftNotEditable(draft)
        saved = values_of(draft)
        # Files that somebody else has taken off are gone, whatever was typed about them.
        there = {n: v for n, v in mine.items() if not n.startswith(ATTACHMENT) or n in saved}
        result = merge(opened=editor.opened, mine=there, saved=saved)
        kept = {**result.theirs, **result.conflicts}
        other = _other_writer(draft, editor.user) if kept else ""
        written = [
            n for n, v in there.items() if n not in kept and fingerprint(v) != fingerprint(saved.get(n, ""))
        ]
        try:
            if written:
                draft = _write(editor, draft, written)
        except DraftChangedMeanwhile:
            if attempt == MOST_TRIES:
                raise
            continue
        own = {name: value for name, value in mine.items() if name not in kept}
        return Saved(
            draft=draft,
            written=written,
            theirs=list(result.theirs),
            conflicts=list(result.conflicts),
            other=other,
            opened={**editor.opened, **_fingerprints(own)},
        )
    raise AssertionError("unreachable")


def _other_writer(draft: OrderDraft, user: User) -> str:
    """Return who else wrote in the draft: whoever saved it last, or the only other one; in doubt, no name."""
    if draft.updated_by_id != user.pk:
        return str(draft.updated_by)
    others = list(draft.editors.exclude(pk=user.pk)[:2])
    if not others:
        return gettext("you in another window")
    return str(others[0]) if len(others) == 1 else gettext("another person")


@transaction.atomic
def _write(editor: DraftEditor, draft: OrderDraft, written: Sequence[str]) -> OrderDraft:
    by, cleaned = editor.user, editor.form.cleaned_data
    relations = bases = units = None
    if RELATIONS in written:
        relations = [
            NewRelation(OrderRelation.Type(row["type"]), row["target"], row["fragment"], row["effective_on"])
            for row in editor.relations.rows
        ]
    if BASES in written:
        bases = [NewLegalBasis(one.act, one.provision) for one in cite_acts(rows=editor.bases.rows, by=by)]
    if AUDIENCE in written and cleaned[AUDIENCE] != AS_NOW:
        units = [] if cleaned[AUDIENCE] == EVERYONE else list(cleaned["audience_units"])
    draft = save_draft(
        draft=draft,
        seen_version=draft.version,
        contents={name: cleaned.get(name) for name in CONTENT_FIELDS if name in written},
        relations=relations,
        legal_bases=bases,
        audience_units=units,
        by=by,
    )
    ids = {int(name.removeprefix(ATTACHMENT)) for name in written if name.startswith(ATTACHMENT)}
    if ids:
        kept = [
            KeptAttachment(row["pk"], row["title"], row["role"], row["number"])
            for row in editor.attachments.given
        ]
        draft = arrange_attachments(
            draft=draft,
            kept=[row for row in kept if row.pk in ids],
            removed=ids & set(editor.attachments.removed),
            by=by,
        )
    return draft


def attach_uploads(editor: DraftEditor) -> int:
    """Store and attach the files sent with the form and return how many; raise DraftNotEditable, FileRefused."""
    uploads = editor.upload.cleaned_data.get("files") or []
    for upload in uploads:
        with transaction.atomic():
            attach_to_draft(
                draft=editor.draft,
                file=store_upload(upload=upload),
                title=title_from(upload.name or ""),
                role=OrderAttachment.Role.ANNEX,
                number=None,
                by=editor.user,
            )
    return len(uploads)


def title_from(name: str) -> str:
    """Return a file's name as a title: without its kind, underscores as spaces."""
    stem = PurePath(name.replace("\\", "/")).stem.replace("_", " ")
    return " ".join(stem.split())[:LONGEST_TITLE] or name[:LONGEST_TITLE]


def editor_from(request: HttpRequest, draft: OrderDraft, user: User) -> DraftEditor:
    """Return the editor with what the request brings."""
    return DraftEditor(draft, user=user, data=request.POST, files=request.FILES)


def _fingerprints(values: Mapping[str, str]) -> dict[str, str]:
    return {name: fingerprint(value) for name, value in values.items()}


def _initial_of(draft: OrderDraft) -> dict[str, Any]:
    audience, _, ids = audience_value(draft.audience).partition(" ")
    return {
        **{name: getattr(draft, name) for name in CONTENT_FIELDS},
        "owner_unit": draft.owner_unit_id,
        "jrwa_class": draft.jrwa_class_id,
        AUDIENCE: audience,
        "audience_units": [int(pk) for pk in ids.split()],
    }
