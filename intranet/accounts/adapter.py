import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.accounts.attempts import TooManyAttempts
from intranet.accounts.models import User
from intranet.accounts.refusals import refusal_message
from intranet.core import audit
from intranet.ldap.errors import DirectoryError

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's form, rate limits and sessions around the directory's decision."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "Wrong login or password. Check Caps Lock and the keyboard layout."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many wrong attempts. Wait five minutes, then try again or call the help desk."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from the directory alone."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Ask the directory; say at once when it does not answer. Open sessions are not touched by that."""
        try:
            return super().authenticate(request, **credentials)
        except TooManyAttempts:
            raise self.validation_error("too_many_login_attempts") from None
        except DirectoryError as error:
            logger.error("sign-in impossible: %s: %s", type(error).__name__, error)
            # The person did nothing wrong: an outage must not use up their attempts.
            self._rollback_login_failed_rl_usage()
            raise ValidationError(
                _(
                    "The account directory does not answer, so nobody can sign in now. "
                    "Your password is fine. Try again in a few minutes."
                ),
                code="directory_unavailable",
            ) from error

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Turn the directory's reason into plain words."""
        super().authentication_failed(request, **credentials)
        message = refusal_message(getattr(request, "sign_in_refusal", None))
        if message:
            raise ValidationError(message, code="refused_by_directory")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """Record the sign-in."""
        audit.record(actor=user, action="accounts.sign_in", obj=user)
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        """Record the sign-out and end the session."""
        if request.user.is_authenticated:
            audit.record(actor=request.user, action="accounts.sign_out", obj=request.user)
        super().logout(request)
