from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PageNotesConfig(AppConfig):
    name = "intranet.page_notes"
    verbose_name = _("Notes about pages")
