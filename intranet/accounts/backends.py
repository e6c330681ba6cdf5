from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from intranet.accounts.models import User
from intranet.accounts.services import update_user_from_directory
from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import config_from_settings
from intranet.ldap.errors import SignInRefused
from intranet.ldap.reasons import Reason


class LdapBackend(BaseBackend):
    """Sign in with the directory account; the account here is found by the directory's GUID."""

    def authenticate(  # type: ignore[override]  # names its credentials, as the documentation asks
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None
    ) -> User | None:
        """Return the account, or None when the directory refuses; the reason is left on the request.

        Every other DirectoryError passes through: the caller says at once that the directory does not answer. The
        network is asked before the transaction begins.
        """
        try:
            entry = DirectoryClient(config_from_settings()).authenticate(username or "", password or "")
        except SignInRefused as refusal:
            if request is not None:
                request.sign_in_refusal = refusal.reason  # type: ignore[attr-defined]
            return None
        user = update_user_from_directory(entry=entry)
        if not user.is_active and request is not None:
            request.sign_in_refusal = Reason.ACCOUNT_DISABLED  # type: ignore[attr-defined]
        return user if user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """Return the account of an open session; a deactivated one ends the session."""
        return User.objects.filter(pk=user_id, is_active=True).first()
