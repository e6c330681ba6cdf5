from django.utils.translation import gettext_lazy as _

from intranet.core.menu import MenuEntry, menu, quick_links

menu.register(MenuEntry("orders", _("Orders"), "orders:list", "document-text", order=10))
quick_links.register(
    MenuEntry(
        "orders",
        _("Orders in force"),
        "orders:list",
        "document-text",
        10,
        _("The register with texts and attachments"),
    )
)
