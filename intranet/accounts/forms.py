from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from intranet.core.models import HelpContact
from intranet.ldap.client import LONGEST_LOGIN, LONGEST_PASSWORD


class SignInForm(LoginForm):
    """Login and password of the directory account."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # allauth limits the login to the column of the user name; an e-mail address may be longer.
        self.fields["login"] = forms.CharField(
            label=_("Login"),
            help_text=_("The same as on your office computer."),
            max_length=LONGEST_LOGIN,
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "username",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                    "autofocus": True,
                }
            ),
        )
        password = self.fields["password"]
        password.label = _("Password")
        password.help_text = ""
        password.widget.attrs = {"autocomplete": "current-password", "maxlength": LONGEST_PASSWORD}

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if len(password) > LONGEST_PASSWORD:
            raise forms.ValidationError(_("The password is too long."))
        return password


class HelpContactForm(forms.ModelForm):
    """Whom to call when locked out."""

    class Meta:
        model = HelpContact
        fields = ["phone", "hours", "email", "note"]
        error_messages = {"email": {"invalid": _("Write an e-mail address, for example pomoc@mops.example.")}}
        help_texts = {
            "phone": _("For example 42 685 40 00 or 42 685 40 00 wew. 12."),
            "hours": _("For example: Monday 8-16, Tuesday 9-17, Wednesday to Friday 8-16."),
            "note": _("One sentence shown under the phone, for example where to come in person."),
        }
