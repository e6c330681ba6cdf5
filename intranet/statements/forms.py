from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from intranet.core.dates import today
from intranet.core.forms import PolishDateField
from intranet.statements.models import AccessibilityStatement, OneRow, PrivacyNotice

DATES = ("published_on", "updated_on", "prepared_on", "reviewed_on")
EXPLANATIONS = ("inaccessible", "burden", "exemptions")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StampedForm(forms.ModelForm):
    """A form that knows which wording its editor began from, so that nobody else's words are lost unseen."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["stamp"] = self.instance.stamp
        self.saved_parts: list[tuple[Any, str]] = []

    def refuse(self, saved: OneRow) -> None:
        """Keep what was typed, show where ``saved`` differs, and let the next sending replace it knowingly."""
        for name in self._meta.fields or ():
            if _plain(getattr(saved, name)) != _plain(self.cleaned_data.get(name)):
                self.saved_parts.append((self[name].label, _shown(saved, name)))
        self.add_error(
            None,
            _(
                "Somebody else has saved this text in the meantime. Yours has not been saved: it stands in the form. "
                "Look at what the other person has written. When you save once more, your text replaces it."
            ),
        )
        renewed = cast(QueryDict, self.data).copy()  # the request's own cannot be written to
        renewed["stamp"] = saved.stamp
        self.data = renewed


def _shown(saved: OneRow, name: str) -> str:
    value = getattr(saved, f"get_{name}_display", lambda: getattr(saved, name))()
    return date_format(value) if isinstance(value, date) else str(value)


def _plain(value: object) -> str:
    # Browsers send ends of lines in two characters.
    return str(value).replace("\r\n", "\n").strip()


class AccessibilityStatementForm(StampedForm):
    """The parts of the statement that the act requires."""

    SECTIONS = (
        (_("The site"), ("entity_name", "site_name", "site_url", "published_on", "updated_on")),
        (_("Compliance with the act"), ("status", *EXPLANATIONS)),
        (_("Drawing up the statement"), ("prepared_on", "method", "assessor", "reviewed_on")),
        (_("Contact"), ("contact_name", "contact_email", "contact_phone")),
        (_("Buildings and applications"), ("architecture", "mobile_apps")),
    )

    # Declared, because the model's own form field warns about its default scheme.
    site_url = forms.URLField(label=_("Address of the site"), max_length=200, assume_scheme="https")

    class Meta:
        model = AccessibilityStatement
        fields = [
            "entity_name",
            "site_name",
            "site_url",
            "published_on",
            "updated_on",
            "status",
            "inaccessible",
            "burden",
            "exemptions",
            "prepared_on",
            "method",
            "assessor",
            "reviewed_on",
            "contact_name",
            "contact_email",
            "contact_phone",
            "architecture",
            "mobile_apps",
        ]
        field_classes = dict.fromkeys(DATES, PolishDateField)
        widgets = {
            "inaccessible": _lines(6),
            "burden": _lines(3),
            "exemptions": _lines(3),
            "architecture": _lines(10),
            "mobile_apps": _lines(3),
        }
        help_texts = {
            "published_on": _("For example 14.12.2026."),
            "prepared_on": _("For example 14.12.2026."),
            "updated_on": _(
                "The day of the last large change of content or look, not of a small correction."
            ),
            "inaccessible": _(
                "For each thing: what it is, why it is not accessible and how to get its content otherwise. An empty "
                "line begins a new paragraph."
            ),
            "burden": _(
                "What would cost more than it is worth, with a word about the analysis that shows it."
            ),
            "exemptions": _("What the act itself leaves out, for example recordings of live events."),
            "assessor": _("Only when the assessment was made by another body."),
            "reviewed_on": _("The act wants a review at least once a year, by 31 March."),
            "contact_name": _("A post, such as: accessibility coordinator, is better than a name."),
            "architecture": _(
                "For each seat: address, entrances, lifts, ramps, parking places, sign language interpreter, "
                "induction loop, guide dogs. An empty line begins a new paragraph."
            ),
        }

    @property
    def sections(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """Yield the fields under their headings."""
        for title, names in self.SECTIONS:
            yield title, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in DATES:
            if cleaned.get(name) and cleaned[name] > today():
                self.add_error(name, _("This day is still to come. Write today or an earlier day."))
        self._refuse_order(
            "updated_on", "published_on", _("The change cannot be earlier than the publication.")
        )
        self._refuse_order(
            "reviewed_on", "prepared_on", _("The review cannot be earlier than drawing up the statement.")
        )
        if cleaned.get("method") == AccessibilityStatement.Method.EXTERNAL and not cleaned.get("assessor"):
            self.add_error("assessor", _("Write who made the assessment."))
        elif cleaned.get("method") == AccessibilityStatement.Method.SELF:
            cleaned["assessor"] = ""
        if cleaned.get("status") != AccessibilityStatement.Status.COMPLIANT and not any(
            cleaned.get(name) for name in EXPLANATIONS
        ):
            self.add_error(
                "inaccessible", _("Write what is not accessible, or choose that the site is compliant.")
            )
        return cleaned

    def _refuse_order(self, later: str, earlier: str, message: Any) -> None:
        days = self.cleaned_data.get(later), self.cleaned_data.get(earlier)
        if days[0] and days[1] and days[0] < days[1]:
            self.add_error(later, message)


class PrivacyNoticeForm(StampedForm):
    """The parts of the privacy notice that the institution writes."""

    class Meta:
        model = PrivacyNotice
        fields = ["controller", "dpo_contact", "purposes", "recipients", "retention", "rights"]
        widgets = {
            "controller": _lines(3),
            "dpo_contact": _lines(3),
            "purposes": _lines(7),
            "recipients": _lines(4),
            "retention": _lines(7),
            "rights": _lines(9),
        }
        help_texts = {
            "controller": _("Name and address of the institution."),
            "dpo_contact": _("E-mail, phone, address; a name is not needed."),
            "retention": _("An empty line begins a new paragraph."),
        }
