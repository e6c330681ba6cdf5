"""What is typed when an order is decided on, signed and published."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.core.dates import today
from intranet.core.forms import PolishDateField
from intranet.files.forms import PrivateFileField
from intranet.files.kinds import JPEG, PDF, PNG
from intranet.orders.models import Order, OrderDraft
from intranet.orders.numbering import next_number
from intranet.orders.numbers import OrderNumber, parse_typed_number

REGISTER, SCHEDULE = "register", "schedule"
LONGEST_REMARKS = 5_000


class ReturnForm(forms.Form):
    """Remarks with which a draft goes back; the number of the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    remarks = forms.CharField(
        label=gettext_lazy("What to change"),
        help_text=gettext_lazy("The chancellery will see these remarks beside the draft."),
        max_length=LONGEST_REMARKS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write what is to be changed.")},
    )


class ApproveForm(forms.Form):
    """The number of the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SigningForm(forms.Form):
    """What the signed paper says: its number and day, where it lies, its scan; and when it is published."""

    use_required_attribute = False

    number = forms.CharField(label=gettext_lazy("Number"), max_length=30)
    signed_on = PolishDateField(label=gettext_lazy("Signed on"))
    published_on = PolishDateField(label=gettext_lazy("Published on"), required=False)
    original_place = forms.CharField(
        label=gettext_lazy("Place of the paper original"),
        help_text=gettext_lazy("For example: Kancelaria, segregator 12."),
        max_length=200,
        required=False,
    )
    scan = PrivateFileField(
        label=gettext_lazy("Scan of the signed paper"), kinds=[PDF, JPEG, PNG], required=False
    )
    publish_on = PolishDateField(label=gettext_lazy("Publish on"), required=False)
    publish_hour = forms.TimeField(
        label=gettext_lazy("At"),
        help_text=gettext_lazy("For example 7:30."),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 5}),
        error_messages={"invalid": gettext_lazy("Write the hour and minutes, for example 7:30.")},
    )
    is_sure = forms.BooleanField(
        label=gettext_lazy("I know that nothing can be changed after registration"), required=False
    )

    def __init__(self, *args: Any, draft: OrderDraft, action: str = REGISTER, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft, self.action = draft, action
        if draft.kind == Order.Kind.EXTERNAL_ACT:
            del self.fields["number"]
            # The issuer's day was checked with the draft; another one would be another act.
            del self.fields["signed_on"]
        else:
            proposed = next_number(draft.kind, today().year)
            self.fields["number"].help_text = _(
                "The next one is %(number)s. A number already written on the paper may be typed, also 13a/2026."
            ) % {"number": f"{proposed.number}/{proposed.year}"}

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > today():
            raise forms.ValidationError(_("This day has not come yet. Register the order once it is signed."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.draft.kind == Order.Kind.EXTERNAL_ACT:
            cleaned["number"], cleaned["signed_on"] = None, self.draft.signed_on
        signed_on = cleaned.get("signed_on")
        if cleaned.get("number") and signed_on:
            self._clean_number(cleaned, signed_on)
        if self.action == SCHEDULE:
            self._clean_moment(cleaned)
        else:
            published_on = cleaned["published_on"] = cleaned.get("published_on") or today()
            if published_on > today():
                self.add_error("published_on", _("To publish it later, schedule it."))
            elif signed_on and published_on < signed_on:
                self.add_error("published_on", _("An order cannot be published before it is signed."))
            if not cleaned.get("is_sure"):
                self.add_error("is_sure", _("Confirm that you know it."))
        return cleaned

    def _clean_number(self, cleaned: dict[str, Any], signed_on: date) -> None:
        number = parse_typed_number(cleaned["number"], year=signed_on.year)
        if number is None:
            self.add_error(
                "number",
                _("Write the number so: 13/%(year)s, or with a letter: 13a/%(year)s.")
                % {"year": signed_on.year},
            )
        elif number.year != signed_on.year:
            words = _("The year of the number must be the year of signing: %(year)s.")
            self.add_error("number", words % {"year": signed_on.year})
        else:
            cleaned["number"] = number

    def _clean_moment(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("publish_on"):
            if "publish_on" not in self.errors:
                self.add_error("publish_on", _("Write on which day to publish it."))
            return
        at = timezone.make_aware(
            datetime.combine(cleaned["publish_on"], cleaned.get("publish_hour") or time(7))
        )
        if at <= timezone.now():
            self.add_error("publish_on", _("This moment has passed. Choose a later one."))
        cleaned["publish_at"] = at


def initial_of(draft: OrderDraft) -> dict[str, Any]:
    """Return what the form of signing begins with: the number kept for the draft, or the next one."""
    number: OrderNumber | None = None
    if draft.kind != Order.Kind.EXTERNAL_ACT:
        number = next_number(draft.kind, today().year)
    day = draft.signed_on or today()
    if draft.scheduled_number is not None:
        number = OrderNumber(draft.scheduled_number, draft.scheduled_suffix, day.year)
    at = timezone.localtime(draft.publish_at) if draft.publish_at else None
    return {
        "number": f"{number.number}{number.suffix}/{number.year}" if number else "",
        "signed_on": day,
        "published_on": today(),
        "original_place": draft.original_place,
        "publish_on": at.date() if at else None,
        "publish_hour": f"{at:%H:%M}" if at else "7:00",
    }
