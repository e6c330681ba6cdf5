from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intranet.orders.models.immutable import ImmutableModel, ImmutableQuerySet
from intranet.orders.models.orders import Order

if TYPE_CHECKING:
    from intranet.accounts.models import User


class OrderAttachmentQuerySet(ImmutableQuerySet["OrderAttachment"]):
    def visible_to(self, user: "User") -> Self:
        """Attachments of the orders the person may read, tombstones of withdrawn files among them."""
        return self.filter(order__in=Order.objects.visible_to(user))

    def with_file(self) -> Self:
        """Attachments whose file may be read: neither withdrawn nor taken away until a second person decides."""
        return self.filter(file__isnull=False).exclude(withdrawals__state="ASKED")


class OrderAttachment(ImmutableModel):
    """A numbered attachment of an order, or a copy of the signed paper (no number).

    When its file is withdrawn the row stays as a tombstone: name, hash and reason without the bytes.
    """

    class Role(models.TextChoices):
        REGULATIONS = "REGULATIONS", _("regulations")
        MANUAL = "MANUAL", _("manual")
        PROCEDURE = "PROCEDURE", _("procedure")
        POLICY = "POLICY", _("policy")
        FORM = "FORM", _("form")
        ANNEX = "ANNEX", _("annex")
        SIGNED_COPY = "SIGNED_COPY", _("text of the order")

    order = models.ForeignKey(Order, models.PROTECT, related_name="attachments")
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+", null=True)
    file_name = models.CharField(_("name of the file"), max_length=200)
    file_sha256 = models.CharField(_("SHA-256"), max_length=64)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.ANNEX)
    title = models.CharField(_("title"), max_length=300)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("why withdrawn"), max_length=500, blank=True)

    objects = OrderAttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = [models.F("number").asc(nulls_first=True), "pk"]
        constraints = [
            # A withdrawn file may be replaced by the right one under the same number.
            models.UniqueConstraint(
                fields=["order", "number"],
                condition=Q(withdrawn_at__isnull=True),
                name="order_attachment_number_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    role__in=["REGULATIONS", "MANUAL", "PROCEDURE", "POLICY", "FORM", "ANNEX", "SIGNED_COPY"]
                ),
                name="order_attachment_known_role",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False, withdrawn_at__isnull=True)
                | Q(file__isnull=True, withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
                name="order_attachment_file_or_tombstone",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.note_file()
        super().save(*args, **kwargs)

    def note_file(self) -> None:
        """Copy what must outlive the file; `bulk_create` does not call `save`, so its callers call this."""
        if self.file is not None:
            self.file_name, self.file_sha256 = self.file.name, self.file.sha256

    def get_absolute_url(self) -> str:
        return f"{self.order.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """The place of the attachment on the page of its order."""
        return f"zalacznik-{self.pk}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def label(self) -> str:
        """The name readers see: „Załącznik nr 1. Polityka Antykorupcyjna”."""
        if self.number is None:
            return self.title
        return gettext("Attachment no. %(number)s. %(title)s") % {"number": self.number, "title": self.title}
