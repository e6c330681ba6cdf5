"""Who is asking."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from intranet.accounts.models import User


def signed_in_user(request: HttpRequest) -> User:
    """Return the account of the request; raise PermissionDenied if the doors let a stranger through."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied
