from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "intranet.files"
    verbose_name = _("Private files")

    def ready(self) -> None:
        from intranet.files import checks  # noqa: F401  (registers the system checks)
