"""Register the directory connection with Django; it has no models."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LdapAppConfig(AppConfig):
    name = "intranet.ldap"
    verbose_name = _("Directory connection")

    def ready(self) -> None:
        from intranet.ldap import checks  # noqa: F401  (registers the system checks)
