"""What the chancellery types about numbers without an order."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.core.dates import today
from intranet.orders.as_on import EARLIEST
from intranet.orders.models import NUMBERED_KINDS, HeldNumber, Order
from intranet.orders.numbers import OrderNumber, parse_typed_number
from intranet.orders.year_forms import YearForm

LONGEST_RUN = 50
KINDS = [(kind.value, kind.label) for kind in Order.Kind if kind.value in NUMBERED_KINDS]


class NumbersForm(YearForm):
    """Which numbers are looked at: of one kind and one year, this year's orders when nothing is chosen."""

    rodzaj = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=KINDS)

    def __init__(self, data: QueryDict, *, years: Sequence[int]) -> None:
        filled = data.copy()
        if filled.get("rodzaj") not in NUMBERED_KINDS:
            filled["rodzaj"] = Order.Kind.ORDER
        super().__init__(filled, years=years)
        field = cast(forms.ChoiceField, self.fields["rok"])
        field.choices = [(str(year), str(year)) for year in years]

    @property
    def kind(self) -> Order.Kind:
        """The chosen kind."""
        return Order.Kind(self.data["rodzaj"])


class HoldNumberForm(forms.Form):
    """Reserve or annul one number, or a run of them, for a reason."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    first = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=30,
        help_text=gettext_lazy("For example 13/2026 or 13a/2026; without a year, the present one."),
    )
    last = forms.CharField(
        label=gettext_lazy("To number"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Only for several in a row."),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("What to do"),
        choices=[
            (HeldNumber.State.RESERVED, gettext_lazy("reserve: an order will bear it")),
            (HeldNumber.State.ANNULLED, gettext_lazy("annul: no order will ever bear it")),
        ],
        widget=forms.RadioSelect,
        initial=HeldNumber.State.RESERVED,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=HeldNumber._meta.get_field("reason").max_length,
        help_text=gettext_lazy("Kept for ever in the register. Do not write personal data of clients."),
    )

    def clean_first(self) -> OrderNumber:
        return _number(self.cleaned_data["first"])

    def clean_last(self) -> OrderNumber | None:
        typed = self.cleaned_data["last"].strip()
        return _number(typed) if typed else None

    def clean_reason(self) -> str:
        reason = " ".join(self.cleaned_data["reason"].split())
        if len(reason) < SHORTEST_REASON:
            raise forms.ValidationError(_("Say the reason in a few words."))
        return reason

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first is None or last is None:
            return cleaned
        if last.year != first.year:
            self.add_error("last", _("Both numbers must be of one year."))
        elif first.suffix or last.suffix:
            self.add_error("last", _("A run has no letters: hold such numbers one by one."))
        elif last.number < first.number:
            self.add_error("last", _("The run ends before it begins."))
        elif last.number - first.number >= LONGEST_RUN:
            message = _("At most %(count)s numbers at once.") % {"count": LONGEST_RUN}
            self.add_error("last", message)
        return cleaned

    @property
    def numbers(self) -> list[OrderNumber]:
        """The numbers asked for, of a valid form."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"] or self.cleaned_data["first"]
        if first == last:
            return [first]
        return [OrderNumber(number, "", first.year) for number in range(first.number, last.number + 1)]


SHORTEST_REASON = 5


class ReleaseNumberForm(forms.Form):
    """Why a reserved number is given back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


def _number(typed: str) -> OrderNumber:
    number = parse_typed_number(typed, year=today().year)
    if number is None:
        raise forms.ValidationError(_("Write a number such as 13/2026 or 13a/2026."))
    if number.year > today().year + 1:
        raise forms.ValidationError(_("Numbers are kept for this year and the next one at the latest."))
    if number.year < EARLIEST.year:
        # A slip of the finger („0206”) would stay in the register for ever.
        raise forms.ValidationError(
            _("Numbers are kept for years from %(first)s on.") % {"first": EARLIEST.year}
        )
    return number
