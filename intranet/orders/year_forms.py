"""Which part of the register is asked for: a year and a kind, in addresses that people read."""

from collections.abc import Sequence
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intranet.orders.models import Order

ALL_YEARS = "wszystkie"


class YearForm(forms.Form):
    """A year of the register, or all of them; the last one when nothing is chosen or what is chosen is unknown."""

    rok = forms.ChoiceField(
        label=_("Year"),
        required=False,
        error_messages={"invalid_choice": _("The register has no such year. Here is the last one.")},
    )

    def __init__(self, data: QueryDict, *, years: Sequence[int]) -> None:
        self.last_year = years[0] if years else None
        filled = data.copy()
        if not filled.get("rok") and self.last_year:
            filled["rok"] = str(self.last_year)
        super().__init__(filled)
        field = cast(forms.ChoiceField, self.fields["rok"])
        field.choices = [*((str(year), str(year)) for year in years), (ALL_YEARS, _("all years"))]

    @property
    def year(self) -> int | None:
        """The chosen year; None for all of them."""
        self.is_valid()
        chosen = self.cleaned_data.get("rok") or (str(self.last_year) if self.last_year else ALL_YEARS)
        return None if chosen == ALL_YEARS else int(chosen)

    @property
    def parameters(self) -> dict[str, str | int]:
        """What an address needs to ask for the same part again."""
        return {"rok": self.year or ALL_YEARS}


class RegisterPartForm(YearForm):
    """A year and a kind of the register."""

    rodzaj = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("all")), *Order.Kind.choices],
        error_messages={"invalid_choice": _("The register has no such kind. Here are all of them.")},
    )

    @property
    def kind(self) -> Order.Kind | None:
        """The chosen kind; None for all of them."""
        self.is_valid()
        chosen = self.cleaned_data.get("rodzaj")
        return Order.Kind(chosen) if chosen else None

    @property
    def parameters(self) -> dict[str, str | int]:
        return super().parameters | ({"rodzaj": self.kind.value} if self.kind else {})
