from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from intranet.accounts.current import signed_in_user
from intranet.accounts.forms import HelpContactForm
from intranet.accounts.permissions import can_edit_help_contact
from intranet.accounts.services import update_help_contact
from intranet.core.models import HelpContact


def closed_user_management(request: HttpRequest, rest: str) -> HttpResponse:
    """Close Wagtail's screens for accounts: they come from the directory, and a change there would not be audited."""
    raise PermissionDenied


@require_http_methods(["GET", "POST"])
def edit_help_contact(request: HttpRequest) -> HttpResponse:
    """Let administrators and IT say whom to call when locked out."""
    if not can_edit_help_contact(request.user):
        raise PermissionDenied
    form = HelpContactForm(request.POST or None, instance=HelpContact.current())
    if request.method == "POST" and form.is_valid():
        update_help_contact(contact=form.save(commit=False), by=signed_in_user(request))
        messages.success(request, _("The help contact has been saved. It is shown on the sign-in page now."))
        return redirect("accounts:help_contact")
    return render(request, "accounts/help_contact_form.html", {"form": form})
