from typing import cast

from django import forms
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intranet.accounts.models import User
from intranet.core.filters import Chip, chips_of
from intranet.directory.models import OrgUnit
from intranet.orders.as_on import DayField
from intranet.orders.models import ANY_STATUS, Order, OrderStatus
from intranet.orders.register import IN_SUBJECT, NEWEST, SORTS

LONGEST_QUERY = 200


class RegisterFilterForm(forms.Form):
    """The filter of the register; without a choice it shows what is in force."""

    q = forms.CharField(
        label=_("Number or words"),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[*OrderStatus.choices, (ANY_STATUS, _("all"))]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *Order.Kind.choices])
    # Chosen in the headings of the table; a filter sent from the bar must not forget it.
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    year = forms.TypedChoiceField(label=_("Year of number"), required=False, coerce=int, empty_value=None)
    unit = forms.ModelChoiceField(
        label=_("Owner unit"), queryset=OrgUnit.objects.none(), required=False, empty_label=_("all")
    )
    where = forms.ChoiceField(
        label=_("Look for words"),
        required=False,
        choices=[("", _("anywhere")), (IN_SUBJECT, _("in the subject"))],
    )
    dzien = DayField(label=_("As on the day"), required=False, help_text="")

    # Behind „more filters”, which opens by itself when one of them is in use.
    MORE = ("unit", "where", "dzien")

    def __init__(self, data: QueryDict, *, user: User) -> None:
        filled = data.copy()
        filled.setdefault("status", OrderStatus.IN_FORCE)
        super().__init__(filled)
        # The first and the last year cost two look-ups in an index; every year between them a scan.
        visible = Order.objects.visible_to(user)
        # Owners of orders, and the unit asked for: a page may lead here before its unit has any.
        asked = filled.get("unit", "")
        owns = Q(Exists(visible.filter(owner_unit=OuterRef("pk"))))
        units = OrgUnit.objects.filter(owns | Q(pk=asked) if asked.isdecimal() else owns)
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = units.order_by("name")
        span = visible.aggregate(first=Min("year"), last=Max("year"))
        years = range(span["last"], span["first"] - 1, -1) if span["last"] else ()
        year_field = cast(forms.ChoiceField, self.fields["year"])
        year_field.choices = [("", _("all")), *((year, str(year)) for year in years)]

    def main_fields(self) -> list[forms.BoundField]:
        """Return the fields that always show."""
        return [field for field in self if field.name not in self.MORE]

    def more_fields(self) -> list[forms.BoundField]:
        """Return the fields behind „more filters”."""
        return [self[name] for name in self.MORE]

    @property
    def is_more_used(self) -> bool:
        """Tell whether a filter behind „more filters” is in force or wrong."""
        return any(self.data.get(name) for name in self.MORE)

    def clean_q(self) -> str:
        return self.cleaned_data["q"].replace("\x00", "").strip()

    def clean_status(self) -> str:
        return self.cleaned_data["status"] or OrderStatus.IN_FORCE

    def clean_sort(self) -> str:
        """Return a known way of sorting; an unknown one, which nobody can type, is as good as none."""
        asked = self.cleaned_data["sort"]
        return asked if asked in SORTS else NEWEST

    def chips(self, query: QueryDict) -> list[Chip]:
        """Return the filters in force; the default status is no filter to remove."""
        chosen = self.cleaned_data.get("status") if self.is_valid() else None
        return [
            chip for chip in chips_of(self, query) if chip.name != "status" or chosen != OrderStatus.IN_FORCE
        ]

    def words(self) -> list[str]:
        """Return what the list was narrowed to, the default status too: a printed list must say it."""
        return [chip.label for chip in chips_of(self, cast(QueryDict, self.data))]
