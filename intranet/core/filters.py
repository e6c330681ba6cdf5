"""Filter bars: each filter in force as a chip that a click removes."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.db import models
from django.http import QueryDict

from intranet.core.dates import short_date


@dataclass(frozen=True)
class Chip:
    """A filter in force: its field, its words and the address without it."""

    name: str
    label: str
    url: str


def chips_of(form: forms.Form, query: QueryDict) -> list[Chip]:
    """Return a chip for each non-empty, valid field of a bound filter ``form``."""
    chips = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name) if form.is_bound and hasattr(form, "cleaned_data") else None
        if value in (None, "", [], ()) or field.widget.is_hidden:
            continue
        rest = query.copy()
        rest.pop(name, None)
        rest.pop("page", None)
        chips.append(
            Chip(name=name, label=f"{field.label}: {_words(field, value)}", url=f"?{rest.urlencode()}")
        )
    return chips


def _words(field: forms.Field, value: object) -> str:
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, date):
        return short_date(value)
    choices = dict(getattr(field, "choices", ()) or ())
    return str(choices.get(str(value), value))
