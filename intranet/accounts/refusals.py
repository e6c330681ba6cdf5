"""The directory's reasons for refusing a sign-in, in plain words with what to do next."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from intranet.ldap.reasons import Reason

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

# A wrong password and an unknown login share allauth's own message: nothing tells whether an account exists.
# The directory gives the other reasons only to whoever knows the password.
_MESSAGES: dict[Reason, "StrPromise"] = {
    Reason.OUTSIDE_HOURS: _("The directory does not let you sign in at this hour. Call the help desk."),
    Reason.PASSWORD_EXPIRED: _(
        "Your password has expired. Change it at an office computer (Ctrl+Alt+Delete) or call the help desk."
    ),
    Reason.MUST_CHANGE_PASSWORD: _(
        "Your password must be changed first. Do it at an office computer (Ctrl+Alt+Delete), then sign in here."
    ),
    Reason.ACCOUNT_DISABLED: _("Your account is disabled. Call the help desk or HR."),
    Reason.ACCOUNT_EXPIRED: _("Your account has expired. Call HR to have it extended."),
    Reason.LOCKED: _(
        "Your account is locked after too many wrong passwords. Wait half an hour or call the help desk."
    ),
}


def refusal_message(reason: Reason | None) -> "StrPromise | None":
    """Return the message for ``reason``, or None when the general one must do."""
    return _MESSAGES.get(reason) if reason is not None else None
