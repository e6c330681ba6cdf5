"""The site's doors: who may pass without a session, and in which language."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django_htmx.middleware import HtmxDetails

from intranet.core.language import chosen_language


class SignedInMiddleware(LoginRequiredMiddleware):
    """Send everybody without a session to sign-in, except at the views named in ``PUBLIC_VIEWS``.

    Decorators of libraries open nothing: the list in the settings is the only one.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is not None and match.view_name in settings.PUBLIC_VIEWS:
            return None
        if request.user.is_authenticated:
            return None
        return self.handle_no_permission(request, view_func)

    def get_login_url(self, view_func: Callable[..., Any]) -> str:
        """Return the one sign-in page; views of libraries name others."""
        return str(settings.LOGIN_URL)

    def get_redirect_field_name(self, view_func: Callable[..., Any]) -> str:
        """Return the field our sign-in page reads, whatever a library's view says."""
        return self.redirect_field_name

    def handle_no_permission(  # type: ignore[override]  # a fragment gets no redirect
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """Redirect to sign-in; a fragment request is told to reload the page instead of swapping a form in."""
        htmx: HtmxDetails | None = getattr(request, "htmx", None)
        match = request.resolver_match
        if match is not None and match.view_name == "account_logout":
            # Signed out in another tab: nobody wants to be asked again after the next sign-in.
            return redirect(self.get_login_url(view_func))
        if not htmx:
            return super().handle_no_permission(request, view_func)
        # Back to the page that stood open, not to the fragment it asked for. Another host's page is not named.
        page = htmx.current_url_abs_path
        sign_in = resolve_url(self.get_login_url(view_func))
        if page:
            sign_in = redirect_to_login(page, sign_in, self.get_redirect_field_name(view_func)).url
        return HttpResponse(status=204, headers={"HX-Redirect": sign_in})


class ChosenLocaleMiddleware(LocaleMiddleware):
    """Speak Polish unless the person has switched; the browser's own preference does not decide.

    Office computers with an English system are common, and the staff is Polish.
    """

    def process_request(self, request: HttpRequest) -> None:
        translation.activate(chosen_language(request))
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
