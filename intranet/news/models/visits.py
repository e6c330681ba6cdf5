from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NewsVisit(models.Model):
    """When a person last opened the list of news; what came later is unread."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="news_visit", verbose_name=_("user")
    )
    seen_at = models.DateTimeField(_("seen"))

    class Meta:
        verbose_name = _("visit to the news")
        verbose_name_plural = _("visits to the news")

    def __str__(self) -> str:
        return f"{self.user}: {self.seen_at}"
