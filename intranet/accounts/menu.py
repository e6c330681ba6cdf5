from django.utils.translation import gettext_lazy as _

from intranet.accounts.permissions import can_edit_help_contact
from intranet.core.menu import MenuEntry, quick_links

quick_links.register(
    MenuEntry(
        "help-contact",
        _("Whom to call"),
        "accounts:help_contact",
        "lifebuoy",
        90,
        _("Help-desk phone on the sign-in page"),
        is_offered=can_edit_help_contact,
    )
)
