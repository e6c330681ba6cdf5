"""What the component catalogue shows that a template cannot write: forms in their states, a long list."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest


class SampleForm(forms.Form):
    """One field of each kind."""

    subject = forms.CharField(label="W sprawie", help_text="Bez słów „w sprawie”.")
    kind = forms.ChoiceField(
        label="Rodzaj", choices=[("", "–"), ("order", "Zarządzenie"), ("circular", "Okólnik")]
    )
    signed_on = forms.DateField(label="Data podpisania", help_text="Na przykład 14.12.2016.")
    text = forms.CharField(label="Treść", required=False, widget=forms.Textarea)
    audience = forms.ChoiceField(
        label="Kto może zobaczyć",
        choices=[("all", "Wszyscy"), ("units", "Wybrane komórki")],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label="Załącznik", required=False, help_text="PDF, najwyżej 20 MB.")
    password = forms.CharField(label="Hasło", widget=forms.PasswordInput)
    is_urgent = forms.BooleanField(label="Ogłoś na stronie głównej", required=False)


class SampleFilter(forms.Form):
    """Fields of a filter bar."""

    q = forms.CharField(label="Numer lub słowa", required=False)
    kind = forms.ChoiceField(
        label="Rodzaj", required=False, choices=[("", "Wszystkie"), ("order", "Zarządzenie")]
    )
    year = forms.ChoiceField(label="Rok", required=False, choices=[("", "Wszystkie"), ("2017", "2017")])
    status = forms.ChoiceField(label="Status", required=False, choices=[("in_force", "Obowiązujące")])


def catalogue_context(request: HttpRequest) -> dict[str, Any]:
    """Return the forms (empty and with errors) and the page of a list that the catalogue draws."""
    paginator = Paginator(range(1, 241), 20)
    return {
        "form": SampleForm(prefix="empty"),
        "wrong_form": SampleForm({"wrong-signed_on": "31.02.2017"}, prefix="wrong"),
        "filter_form": SampleFilter({"q": "kontrola", "year": "2017"}, auto_id="filter_%s"),
        "page": paginator.get_page(request.GET.get("page", 5)),
    }
