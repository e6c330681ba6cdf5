"""The limit of wrong passwords per account, below the directory's own lockout.

allauth counts by the login as typed; the same account answers to a login, an e-mail address and, in Active Directory,
a UPN. Counting by GUID keeps somebody who tries a colleague's account from locking it in the whole house.
"""

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.http import HttpRequest

from intranet.ldap.entries import DirectoryPerson

ACTION = "login_failed_account"
# Active Directory and OpenLDAP are usually set to lock after five or more.
LIMIT = {ACTION: "4/5m/key"}


class TooManyAttempts(Exception):
    """The account has had its share of wrong passwords for now."""


def take_attempt(request: HttpRequest, person: DirectoryPerson) -> RateLimitUsage:
    """Count one attempt on the account and return it, to be given back when the password was right.

    Raises TooManyAttempts.
    """
    usage = ratelimit.consume(
        request, app="allauth.account", action=ACTION, config=LIMIT, key=str(person.guid)
    )
    if usage is None:
        raise TooManyAttempts
    return usage
