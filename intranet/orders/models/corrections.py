from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from intranet.orders.models.attachments import OrderAttachment
from intranet.orders.models.immutable import ImmutableModel, ImmutableQuerySet
from intranet.orders.models.orders import Order

if TYPE_CHECKING:
    from intranet.accounts.models import User


class OrderCorrection(ImmutableModel):
    """One corrected field of a registered order: before, after and why, shown to its readers for ever."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="corrections")
    field = models.CharField(_("field"), max_length=40)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    corrected_at = models.DateTimeField(_("when"), auto_now_add=True)

    objects = ImmutableQuerySet["OrderCorrection"].as_manager()

    class Meta:
        verbose_name = _("correction of metadata")
        verbose_name_plural = _("corrections of metadata")
        ordering = ["-corrected_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="order_correction_has_reason"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="order_correction_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.field}"


class FileWithdrawalQuerySet(models.QuerySet["FileWithdrawal"]):
    def visible_to(self, user: "User") -> Self:
        """Withdrawals of files of the orders the person may read."""
        return self.filter(attachment__in=OrderAttachment.objects.visible_to(user))

    def waiting(self) -> Self:
        """Withdrawals that a second person has not decided yet."""
        return self.filter(state=FileWithdrawal.State.ASKED)


class FileWithdrawal(models.Model):
    """One person takes a file away from readers at once; a second one destroys it or gives it back."""

    class State(models.TextChoices):
        ASKED = "ASKED", _("waiting for the second person")
        CONFIRMED = "CONFIRMED", _("withdrawn")
        REFUSED = "REFUSED", _("given back to readers")

    attachment = models.ForeignKey(OrderAttachment, models.PROTECT, related_name="withdrawals")
    # Outlives the file, so that its old address can say what became of it.
    file_key = models.UUIDField(_("identifier of the file"), db_index=True)
    # The right file, proposed by the first person, until the second one decides.
    replacement = models.OneToOneField(
        "files.StoredFile", models.PROTECT, related_name="+", verbose_name=_("the right file"), null=True
    )
    reason = models.CharField(_("reason"), max_length=500)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = FileWithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawal of a file")
        verbose_name_plural = _("withdrawals of files")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attachment"], condition=Q(state="ASKED"), name="file_withdrawal_one_waiting"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="file_withdrawal_has_reason"),
            models.CheckConstraint(
                condition=Q(state="ASKED", decided_by__isnull=True, decided_at__isnull=True)
                | Q(state__in=["CONFIRMED", "REFUSED"], decided_by__isnull=False, decided_at__isnull=False),
                name="file_withdrawal_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="file_withdrawal_two_people",
            ),
            models.CheckConstraint(
                condition=Q(replacement__isnull=True) | Q(state="ASKED"), name="file_withdrawal_replacement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attachment}: {self.get_state_display()}"
