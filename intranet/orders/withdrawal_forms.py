"""What the two people who withdraw a file fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intranet.files.forms import PrivateFileField
from intranet.orders.correction_forms import clean_reason
from intranet.orders.models import FileWithdrawal


class AskWithdrawalForm(forms.Form):
    """The first person: why, and perhaps the right file."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why the file is withdrawn"),
        help_text=_(
            "Readers will see it once the second person has confirmed. Say what is wrong without repeating it, for "
            "example: a scan of another document. Do not write personal data of clients."
        ),
        max_length=FileWithdrawal._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    replacement = PrivateFileField(
        label=_("The right file"),
        help_text=_(
            "If you have it at hand. It takes the place of the withdrawn one when the second person confirms."
        ),
        required=False,
    )

    def clean_reason(self) -> str:
        return clean_reason(self.cleaned_data["reason"])


class ConfirmWithdrawalForm(forms.Form):
    """The second person may give the right file when the first one did not."""

    replacement = PrivateFileField(
        label=_("The right file"),
        help_text=_("If you have it at hand. It takes the place of the withdrawn one."),
        required=False,
    )
