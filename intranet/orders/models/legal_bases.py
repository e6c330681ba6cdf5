from django.db import models
from django.utils.translation import gettext_lazy as _

from intranet.orders.models.drafts import OrderDraft
from intranet.orders.models.immutable import ImmutableModel, ImmutableQuerySet
from intranet.orders.models.orders import Order


class LegalBasis(ImmutableModel):
    """A provision that an order rests on: an act as data and the article as written."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="legal_bases")
    act = models.ForeignKey("legal.LegalAct", models.PROTECT, verbose_name=_("legal act"), related_name="+")
    provision = models.CharField(_("provision"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    objects = ImmutableQuerySet["LegalBasis"].as_manager()

    class Meta:
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "act", "provision"], name="order_legal_basis_once")
        ]

    def __str__(self) -> str:
        return f"{self.provision} {self.act}".strip()


class DraftLegalBasis(models.Model):
    """A provision that the order will rest on."""

    draft = models.ForeignKey(OrderDraft, models.CASCADE, related_name="legal_bases")
    act = models.ForeignKey("legal.LegalAct", models.PROTECT, verbose_name=_("legal act"), related_name="+")
    provision = models.CharField(_("provision"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("legal basis of a draft")
        verbose_name_plural = _("legal bases of drafts")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "act", "provision"], name="draft_legal_basis_once")
        ]

    def __str__(self) -> str:
        return f"{self.provision} {self.act}".strip()
