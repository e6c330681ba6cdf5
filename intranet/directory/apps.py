from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "intranet.directory"
    verbose_name = _("People and units")

    def ready(self) -> None:
        from intranet.directory import sign_in  # noqa: F401  (registers the sign-in hook)
