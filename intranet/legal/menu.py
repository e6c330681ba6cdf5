from django.utils.translation import gettext_lazy as _

from intranet.core.menu import MenuEntry, quick_links
from intranet.legal.permissions import can_edit_acts

quick_links.register(
    MenuEntry(
        "legal-acts",
        _("Legal acts"),
        "legal:list",
        "scale",
        60,
        _("Acts of law and the orders that rest on them"),
        is_offered=can_edit_acts,
    )
)
