from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from intranet.core.menu import MenuEntry, footer_links, menu


def is_signed_in(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the help pages, which stand behind sign-in, may be offered to ``user``."""
    return user.is_authenticated


menu.register(MenuEntry("news", _("News"), "news:list", "newspaper", order=20))
menu.register(
    MenuEntry("pages", _("Information"), "wagtail_serve", "information-circle", order=50, url_args=("",))
)
footer_links.register(
    MenuEntry("help", _("Help"), "news:help", "question-mark-circle", 30, is_offered=is_signed_in)
)
