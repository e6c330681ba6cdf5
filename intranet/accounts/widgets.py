from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intranet.accounts.models import User
from intranet.accounts.permissions import can_edit_help_contact
from intranet.core.models import HelpContact
from intranet.core.todo import TodoItem, TodoSource, todo_sources


def missing_help_contact(user: AbstractBaseUser | AnonymousUser) -> Iterator[TodoItem]:
    """Ask IT and administrators for a help contact until there is one."""
    if isinstance(user, User) and can_edit_help_contact(user) and HelpContact.current() is None:
        yield TodoItem(
            title=_("Write whom to call when locked out"),
            url=reverse("accounts:help_contact"),
            source_label=_("Accounts"),
            detail=_("The sign-in page has no help-desk phone yet."),
        )


todo_sources.register(TodoSource("accounts.help_contact", missing_help_contact))
