from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.core.filters import Chip, chips_of
from intranet.directory.models import OrgUnit

LONGEST_QUERY = 200


class PeopleFilterForm(forms.Form):
    """The filter of the staff list."""

    q = forms.CharField(
        label=_("Name, phone, room, job or unit"),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=OrgUnit.objects.none(), required=False, empty_label=_("all units")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.fields["unit"]
        if isinstance(units, forms.ModelChoiceField):
            units.queryset = OrgUnit.objects.visible_to(user).existing(today())

    def clean_q(self) -> str:
        return self.cleaned_data["q"].replace("\x00", "").strip()

    def chips(self, query: QueryDict) -> list[Chip]:
        """Return the filters in force as removable chips."""
        chips = chips_of(self, query)
        looked_for = _("Looked for: %(words)s") % {"words": self.cleaned_data.get("q", "")}
        return [replace(chip, label=looked_for) if chip.name == "q" else chip for chip in chips]
