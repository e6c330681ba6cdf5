import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedToken(models.Model):
    """The secret in the address of a reader's own feed; only its hash is kept, so nobody can read it back.

    ``feed_id`` names the feed itself and outlives a new address, so that a reader program knows it again.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="order_feed", verbose_name=_("user")
    )
    token_hash = models.CharField(_("SHA-256 of the token"), max_length=64, unique=True)
    feed_id = models.UUIDField(_("identifier of the feed"), default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(_("address made"))
    last_used_on = models.DateField(_("last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("address of a feed")
        verbose_name_plural = _("addresses of feeds")

    def __str__(self) -> str:
        return str(self.user)
