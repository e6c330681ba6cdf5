from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from intranet.orders.models.immutable import ImmutableModel, ImmutableQuerySet


class OrderRelation(ImmutableModel):
    """What one order does to another, from its own day on; repealing a repealer revives nothing."""

    class Type(models.TextChoices):
        AMENDS = "AMENDS", _("amends")
        REPEALS = "REPEALS", _("repeals")
        CORRECTS = "CORRECTS", _("corrects")

    source = models.ForeignKey("orders.Order", models.PROTECT, related_name="outgoing_relations")
    target = models.ForeignKey("orders.Order", models.PROTECT, related_name="incoming_relations")
    type = models.CharField(_("type"), max_length=10, choices=Type.choices)
    effective_on = models.DateField(_("effective on"))
    fragment = models.CharField(
        _("part concerned"),
        max_length=100,
        blank=True,
        help_text=_("For example § 3; empty means the whole."),
    )

    objects = ImmutableQuerySet["OrderRelation"].as_manager()

    class Meta:
        verbose_name = _("relation of orders")
        verbose_name_plural = _("relations of orders")
        ordering = ["effective_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="order_relation_not_itself"),
            models.CheckConstraint(
                condition=Q(type__in=["AMENDS", "REPEALS", "CORRECTS"]), name="order_relation_known_type"
            ),
            models.UniqueConstraint(
                fields=["source", "target", "type", "fragment"], name="order_relation_once"
            ),
        ]
        indexes = [models.Index(fields=["target", "type", "effective_on"], name="order_relation_target")]

    def __str__(self) -> str:
        return f"{self.source} {self.get_type_display()} {self.target}"
