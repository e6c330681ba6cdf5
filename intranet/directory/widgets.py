from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.accounts.models import Role, User
from intranet.accounts.permissions import has_role
from intranet.core.dates import today
from intranet.core.todo import TodoItem, TodoSource, todo_sources
from intranet.directory.models import OrgUnit


def units_without_head(user: AbstractBaseUser | AnonymousUser) -> Iterator[TodoItem]:
    """Give HR the units whose post of head is vacant: nobody there can be asked to approve or to acquaint."""
    if not isinstance(user, User) or not has_role(user, Role.HR):
        return
    for unit in OrgUnit.objects.visible_to(user).existing(today()).filter(head__isnull=True):
        yield TodoItem(
            title=_("Name a head of the unit %(unit)s") % {"unit": unit.name},
            url=unit.get_absolute_url(),
            source_label=gettext_lazy("People and units"),
            detail=_(
                "Ask IT support to write the head into the account directory. Here it shows in half an hour."
            ),
        )


todo_sources.register(TodoSource("directory.heads", units_without_head))
