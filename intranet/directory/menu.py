from django.utils.translation import gettext_lazy as _

from intranet.core.menu import MenuEntry, menu, quick_links

menu.register(MenuEntry("people", _("People"), "directory:list", "users", order=30))
quick_links.register(
    MenuEntry(
        "units",
        _("Units and heads"),
        "directory:units",
        "building-office-2",
        30,
        _("Who works where, addresses and phones"),
    )
)
quick_links.register(
    MenuEntry("people", _("Find a colleague"), "directory:list", "phone", 20, _("Phone, room, e-mail"))
)
