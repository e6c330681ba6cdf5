from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intranet.page_notes.models import LONGEST_TEXT


def _words(label: Any, *, help_text: Any, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class NoteForm(forms.Form):
    """What is wrong, and on which page; the address is judged by the service, never refused."""

    text = _words(
        _("What is wrong"),
        help_text=_("For example: the phone number is out of date."),
        rows=5,
    )
    path = forms.CharField(required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """What was done about the note."""

    answer = _words(
        _("Your answer"),
        help_text=_("The author of the note will see it."),
        rows=4,
    )
