from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PageNotesConfig(AppConfig):
    name = "intranet.page_notes"
    verbose_name = _("Notes about pages")

    def ready(self) -> None:
        # Every domain says in its own page_owners.py whose its pages are.
        autodiscover_modules("page_owners")
