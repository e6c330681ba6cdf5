from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from intranet.accounts.models import User


class OrgUnitQuerySet(models.QuerySet["OrgUnit"]):
    def existing(self, on: date) -> "OrgUnitQuerySet":
        """Units that exist on the day ``on``: already created and not yet dissolved."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )

    def chain_of(self, unit_id: int) -> list[int]:
        """Return the ids of the unit and of every unit above it, nearest first; a loop in the data ends it."""
        parents = dict(self.order_by().values_list("pk", "parent_id"))
        chain: list[int] = []
        current: int | None = unit_id
        while current is not None and current not in chain:
            chain.append(current)
            current = parents.get(current)
        return chain

    def visible_to(self, user: "User") -> "OrgUnitQuerySet":
        """Every unit: who works where is for the whole staff."""
        return self


class OrgUnit(models.Model):
    """A unit of the centre, from the management down to one social work point.

    Symbols open case numbers; old orders keep the name the unit had, so units end (``valid_to``) and have a
    ``successor`` instead of being deleted.
    """

    class Type(models.TextChoices):
        MANAGEMENT = "MANAGEMENT", _("management")
        DEPARTMENT = "DEPARTMENT", _("department")
        DIVISION = "DIVISION", _("division")
        TEAM = "TEAM", _("team")
        SECTION = "SECTION", _("section")
        POST = "POST", _("independent post")
        BRANCH = "BRANCH", _("branch")
        SOCIAL_WORK_POINT = "SOCIAL_WORK_POINT", _("social work point")

    directory_guid = models.UUIDField(unique=True, null=True, blank=True)
    symbol = models.CharField(_("symbol"), max_length=40, unique=True, db_collation="polish")
    name = models.CharField(_("name"), max_length=200, db_collation="polish", db_index=True)
    type = models.CharField(_("type"), max_length=20, choices=Type.choices, default=Type.DEPARTMENT)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("parent unit"), related_name="children", null=True, blank=True
    )
    head = models.ForeignKey(
        "directory.Person",
        models.SET_NULL,
        verbose_name=_("head"),
        related_name="headed_units",
        null=True,
        blank=True,
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_to = models.DateField(_("exists until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("successor"),
        related_name="predecessors",
        null=True,
        blank=True,
    )

    objects = OrgUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="unit_not_own_parent"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="unit_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:unit", args=[self.pk])
