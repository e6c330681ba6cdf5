from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "intranet.orders"
    verbose_name = _("Register of orders")

    def ready(self) -> None:
        from intranet.orders import files  # noqa: F401  (registers who may read attachments)
