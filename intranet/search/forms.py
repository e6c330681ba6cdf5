from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intranet.search.registry import sources

FIRST_YEAR, LAST_YEAR = 1990, 2100


class QuestionField(forms.CharField):
    """Whatever somebody typed or pasted; a NUL character is a space, not an error."""

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\0", " ")) or ""


class SearchForm(forms.Form):
    """The search of the whole intranet, by GET. Wrong filters are left out, never an error page."""

    q = QuestionField(required=False)
    rodzaj = forms.CharField(required=False)
    rok = forms.IntegerField(label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def clean_rodzaj(self) -> str:
        key: str = self.cleaned_data["rodzaj"]
        return key if sources.get(key) is not None else ""
