from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from intranet.accounts.models import Role, User
from intranet.accounts.permissions import has_role
from intranet.directory.team import heads_a_unit


def can_see_team_page(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` is a head: by role, or because a unit names them its head."""
    return has_role(user, Role.HEAD) or (isinstance(user, User) and user.is_active and heads_a_unit(user))


def can_see_director_page(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` may see the whole centre in numbers."""
    return has_role(user, Role.DIRECTOR, Role.AUDITOR)
