from django.utils.translation import gettext_lazy as _

from intranet.core.menu import MenuEntry, menu

menu.register(MenuEntry("home", _("Home"), "home:index", "home", order=0))
