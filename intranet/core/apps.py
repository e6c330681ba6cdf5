from importlib import import_module

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

REGISTERING_MODULES = ("menu", "widgets", "readiness", "demo")


class CoreConfig(AppConfig):
    name = "intranet.core"
    verbose_name = _("Shared kernel")

    def ready(self) -> None:
        from intranet.core import checks  # noqa: F401  (registers the system checks)
        from intranet.core.receivers import make_cache_table
        from intranet.core.sqlite import teach_polish

        post_migrate.connect(make_cache_table, sender=self, dispatch_uid="core.make_cache_table")
        connection_created.connect(teach_polish, dispatch_uid="core.teach_polish")
        # What a domain offers to the layers below it: see docs/adr/0009-registries.md.
        for app in apps.get_app_configs():
            for name in REGISTERING_MODULES if app.name in settings.OUR_APPS else ():
                if module_has_submodule(app.module, name):
                    import_module(f"{app.name}.{name}")
