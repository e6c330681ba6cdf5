from typing import Any

from allauth.core.internal.ratelimit import RateLimitUsage
from django.contrib.auth.backends import ModelBackend
from django.db.models import F
from django.http import HttpRequest

from intranet.accounts.attempts import take_attempt
from intranet.accounts.hooks import read_along
from intranet.accounts.models import User
from intranet.accounts.services import update_user_from_directory
from intranet.ldap.client import DirectoryClient
from intranet.ldap.config import config_from_settings
from intranet.ldap.entries import DirectoryPerson
from intranet.ldap.errors import SignInRefused
from intranet.ldap.reasons import Reason


class LdapBackend(ModelBackend):
    """Sign in with the directory account; the account here is found by the directory's GUID.

    Permissions of Wagtail's editor groups are Django's own, so they come from ModelBackend; passwords do not.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Return the account, or None when the directory refuses; the reason is left on the request.

        Every other DirectoryError and TooManyAttempts pass through: the caller says them in words. The network
        is asked before the transaction begins.
        """
        if request is None:
            return None
        attempts: list[RateLimitUsage] = []

        def admit(person: DirectoryPerson) -> None:
            attempts.append(take_attempt(request, person))

        try:
            client = DirectoryClient(config_from_settings())
            entry = client.authenticate(username or "", password or "", admit=admit)
        except SignInRefused as refusal:
            request.sign_in_refusal = refusal.reason  # type: ignore[attr-defined]
            return None
        for attempt in attempts:
            attempt.rollback()
        user = update_user_from_directory(entry=entry)
        if not user.is_active:
            request.sign_in_refusal = Reason.ACCOUNT_DISABLED  # type: ignore[attr-defined]
            return None
        return user

    def get_user(self, user_id: int) -> User | None:
        """Return the account of an open session with its roles; a deactivated one ends the session.

        One query, because it runs on every page: a row for each role, one row without a role.
        """
        accounts = User.objects.filter(pk=user_id, is_active=True).select_related(*read_along)
        rows = list(accounts.annotate(granted_role=F("role_grants__role")))
        if not rows:
            return None
        user = rows[0]
        user.roles = frozenset(row.granted_role for row in rows if row.granted_role)
        return user
