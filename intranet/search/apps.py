from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "intranet.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        # Every domain registers what can be found in its own search.py.
        autodiscover_modules("search")
