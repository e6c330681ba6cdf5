from django.db import models
from django.utils.translation import gettext_lazy as _


class LastSync(models.Model):
    """The newest read of the directory that was written. One row, which a sync holds while it writes."""

    read_began_at = models.DateTimeField(_("read begun"), null=True, blank=True)

    class Meta:
        verbose_name = _("last sync of the directory")
        verbose_name_plural = _("last sync of the directory")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="last_sync_one_row")]

    def __str__(self) -> str:
        return f"{self.read_began_at}"
