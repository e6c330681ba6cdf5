"""„Stan na dzień”: the day for which a reader asks how things stood."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intranet.core.dates import short_date, today
from intranet.core.forms import PolishDateField

# The name in the address, in Polish as all addresses are.
PARAMETER = "dzien"
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class DayField(PolishDateField):
    """A day of the register; empty means today."""

    default_error_messages = {"out_of_range": _("Give a day between %(earliest)s and %(latest)s.")}

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            params = {"earliest": short_date(EARLIEST), "latest": short_date(LATEST)}
            raise ValidationError(self.error_messages["out_of_range"], code="out_of_range", params=params)
        return day


class DayForm(forms.Form):
    """The field of a day above an order or its history."""

    dzien = DayField(label=_("As on the day"), required=False, help_text="")


@dataclass(frozen=True)
class AskedDay:
    """The day asked for, or today when none was asked for or what was typed is no day; the form says which."""

    on: date
    form: DayForm
    today: date

    @property
    def is_another(self) -> bool:
        return self.on != self.today

    @property
    def query(self) -> str:
        """Return what keeps the day in a link: "?dzien=2017-03-01", or nothing for today."""
        return query_of(self.on if self.is_another else None)


def query_of(day: date | None) -> str:
    """Return what asks for ``day`` in a link; nothing for today."""
    return f"?{PARAMETER}={day.isoformat()}" if day else ""


def asked_day(query: QueryDict) -> AskedDay:
    """Read the day from an address; never fails."""
    form = DayForm(query)
    day = form.cleaned_data[PARAMETER] if form.is_valid() else None
    if day is not None:
        # Whatever way it was written, the field shows it as offices write it.
        form = DayForm({PARAMETER: short_date(day)})
    return AskedDay(on=day or today(), form=form, today=today())


def known_on(day: date) -> Q:
    """Return the condition for orders that a list of ``day`` shows: signed by then, or given force from then."""
    return Q(signed_on__lte=day) | Q(effective_from__lte=day)
