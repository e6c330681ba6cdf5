from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.core.filters import Chip, chips_of
from intranet.core.forms import SearchableSelect
from intranet.directory.models import OrgUnit
from intranet.directory.people_list import DEFAULT_ORDER, ORDER_NAMES

LONGEST_QUERY = 200
EVERYBODY = "all"


class TeamSearchForm(forms.Form):
    """The words that pick people of a large team, and whether everybody below is looked through."""

    q = forms.CharField(
        label=_("Name, phone, room or job"),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    # Chosen by a link; hidden here, so that searching does not lose it. Refuses nothing.
    scope = forms.Field(required=False, widget=forms.HiddenInput)

    @property
    def words(self) -> str:
        """What is looked for; nothing when it is refused."""
        return self.cleaned_data["q"] if self.is_valid() else ""

    @property
    def is_everybody(self) -> bool:
        return self["scope"].value() == EVERYBODY


class PeopleFilterForm(forms.Form):
    """The filter of the staff list."""

    q = forms.CharField(
        label=_("Name, phone, room, job or unit"),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=OrgUnit.objects.none(),
        required=False,
        empty_label=_("all units"),
        widget=SearchableSelect,
    )
    # Chosen by links of the list; hidden here, so that typing words does not lose them. Fields that refuse nothing:
    # a hidden field could not show its error.
    letter = forms.Field(required=False, widget=forms.HiddenInput)
    sort = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.fields["unit"]
        if isinstance(units, forms.ModelChoiceField):
            units.queryset = OrgUnit.objects.visible_to(user).existing(today())

    def clean_q(self) -> str:
        return self.cleaned_data["q"].replace("\x00", "").strip()

    def clean_letter(self) -> str:
        letter = str(self.cleaned_data["letter"] or "").upper()
        return letter if len(letter) == 1 and letter.isalpha() else ""

    def clean_sort(self) -> str:
        """Fall back to the surname: an unknown order in an old address is no reason to show nothing."""
        order = self.cleaned_data["sort"]
        return order if order in ORDER_NAMES else DEFAULT_ORDER

    def chips(self, query: QueryDict) -> list[Chip]:
        """Return the filters in force as removable chips."""
        words = _("Looked for: %(words)s") % {"words": self.cleaned_data.get("q", "")}
        chips = [replace(chip, label=words) if chip.name == "q" else chip for chip in chips_of(self, query)]
        if letter := self.cleaned_data.get("letter"):
            rest = query.copy()
            rest.pop("letter", None)
            rest.pop("page", None)
            label = _("Surname begins with %(letter)s") % {"letter": letter}
            chips.append(Chip(name="letter", label=label, url=f"?{rest.urlencode()}"))
        return chips
