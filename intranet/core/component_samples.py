"""What the component catalogue shows that a template cannot write: forms in their states, a long list."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from intranet.core.forms import FileDropField, PolishDateField, SearchableSelect

MEGABYTE = 1024 * 1024
UNITS = (
    "Dyrekcja",
    "Wydział Koordynacji i Nadzoru",
    "Wydział Finansowo-Księgowy",
    "Wydział Organizacyjno-Administracyjny",
    "Dział Kadr i Szkoleń",
    "Dział Informatyki",
    "Zespół Radców Prawnych",
    "I Wydział Pracy Środowiskowej",
    "II Wydział Pracy Środowiskowej",
    "III Wydział Pracy Środowiskowej",
    "Filia „Łąkowa”",
    "Filia „Źródlana”",
    "Filia „Śródmieście”",
    "Wydział Wspierania Rodzinnej Pieczy Zastępczej",
    "Sekcja Świadczeń",
    "Samodzielne Stanowisko ds. Bezpieczeństwa i Higieny Pracy oraz Ochrony Przeciwpożarowej w Placówkach",
)


class SampleForm(forms.Form):
    """One field of each kind."""

    subject = forms.CharField(label="W sprawie", help_text="Bez słów „w sprawie”.")
    kind = forms.ChoiceField(
        label="Rodzaj", choices=[("", "–"), ("order", "Zarządzenie"), ("circular", "Okólnik")]
    )
    signed_on = PolishDateField(label="Data podpisania")
    text = forms.CharField(label="Treść", required=False, widget=forms.Textarea, max_length=2000)
    audience = forms.ChoiceField(
        label="Kto może zobaczyć",
        choices=[("all", "Wszyscy"), ("units", "Wybrane komórki")],
        widget=forms.RadioSelect,
    )
    channels = forms.MultipleChoiceField(
        label="Powiadom",
        choices=[("mail", "pocztą"), ("home", "na stronie głównej"), ("head", "przez kierowników komórek")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = FileDropField(
        label="Załącznik", required=False, extensions=(".pdf", ".docx"), max_bytes=20 * MEGABYTE
    )
    password = forms.CharField(label="Hasło", widget=forms.PasswordInput)
    is_urgent = forms.BooleanField(label="Ogłoś na stronie głównej", required=False)


class SampleControls(forms.Form):
    """The controls that browsers do not have."""

    title = forms.CharField(
        label="Tytuł", max_length=60, widget=forms.TextInput({"data-counter": True}), help_text="Krótko."
    )
    description = forms.CharField(label="Opis", max_length=200, widget=forms.Textarea({"rows": 3}))
    starts_on = PolishDateField(label="Początek zastępstwa")
    scope = forms.ChoiceField(
        label="Zakres",
        choices=[("all", "Wszystkie sprawy komórki"), ("some", "Tylko wskazane sprawy")],
        widget=forms.RadioSelect({"class": "radio-cards"}),
    )
    unit = forms.ChoiceField(
        label="Komórka",
        choices=[("", "–"), *((str(number), name) for number, name in enumerate(UNITS, 1))],
        widget=SearchableSelect,
        help_text="Wystarczy część nazwy, bez polskich liter.",
    )
    attachments = FileDropField(
        label="Załączniki",
        required=False,
        extensions=(".pdf", ".docx", ".png", ".jpg"),
        max_bytes=2 * MEGABYTE,
        multiple=True,
        max_files=5,
    )


FILLED = {
    "title": "Zastępstwo w dziale kadr",
    "description": "Krótki opis sprawy. " * 10,
    "starts_on": "14.12.2016",
    "unit": "16",
    "scope": "some",
}
WRONG = {"title": "x" * 70, "starts_on": "31.02.2017", "unit": "nieznana"}


def _disabled() -> forms.Form:
    form = SampleControls(initial=FILLED, prefix="disabled")
    for field in form.fields.values():
        field.disabled = True
    return form


def _with_prefix(data: dict[str, str], prefix: str) -> dict[str, str]:
    return {f"{prefix}-{name}": value for name, value in data.items()}


def controls_context() -> dict[str, Any]:
    """Return the form of controls: empty, filled, wrong and disabled."""
    empty = SampleControls(prefix="controls")
    empty.fields["attachments"].widget.attrs["data-paste"] = True
    return {
        "controls": {
            "Pusty": empty,
            "Wypełniony": SampleControls(initial=FILLED, prefix="filled"),
            "Z błędami": SampleControls(_with_prefix(WRONG, "broken"), prefix="broken"),
            "Wyłączony": _disabled(),
        }
    }


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
        **controls_context(),
    }
