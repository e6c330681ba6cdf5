from django.utils.translation import gettext_lazy as _

from intranet.core.menu import MenuEntry, menu

menu.register(
    MenuEntry("pages", _("Information"), "wagtail_serve", "information-circle", order=50, url_args=("",))
)
