"""Owners of pages of apps that cannot register here themselves, being below or beside: the directory, statements."""

from typing import TYPE_CHECKING

from intranet.accounts.models import Role
from intranet.directory.models import OrgUnit, Person
from intranet.page_notes.addresses import NotedPage
from intranet.page_notes.owners import OwnedPage, Owner, OwnerRule, owner_rules

if TYPE_CHECKING:
    from intranet.accounts.models import User

HR = Owner(role=Role.HR)
ADMINISTRATORS = Owner(role=Role.ADMINISTRATOR)


def find_directory_page(page: NotedPage, user: "User") -> OwnedPage | None:
    """Give HR the staff list, people and units."""
    if page.match.app_name != "directory":
        return None
    shown: Person | OrgUnit | None = None
    if page.view_name == "directory:person":
        shown = Person.objects.visible_to(user).filter(**page.match.kwargs).first()
    elif page.view_name == "directory:unit":
        shown = OrgUnit.objects.visible_to(user).filter(**page.match.kwargs).first()
    return OwnedPage(HR, str(shown) if shown else "")


def find_statement(page: NotedPage, user: "User") -> OwnedPage | None:
    """Give administrators the accessibility statement and the privacy notice, which they write."""
    return OwnedPage(ADMINISTRATORS) if page.match.app_name == "statements" else None


owner_rules.register(OwnerRule("directory", find_directory_page))
owner_rules.register(OwnerRule("statements", find_statement))
