from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from intranet.accounts.permissions import can_administer


def can_edit_statements(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` may change the accessibility statement and the privacy notice."""
    return can_administer(user)
