from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches

from intranet.accounts.models import Role, User
from intranet.accounts.permissions import has_role
from intranet.core.dates import today
from intranet.directory.current import person_of
from intranet.directory.models import OrgUnit
from intranet.directory.team import heads_a_unit

HEADS_KEPT_SECONDS = 30


def can_see_team_page(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` is a head: by role, or because a unit names them its head."""
    return has_role(user, Role.HEAD) or (isinstance(user, User) and user.is_active and heads_a_unit(user))


def is_offered_team_page(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the menu leads ``user`` to the team page, without a query of its own on every page.

    May be half a minute behind the directory; the page itself asks `can_see_team_page`.
    """
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.has_role(Role.HEAD):
        return True
    person = person_of(user)
    return person is not None and person.pk in _heads()


def _heads() -> frozenset[int]:
    day = today()

    def ask() -> frozenset[int]:
        units = OrgUnit.objects.existing(day).filter(head__isnull=False)
        return frozenset(units.order_by().values_list("head", flat=True))

    found = caches["process"].get_or_set(f"home.heads.{day}", ask, HEADS_KEPT_SECONDS)
    return cast(frozenset[int], found)


def can_see_director_page(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether ``user`` may see the whole centre in numbers."""
    return has_role(user, Role.DIRECTOR, Role.AUDITOR)
