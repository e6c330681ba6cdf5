from typing import cast

from django import forms
from django.db.models import Max, Min
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intranet.accounts.models import User
from intranet.core.filters import Chip, chips_of
from intranet.orders.models import ANY_STATUS, Order, OrderStatus

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
    year = forms.TypedChoiceField(label=_("Year of number"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: QueryDict, *, user: User) -> None:
        filled = data.copy()
        filled.setdefault("status", OrderStatus.IN_FORCE)
        super().__init__(filled)
        # The first and the last year cost two look-ups in an index; every year between them a scan.
        span = Order.objects.visible_to(user).aggregate(first=Min("year"), last=Max("year"))
        years = range(span["last"], span["first"] - 1, -1) if span["last"] else ()
        year_field = cast(forms.ChoiceField, self.fields["year"])
        year_field.choices = [("", _("all")), *((year, str(year)) for year in years)]

    def clean_q(self) -> str:
        return self.cleaned_data["q"].replace("\x00", "").strip()

    def clean_status(self) -> str:
        return self.cleaned_data["status"] or OrderStatus.IN_FORCE

    def chips(self, query: QueryDict) -> list[Chip]:
        """Return the filters in force; the default status is no filter to remove."""
        return [chip for chip in chips_of(self, query) if chip.name != "status" or query.get("status")]
