from django.utils.translation import gettext_lazy as _

from intranet.accounts.permissions import can_administer, can_edit_help_contact, can_edit_pages
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
quick_links.register(
    MenuEntry(
        "pages-editor",
        _("Page editor"),
        "wagtailadmin_home",
        "pencil-square",
        92,
        _("News, events, information pages"),
        is_offered=can_edit_pages,
    )
)
quick_links.register(
    MenuEntry(
        "administration",
        _("Administration"),
        "admin:index",
        "cog-6-tooth",
        94,
        _("Groups of roles, record of events"),
        is_offered=can_administer,
    )
)
