from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "intranet.core"
    verbose_name = _("Shared kernel")

    def ready(self) -> None:
        from intranet.core import checks  # noqa: F401  (registers the system checks)
        from intranet.core.sqlite import teach_polish

        connection_created.connect(teach_polish, dispatch_uid="core.teach_polish")
        # What a domain offers to the layers below it: see docs/adr/0009-registries.md.
        autodiscover_modules("menu", "widgets", "readiness", "demo")
