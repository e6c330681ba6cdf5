from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class JrwaClass(models.Model):
    """A class of the office's uniform list of files (JRWA); the list is the centre's own, so it is data."""

    symbol = models.CharField(
        _("class symbol"),
        max_length=10,
        unique=True,
        validators=[
            RegexValidator(r"^\d{1,6}$", _("A class symbol is written with digits, for example 0210."))
        ],
    )
    title = models.CharField(_("class title"), max_length=300, db_collation="polish")
    category = models.CharField(
        _("archival category"), max_length=6, blank=True, help_text=_("For example A, B5, BE10 or Bc.")
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("JRWA class")
        verbose_name_plural = _("JRWA classes")
        ordering = ["symbol"]

    def __str__(self) -> str:
        return f"{self.symbol} {self.title}"
