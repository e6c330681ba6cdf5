from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intranet.orders.models.orders import Order

if TYPE_CHECKING:
    from intranet.accounts.models import User


class OrderAttachmentQuerySet(models.QuerySet["OrderAttachment"]):
    def visible_to(self, user: "User") -> Self:
        """Attachments of the orders the person may read."""
        return self.filter(order__in=Order.objects.visible_to(user))


class OrderAttachment(models.Model):
    """A numbered attachment of an order, or a copy of the signed paper (no number)."""

    class Role(models.TextChoices):
        REGULATIONS = "REGULATIONS", _("regulations")
        MANUAL = "MANUAL", _("manual")
        PROCEDURE = "PROCEDURE", _("procedure")
        POLICY = "POLICY", _("policy")
        FORM = "FORM", _("form")
        ANNEX = "ANNEX", _("annex")
        SIGNED_COPY = "SIGNED_COPY", _("text of the order")

    order = models.ForeignKey(Order, models.PROTECT, related_name="attachments")
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.ANNEX)
    title = models.CharField(_("title"), max_length=300)

    objects = OrderAttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = [models.F("number").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="order_attachment_number_once"),
            models.CheckConstraint(
                condition=Q(
                    role__in=["REGULATIONS", "MANUAL", "PROCEDURE", "POLICY", "FORM", "ANNEX", "SIGNED_COPY"]
                ),
                name="order_attachment_known_role",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The name readers see: „Załącznik nr 1. Polityka Antykorupcyjna”."""
        if self.number is None:
            return self.title
        return gettext("Attachment no. %(number)s. %(title)s") % {"number": self.number, "title": self.title}
