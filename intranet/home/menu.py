from django.utils.translation import gettext_lazy as _

from intranet.core.menu import MenuEntry, menu
from intranet.home.permissions import can_see_director_page, is_offered_team_page

menu.register(MenuEntry("home", _("Home"), "home:index", "home", order=0))
menu.register(
    MenuEntry("team", _("My team"), "home:team", "user-group", order=5, is_offered=is_offered_team_page)
)
menu.register(
    MenuEntry(
        "director",
        _("The centre in numbers"),
        "home:director",
        "chart-bar",
        order=6,
        is_offered=can_see_director_page,
    )
)
