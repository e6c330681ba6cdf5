from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from intranet.accounts.models import Role
from intranet.accounts.permissions import has_role


def can_edit_acts(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` may add and correct legal acts: the chancellery and the legal team."""
    return has_role(user, Role.CHANCELLERY, Role.LEGAL)
