from typing import TYPE_CHECKING

from intranet.accounts.models import Role
from intranet.legal.models import LegalAct
from intranet.page_notes.addresses import NotedPage
from intranet.page_notes.owners import OwnedPage, Owner, OwnerRule, owner_rules

if TYPE_CHECKING:
    from intranet.accounts.models import User

LEGAL_TEAM = Owner(role=Role.LEGAL)


def find_act_page(page: NotedPage, user: "User") -> OwnedPage | None:
    """Give the legal team the list of acts and each act."""
    if page.match.app_name != "legal":
        return None
    act = None
    if "pk" in page.match.kwargs:
        act = LegalAct.objects.visible_to(user).filter(pk=page.match.kwargs["pk"]).first()
    return OwnedPage(LEGAL_TEAM, str(act) if act else "")


owner_rules.register(OwnerRule("legal", find_act_page))
