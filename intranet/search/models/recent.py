from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_KEPT = 200


class RecentSearch(models.Model):
    """What somebody looked for lately, for that person alone; see `recent` for how few are kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("who searched"), related_name="+"
    )
    text = models.CharField(_("question"), max_length=LONGEST_KEPT)
    # The same question in other letters is the same question.
    folded = models.CharField(max_length=LONGEST_KEPT)
    asked_at = models.DateTimeField(_("asked"))

    class Meta:
        verbose_name = _("recent search")
        verbose_name_plural = _("recent searches")
        constraints = [models.UniqueConstraint(fields=["user", "folded"], name="search_recent_once")]

    def __str__(self) -> str:
        return self.text
