from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from intranet.core.forms.fields import PolishDateField
from intranet.directory.models import OrgUnit
from intranet.search.fulltext import LAST_DAY
from intranet.search.narrowing import Narrowing
from intranet.search.registry import sources, status_labels

FIRST_YEAR, LAST_YEAR = 1900, 2100


class QuestionField(forms.CharField):
    """Whatever somebody typed or pasted; a NUL character is a space, not an error."""

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\0", " ")) or ""


class SearchForm(forms.Form):
    """The search of the whole intranet, by GET.

    Days typed wrong are told about; other filters come from links, so what nobody could choose is left out.
    """

    q = QuestionField(required=False)
    rodzaj = forms.CharField(required=False)
    rok = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    od = PolishDateField(label=_("From the day"), required=False, help_text="")
    do = PolishDateField(label=_("To the day"), required=False, help_text="")
    komorka = forms.ModelChoiceField(OrgUnit.objects.all(), required=False, to_field_name="symbol")
    status = forms.CharField(required=False)
    policz = forms.BooleanField(required=False)

    def clean_rodzaj(self) -> str:
        key: str = self.cleaned_data["rodzaj"]
        return key if sources.get(key) is not None else ""

    def clean_status(self) -> str:
        key: str = self.cleaned_data["status"]
        return key if key in status_labels() else ""

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("od"), self.cleaned_data.get("do")
        if first and last and last < first:
            self.add_error("do", ValidationError(_("This day is before the first one."), code="backwards"))
        return self.cleaned_data

    def narrowing(self) -> Narrowing:
        """Return the valid filters."""
        chosen = self.cleaned_data
        first, last = _number(chosen.get("od")), _number(chosen.get("do"))
        year = chosen.get("rok")
        unit = chosen.get("komorka")
        return Narrowing(
            kind=chosen["rodzaj"],
            first_day=max(first or 0, year * 10_000 if year else 0),
            last_day=min(last or LAST_DAY, year * 10_000 + 1231 if year else LAST_DAY),
            unit=unit.pk if unit else None,
            status=chosen["status"],
        )

    def days(self) -> SafeString:
        """Return the two fields of days drawn; the empty ones, which every page of results has, are kept."""
        if settings.DEBUG or any(self.data.get(name) for name in ("od", "do")):
            return _drawn_days(self)
        return _empty_days(get_language())

    def address(self) -> QueryDict:
        """Return the valid filters as they stand in an address."""
        query = QueryDict(mutable=True)
        for name in ("q", "rodzaj", "rok", "od", "do", "komorka", "status"):
            value = self.cleaned_data.get(name)
            if value:
                query[name] = _written(value)
        return query


def _drawn_days(form: forms.Form) -> SafeString:
    return format_html("{}{}", form["od"].as_field_group(), form["do"].as_field_group())


@lru_cache
def _empty_days(language: str | None) -> SafeString:
    return _drawn_days(SearchForm())


def _number(day: date | None) -> int | None:
    return int(f"{day:%Y%m%d}") if day else None


def _written(value: object) -> str:
    if isinstance(value, OrgUnit):
        return value.symbol
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


class ForgettingForm(forms.Form):
    """Which recent searches to forget, and whether the list of suggestions asks."""

    usun = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    wszystkie = forms.BooleanField(required=False)
    podpowiedzi = forms.BooleanField(required=False)
