from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "intranet.news"
    verbose_name = _("News and pages")

    def ready(self) -> None:
        from intranet.news import receivers  # noqa: F401  (listens to the page editor)
