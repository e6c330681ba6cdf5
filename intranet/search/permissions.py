from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from intranet.accounts.models import Role
from intranet.accounts.permissions import has_role


def can_teach_search(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` edits synonyms and pinned results and reads what was searched for in vain."""
    return has_role(user, Role.ADMINISTRATOR, Role.EDITOR, Role.CHANCELLERY)
