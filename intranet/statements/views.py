from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from intranet.accounts.current import signed_in_user
from intranet.statements.forms import AccessibilityStatementForm, PrivacyNoticeForm
from intranet.statements.models import AccessibilityStatement, OneRow, PrivacyNotice
from intranet.statements.permissions import can_edit_statements
from intranet.statements.services import (
    ChangedMeanwhile,
    update_accessibility_statement,
    update_privacy_notice,
)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement to everybody, signed in or not: the law wants it public."""
    return _page(request, "statements/accessibility.html", AccessibilityStatement.shown())


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show the privacy notice to everybody, signed in or not: people read it before they sign in."""
    return _page(
        request,
        "statements/privacy.html",
        PrivacyNotice.shown(),
        session_cookie=settings.SESSION_COOKIE_NAME,
        csrf_cookie=settings.CSRF_COOKIE_NAME,
        language_cookie=settings.LANGUAGE_COOKIE_NAME,
    )


def _page(request: HttpRequest, template: str, statement: OneRow, **names: str) -> HttpResponse:
    context = {"statement": statement, "may_edit": can_edit_statements(request.user), **names}
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_accessibility(request: HttpRequest) -> HttpResponse:
    """Let administrators write the accessibility statement."""
    if not can_edit_statements(request.user):
        raise PermissionDenied
    with translation.override(settings.LANGUAGE_CODE):  # what is saved is Polish, whoever saves it
        statement = AccessibilityStatement.shown()
    form = AccessibilityStatementForm(request.POST or None, instance=statement)
    if request.method == "POST" and form.is_valid():
        try:
            update_accessibility_statement(
                statement=form.save(commit=False),
                stamp=form.cleaned_data["stamp"],
                by=signed_in_user(request),
            )
        except ChangedMeanwhile as refusal:
            form.refuse(refusal.saved)
        else:
            messages.success(
                request, _("The accessibility statement has been saved. Everybody can see it now.")
            )
            return redirect("statements:accessibility")
    return render(request, "statements/accessibility_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_privacy(request: HttpRequest) -> HttpResponse:
    """Let administrators write the privacy notice."""
    if not can_edit_statements(request.user):
        raise PermissionDenied
    with translation.override(settings.LANGUAGE_CODE):
        notice = PrivacyNotice.shown()
    form = PrivacyNoticeForm(request.POST or None, instance=notice)
    if request.method == "POST" and form.is_valid():
        try:
            update_privacy_notice(
                notice=form.save(commit=False), stamp=form.cleaned_data["stamp"], by=signed_in_user(request)
            )
        except ChangedMeanwhile as refusal:
            form.refuse(refusal.saved)
        else:
            messages.success(request, _("The privacy notice has been saved. Everybody can see it now."))
            return redirect("statements:privacy")
    return render(request, "statements/privacy_form.html", {"form": form})
