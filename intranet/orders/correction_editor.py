"""The form of a correction as a whole, and what becomes of it when somebody else was faster."""

from dataclasses import dataclass
from typing import cast

from django.http import QueryDict
from django.utils.text import capfirst

from intranet.legal.basis_forms import BaseLegalBasisFormSet, LegalBasisFormSet, initial_of_rows
from intranet.orders.correction_forms import (
    AttachmentFactsFormSet,
    BaseAttachmentFactsFormSet,
    CorrectionForm,
    as_typed,
)
from intranet.orders.correction_words import (
    ATTACHMENT,
    LEGAL_ACTS,
    attachment_in_words,
    bases_in_words,
    field_label,
    in_words,
)
from intranet.orders.models import Order, OrderCorrection
from intranet.orders.services.correcting import CORRECTABLE, Metadata, bases_of

BASES, ATTACHMENTS = "podstawy", "zalaczniki"
# Names of the buttons and what the browser adds: everything else is carried to the next step.
NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "zapisz", "popraw", "sprawdz"})


@dataclass(frozen=True)
class ShownChange:
    """A difference with the name of its field in words."""

    label: str
    before: str
    after: str


class CorrectionEditor:
    """The facts of an order, its legal bases and its attachments as one form."""

    def __init__(self, order: Order, data: QueryDict | None = None) -> None:
        self.order, self.data = order, data
        bases = initial_of_rows((row.act, row.provision) for row in bases_of(order) if row.act is not None)
        self.form = CorrectionForm(data, order=order)
        self.bases = cast(BaseLegalBasisFormSet, LegalBasisFormSet(data, prefix=BASES, initial=bases))
        self.attachments = cast(
            BaseAttachmentFactsFormSet,
            AttachmentFactsFormSet(data, prefix=ATTACHMENTS, order=order),  # type: ignore[call-arg]
        )

    def is_valid(self) -> bool:
        # All of them, so that all errors are shown at once.
        return all([self.form.is_valid(), self.bases.is_valid(), self.attachments.is_valid()])

    @property
    def metadata(self) -> Metadata:
        """What the register is to say, of a valid form."""
        return Metadata(
            fields=self.form.values,
            audience_units=self.form.chosen_units,
            legal_bases=self.bases.rows,
            attachments=self.attachments.facts,
        )

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Everything that was typed, for the step that only asks."""
        return [
            (name, value)
            for name, values in (self.data.lists() if self.data is not None else ())
            for value in values
            if name not in NOT_CARRIED
        ]

    def corrections_since(self) -> list[OrderCorrection]:
        """Return what others corrected after this form was opened, the oldest first."""
        seen = self.form.cleaned_data.get("seen")
        if seen is None:
            return []
        return list(self.order.corrections.order_by("pk")[seen:])

    def rebased(self) -> "CorrectionEditor":
        """Return the form with everything this person typed, and the others' corrections where they typed nothing.

        A field untouched is one that still says what the others' first correction of it found.
        """
        data = cast(QueryDict, self.data).copy()
        data["seen"] = str(self.order.corrections.count())
        found: dict[str, str] = {}
        found_attachments: set[str] = set()
        for row in self.corrections_since():
            if row.field == ATTACHMENT:
                found_attachments.add(row.before)
            else:
                found.setdefault(row.field, row.before)
        for name, before in found.items():
            if name in CORRECTABLE and in_words(self.form.cleaned_data.get(name)) == before:
                data[name] = as_typed(getattr(self.order, name))
        self._take_over_attachments(data, found_attachments)
        if LEGAL_ACTS in found and self._are_bases(found[LEGAL_ACTS]):
            for name in [name for name in data if name.startswith(f"{BASES}-")]:
                del data[name]
            _write_bases(data, self.order)
        return CorrectionEditor(self.order, data)

    def _are_bases(self, words: str) -> bool:
        return self.bases.is_valid() and bases_in_words(self.bases.rows) == words

    def _take_over_attachments(self, data: QueryDict, found: set[str]) -> None:
        for form, attachment in self.attachments.rows:
            typed = form.cleaned_data
            if not {"number", "title", "role"} <= typed.keys():
                continue
            if attachment_in_words(typed["number"], typed["title"], typed["role"]) in found:
                for name in ("number", "title", "role"):
                    data[form.add_prefix(name)] = as_typed(getattr(attachment, name))


def _write_bases(data: QueryDict, order: Order) -> None:
    rows = bases_of(order)
    data[f"{BASES}-INITIAL_FORMS"] = str(len(rows))
    data[f"{BASES}-TOTAL_FORMS"] = str(len(rows) + 1)
    for number, row in enumerate(rows):
        data[f"{BASES}-{number}-act"] = as_typed(row.act)
        data[f"{BASES}-{number}-provision"] = row.provision


def shown(name: str, before: str, after: str) -> ShownChange:
    """Return a difference ready to show, with the name of its field in words."""
    return ShownChange(capfirst(field_label(name)), before, after)
