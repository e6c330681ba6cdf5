from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class LegalConfig(AppConfig):
    name = "intranet.legal"
    verbose_name = _("Legal acts")

    def ready(self) -> None:
        # Domains above say in their own act_uses.py what of theirs rests on an act.
        autodiscover_modules("act_uses")
