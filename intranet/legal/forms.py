from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import Max, Min
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intranet.core.dates import short_date, today
from intranet.core.filters import Chip, chips_of
from intranet.core.forms import PolishDateField
from intranet.legal.designations import Place
from intranet.legal.journals import Journal
from intranet.legal.models import (
    LONGEST_DESIGNATION,
    LONGEST_JOURNAL_NAME,
    LONGEST_SHORT_NAME,
    LONGEST_TITLE,
    LegalAct,
)
from intranet.legal.places import Problems, problems_of
from intranet.legal.references import ParsedAct
from intranet.legal.services import ActDetails

LONGEST_QUERY = 200
LONGEST_CITATION = 1000


def whole_number(label: Any, *, help_text: Any = "", required: bool = False) -> forms.IntegerField:
    """Return a field for a year, a number or a position: digits without arrows."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 9}),
    )


class ActFilterForm(forms.Form):
    """The filter of the list of acts."""

    q = forms.CharField(
        label=_("Words or designation"),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *LegalAct.Kind.choices]
    )
    year = forms.TypedChoiceField(
        label=_("Year of publication"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        span = LegalAct.objects.aggregate(first=Min("year"), last=Max("year"))
        years = range(span["last"], span["first"] - 1, -1) if span["last"] else ()
        year_field = cast(forms.ChoiceField, self.fields["year"])
        year_field.choices = [("", _("all")), *((year, str(year)) for year in years)]

    def chips(self, query: QueryDict) -> list[Chip]:
        """Return the filters in force."""
        return chips_of(self, query)


class CitationForm(forms.Form):
    """A legal basis copied from somewhere, to be read into the fields of an act."""

    opis = forms.CharField(
        label=_("The act as it is cited"),
        help_text=_(
            "Paste it from an order or a website, for example: ustawa z dnia 12 marca 2004 r. o pomocy społecznej "
            "(Dz.U. z 2023 r. poz. 901)."
        ),
        max_length=LONGEST_CITATION,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ActForm(forms.Form):
    """An act: where it was published, what it is called and whether it binds."""

    journal = forms.ChoiceField(label=_("Journal"), choices=Journal.choices, initial=Journal.DU)
    year = whole_number(_("Year of the journal"), required=True)
    number = whole_number(_("Number of the journal"), help_text=_("Only for years before 2012."))
    position = whole_number(_("Position"), required=True)
    journal_name = forms.CharField(
        label=_("Name of the official journal"),
        help_text=_("Only for an official journal, for example: Woj. Łódzkiego, MF."),
        max_length=LONGEST_JOURNAL_NAME,
        required=False,
    )
    designation = forms.CharField(
        label=_("Designation"),
        help_text=_(
            "Only for an act published elsewhere, for example: Dz.Urz. UE L 119 z 04.05.2016, str. 1."
        ),
        max_length=LONGEST_DESIGNATION,
        required=False,
    )
    title = forms.CharField(
        label=_("Full title"),
        help_text=_("As in the journal, for example: Ustawa z dnia 12 marca 2004 r. o pomocy społecznej."),
        max_length=LONGEST_TITLE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    short_name = forms.CharField(
        label=_("Short name"),
        help_text=_(
            "What people call it: ustawa o pomocy społecznej. If left empty, it is made of the title."
        ),
        max_length=LONGEST_SHORT_NAME,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Kind of the act"),
        help_text=_("If not chosen, it is read from the title."),
        choices=[("", _("as the title says")), *LegalAct.Kind.choices],
        required=False,
    )
    enacted_on = PolishDateField(
        label=_("Date of the act"), required=False, help_text=_("If left empty, it is read from the title.")
    )
    is_consolidated = forms.BooleanField(
        label=_("This is a consolidated text"),
        help_text=_("The journal holds the whole act with its amendments, announced anew."),
        required=False,
    )
    force = forms.ChoiceField(
        label=_("Does it bind"), choices=LegalAct.Force.choices, initial=LegalAct.Force.UNKNOWN
    )
    repealed_on = PolishDateField(
        label=_("Repealed from"),
        required=False,
        help_text=_("Only for a repealed act; the first day on which it no longer binds."),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    SECTIONS = (
        (
            _("Where it was published"),
            ("journal", "year", "number", "position", "journal_name", "designation"),
        ),
        (_("The act"), ("title", "short_name", "kind", "enacted_on", "is_consolidated")),
        (_("Force of the act"), ("force", "repealed_on")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self["journal"].value() == Journal.OTHER:
            self.fields["year"].required = self.fields["position"].required = False

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [(title, [self[name] for name in names]) for title, names in self.SECTIONS]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "journal" in cleaned:
            self.show_problems(problems_of(self.place))
        if cleaned.get("enacted_on") and cleaned["enacted_on"] > today():
            self.add_error("enacted_on", _("This day is still to come. Write today or an earlier day."))
        if cleaned.get("repealed_on") and cleaned.get("force") != LegalAct.Force.REPEALED:
            self.add_error("repealed_on", _("Choose that the act is repealed, or clear this day."))
        return cleaned

    def show_problems(self, problems: Problems) -> None:
        """Put what is wrong with the place beside its fields."""
        for name, message in problems.items():
            if name not in self.errors:
                self.add_error(name, str(message))

    def refuse(self, saved: LegalAct) -> list[tuple[str, str]]:
        """Keep what was typed, let the next sending replace ``saved`` knowingly, and return where they differ."""
        self.add_error(
            None,
            _(
                "Somebody else has corrected this act in the meantime. Yours has not been saved: it stands in the "
                "form. When you save once more, your version replaces theirs."
            ),
        )
        renewed = cast(QueryDict, self.data).copy()  # the request's own cannot be written to
        renewed["stamp"] = saved.stamp
        self.data = renewed
        theirs = ActForm(initial=initial_of_act(saved))
        return [
            (str(field.label), _shown(theirs[field.name]))
            for field in self.visible_fields()
            if (getattr(saved, field.name) or "") != (self.cleaned_data.get(field.name) or "")
        ]

    @property
    def place(self) -> Place:
        """Where the act was published, as typed."""
        return place_from(self.cleaned_data)

    @property
    def details(self) -> ActDetails:
        """What the form says of the act besides its place."""
        cleaned = self.cleaned_data
        return ActDetails(
            title=cleaned["title"],
            short_name=" ".join(cleaned["short_name"].split()),
            kind=LegalAct.Kind(cleaned["kind"]) if cleaned["kind"] else None,
            enacted_on=cleaned["enacted_on"],
            is_consolidated=cleaned["is_consolidated"],
            force=LegalAct.Force(cleaned["force"]),
            repealed_on=cleaned["repealed_on"],
        )


def _shown(field: forms.BoundField) -> str:
    value = field.value()
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, date):
        return short_date(value)
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(value, value) or "–")


def place_from(cleaned: dict[str, Any], prefix: str = "") -> Place:
    """Return the place that cleaned fields describe; their names may begin with ``prefix``."""

    def words(name: str) -> str:
        return " ".join((cleaned.get(prefix + name) or "").split())

    return Place(
        journal=Journal(cleaned[f"{prefix}journal"]),
        year=cleaned.get(f"{prefix}year"),
        number=cleaned.get(f"{prefix}number"),
        position=cleaned.get(f"{prefix}position"),
        journal_name=words("journal_name"),
        designation=words("designation"),
    )


def initial_of_act(act: LegalAct) -> dict[str, Any]:
    """Return what the form of a known act begins with."""
    names = [name for name in ActForm.base_fields if name != "stamp"]
    return {name: getattr(act, name) for name in names} | {"stamp": act.stamp}


def initial_of_parsed(act: ParsedAct) -> dict[str, Any]:
    """Return what the form of a new act begins with when its citation could be read."""
    place = act.place
    known = place.__dict__ if place is not None else {"journal": Journal.OTHER}
    return {
        **known,
        "title": act.title,
        "enacted_on": act.enacted_on,
        "is_consolidated": act.is_consolidated,
    }
