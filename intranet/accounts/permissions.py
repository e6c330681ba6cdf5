from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from intranet.accounts.models import Role, User


def has_role(user: AbstractBaseUser | AnonymousUser, *roles: Role) -> bool:
    """Tell whether ``user`` is signed in and holds at least one of ``roles``."""
    return isinstance(user, User) and user.is_active and user.has_role(*roles)


def can_edit_help_contact(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` may change whom the sign-in page says to call."""
    return has_role(user, Role.ADMINISTRATOR, Role.IT_SUPPORT)


def can_administer(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` enters the administration."""
    return has_role(user, Role.ADMINISTRATOR)


def can_edit_pages(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` enters the page editor and may change every page there."""
    return has_role(user, Role.EDITOR, Role.ADMINISTRATOR)
