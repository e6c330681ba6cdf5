from typing import Any, cast

from django import forms
from django.db.models import Max, Min
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from intranet.core.dates import today
from intranet.directory.audience import everyone
from intranet.directory.models import OrgUnit
from intranet.news.audiences import audience_of_units

NEWS, EVENTS = "aktualnosci", "wydarzenia"
ARCHIVE = "archiwum"


class NewsItemForm(WagtailAdminPageForm):
    """The page editor's form: whom an item is for is chosen as units, none of them meaning everyone."""

    units = forms.ModelMultipleChoiceField(
        label=_("Units"),
        queryset=OrgUnit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "news-units"}),
        help_text=_(
            "Choose nothing and everybody sees it. Others than those of the chosen units cannot open it, nor its "
            "files. Pictures are open to everybody signed in who knows their address."
        ),
    )
    with_subunits = forms.BooleanField(
        label=_("With sub-units"),
        required=False,
        initial=True,
        help_text=_(
            "Also the people of every unit below the chosen ones. To write to the directorate alone, uncheck it."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self._chosen_units()
        # A unit dissolved since then stays in the list of what it was chosen for.
        existing = OrgUnit.objects.existing(today()) | OrgUnit.objects.filter(pk__in=chosen)
        units = cast(forms.ModelMultipleChoiceField, self.fields["units"])
        units.queryset = existing.order_by("name")
        units.initial = chosen
        self.fields["with_subunits"].initial = self._has_subunits()

    def _chosen_units(self) -> list[int]:
        if self.instance.audience_id is None:
            return []
        return list(self.instance.audience.unit_rows.values_list("unit_id", flat=True))

    def _has_subunits(self) -> bool:
        audience_id = self.instance.audience_id
        return audience_id is None or not (
            self.instance.audience.unit_rows.filter(with_subunits=False).exists()
        )

    def save(self, commit: bool = True) -> Any:
        """Point the item to the audience of the chosen units; one that fits is used again."""
        units = list(self.cleaned_data.get("units") or ())
        with_subunits = self.cleaned_data["with_subunits"]
        if not units:
            self.instance.audience = everyone()
        elif {unit.pk for unit in units} != set(
            self._chosen_units()
        ) or with_subunits != self._has_subunits():
            self.instance.audience = audience_of_units(units=units, with_subunits=with_subunits)
        return super().save(commit=commit)


class NewsFilterForm(forms.Form):
    """The filter of the list; without a choice it shows what is current."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), (NEWS, _("news")), (EVENTS, _("events"))]
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    show = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("current")), (ARCHIVE, _("archive"))]
    )

    def __init__(self, data: QueryDict, *, visible: Any) -> None:
        super().__init__(data)
        span = visible.aggregate(first=Min("published_on"), last=Max("published_on"))
        years = range(span["last"].year, span["first"].year - 1, -1) if span["last"] else ()
        year_field = cast(forms.ChoiceField, self.fields["year"])
        year_field.choices = [("", _("all")), *((year, str(year)) for year in years)]
