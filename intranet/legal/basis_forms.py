"""Rows of a form in which an act or a practice says what law it rests on."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from intranet.core.forms import SearchableSelect
from intranet.legal.designations import Place
from intranet.legal.forms import place_from, whole_number
from intranet.legal.journals import Journal
from intranet.legal.matching import known_acts
from intranet.legal.models import LONGEST_DESIGNATION, LONGEST_JOURNAL_NAME, LONGEST_TITLE, LegalAct
from intranet.legal.places import problems_of
from intranet.legal.provisions import LONGEST_PROVISION, is_provision, written_alike
from intranet.legal.references import suggest_references
from intranet.legal.services import ActDetails, LegalBasisRow

MOST_ROWS = 30
NEW = "new_"
_NEW_FIELDS = ("year", "number", "position", "journal_name", "designation", "title")


class LegalBasisRowForm(forms.Form):
    """One legal basis: an act from the list, or the place and title of one not entered yet, and the provision.

    A row in which nothing is filled in cites nothing.
    """

    act = forms.ModelChoiceField(
        label=_("Act"),
        help_text=_("Type words of its name or its designation, for example: pomocy, poz. 901."),
        queryset=LegalAct.objects.none(),
        required=False,
        widget=SearchableSelect,
    )
    provision = forms.CharField(
        label=_("Provision"),
        help_text=_("For example: art. 110 ust. 1 i 4. Leave it empty to cite the whole act."),
        max_length=LONGEST_PROVISION,
        required=False,
    )
    new_journal = forms.ChoiceField(
        label=_("Journal"), choices=Journal.choices, initial=Journal.DU, required=False
    )
    new_year = whole_number(_("Year of the journal"))
    new_number = whole_number(_("Number of the journal"), help_text=_("Only for years before 2012."))
    new_position = whole_number(_("Position"))
    new_journal_name = forms.CharField(
        label=_("Name of the official journal"),
        help_text=_("Only for an official journal, for example: Woj. Łódzkiego, MF."),
        max_length=LONGEST_JOURNAL_NAME,
        required=False,
    )
    new_designation = forms.CharField(
        label=_("Designation"),
        help_text=_(
            "Only for an act published elsewhere, for example: Dz.Urz. UE L 119 z 04.05.2016, str. 1."
        ),
        max_length=LONGEST_DESIGNATION,
        required=False,
    )
    new_title = forms.CharField(
        label=_("Full title"),
        help_text=_("As in the journal, for example: Ustawa z dnia 12 marca 2004 r. o pomocy społecznej."),
        max_length=LONGEST_TITLE,
        required=False,
    )

    def __init__(self, *args: Any, act_choices: list[tuple[Any, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[LegalAct]", self.fields["act"])
        # Every member of staff may see acts, so this is all of them. A form set reads the choices once for all rows.
        field.queryset = LegalAct.objects.all()
        field.widget.choices = act_choices if act_choices is not None else choices_of_acts()

    @property
    def new_act_fields(self) -> list[forms.BoundField]:
        """The fields of an act that is not on the list."""
        return [self[name] for name in self.fields if name.startswith(NEW)]

    @property
    def has_new_act(self) -> bool:
        """Tell whether fields of a new act are filled in or wrong, so that a page must show them open."""
        named = (f"{NEW}{name}" for name in _NEW_FIELDS)
        return any(self[name].value() or self[name].errors for name in named)

    def clean_provision(self) -> str:
        provision = written_alike(self.cleaned_data["provision"])
        if provision and not is_provision(provision):
            raise forms.ValidationError(
                _("Write the units of the act alone, for example: art. 6 ust. 2 pkt 1 or § 3 i 4.")
            )
        return provision

    def clean_new_title(self) -> str:
        return " ".join(self.cleaned_data["new_title"].split())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["row"] = LegalBasisRow()
        if self.errors:
            return cleaned
        act, is_described = cleaned.get("act"), any(cleaned.get(NEW + name) for name in _NEW_FIELDS)
        if act is not None and is_described:
            self.add_error(
                "act", _("An act is chosen here and another one described below. Clear one of the two.")
            )
        elif act is not None:
            cleaned["row"] = LegalBasisRow(act=act, provision=cleaned["provision"])
        elif is_described:
            self._clean_new_act(cleaned)
        elif cleaned["provision"]:
            self.add_error("act", _("Choose the act that the provision comes from, or describe a new one."))
        return cleaned

    def _clean_new_act(self, cleaned: dict[str, Any]) -> None:
        cleaned["new_journal"] = cleaned["new_journal"] or Journal.DU
        place = place_from(cleaned, NEW)
        for name, message in problems_of(place).items():
            self.add_error(NEW + name, str(message))
        if self.errors:
            return
        known = LegalAct.objects.at(place).first()
        if known is None and not cleaned["new_title"]:
            self.add_error(
                "new_title", _("This act is not on the list yet. Write its full title, and it will be added.")
            )
            return
        cleaned["row"] = LegalBasisRow(
            act=known,
            place=place,
            details=ActDetails(title=cleaned["new_title"]),
            provision=cleaned["provision"],
        )


class BaseLegalBasisFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # no type arguments at run time
    """Rows of legal bases; the list of acts is read once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given = kwargs.pop("form_kwargs", None) or {}
        kwargs["form_kwargs"] = {"act_choices": choices_of_acts(), **given}
        super().__init__(*args, **kwargs)

    @property
    def rows(self) -> list[LegalBasisRow]:
        """The rows that cite something and are not taken away; for a valid form set."""
        kept = [form for form in self.forms if not form.cleaned_data.get(DELETION_FIELD_NAME)]
        rows = [form.cleaned_data.get("row", LegalBasisRow()) for form in kept]
        return [row for row in rows if row.act is not None or row.place is not None]

    def clean(self) -> None:
        if any(self.errors):
            return
        seen = set()
        for row in self.rows:
            place = row.act.place if row.act is not None else row.place
            cited = (place.key if place is not None else None, row.provision)
            if cited in seen:
                raise forms.ValidationError(
                    _("The same provision of an act is given twice. Clear one of the rows.")
                )
            seen.add(cited)


LegalBasisFormSet = forms.formset_factory(
    LegalBasisRowForm,
    formset=BaseLegalBasisFormSet,
    extra=1,
    can_delete=True,
    max_num=MOST_ROWS,
    validate_max=True,
)


def choices_of_acts() -> list[tuple[Any, str]]:
    """Return every act for a searchable list, one query: „ustawa o pomocy społecznej (Dz.U. z 2023 r. poz. 901)”."""
    return [("", ""), *((act.pk, str(act)) for act in LegalAct.objects.all())]


def initial_of_rows(rows: Iterable[tuple[LegalAct, str]]) -> list[dict[str, Any]]:
    """Return what a form set begins with for acts and provisions that are cited already."""
    return [{"act": act.pk, "provision": provision} for act, provision in rows]


def initial_read_from(text: str) -> list[dict[str, Any]]:
    """Return what a form set begins with when ``text`` is read: acts we know chosen, others described, one query.

    Empty when nothing could be read. A person checks it before it is kept.
    """
    references = suggest_references(text)[:MOST_ROWS]
    acts = known_acts([reference.act for reference in references])
    rows = []
    for reference, act in zip(references, acts, strict=True):
        if act is not None:
            rows.append({"act": act.pk, "provision": reference.provision})
        else:
            place = reference.act.place or Place(Journal.OTHER)
            described = {NEW + name: value for name, value in place.__dict__.items()}
            rows.append({**described, "new_title": reference.act.title, "provision": reference.provision})
    return rows
