from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from intranet.accounts.models import Role, User
from intranet.directory.models import Audience
from intranet.directory.services import person_of

if TYPE_CHECKING:
    from intranet.orders.models.orders import Order

# The register is theirs to keep, sign or audit, so they see orders whatever the audience.
SEE_EVERY_ORDER = (Role.CHANCELLERY, Role.DIRECTOR, Role.AUDITOR)


class OrderStatus(models.TextChoices):
    """What an order is on a given day; computed from dates and relations, never stored."""

    IN_FORCE = "IN_FORCE", _("in force")
    PENDING = "PENDING", _("waiting to enter into force")
    REPEALED = "REPEALED", _("repealed")
    EXPIRED = "EXPIRED", _("expired")


def _repealed(on: date, *, outer: str = "pk") -> Exists:
    from intranet.orders.models.relations import OrderRelation

    return Exists(
        OrderRelation.objects.filter(
            target=OuterRef(outer), type=OrderRelation.Type.REPEALS, fragment="", effective_on__lte=on
        )
    )


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, user: User) -> Self:
        """Orders the person may read: for everyone, for their unit or a unit above it, or for them."""
        if user.has_role(*SEE_EVERY_ORDER):
            return self
        return self.filter(audience__in=Audience.objects.including(person_of(user)))

    def in_force(self, on: date) -> Self:
        """Orders that bind on the day ``on``."""
        return self.with_status_on(OrderStatus.IN_FORCE, on)

    def with_status_on(self, status: str, on: date) -> Self:
        """Orders whose status on the day ``on`` is ``status``."""
        if status == OrderStatus.REPEALED:
            return self.filter(_repealed(on))
        standing = self.filter(~_repealed(on))
        is_over = Q(effective_until__lt=on)
        if status == OrderStatus.EXPIRED:
            return standing.filter(is_over)
        standing = standing.filter(Q(effective_until__isnull=True) | ~is_over)
        if status == OrderStatus.PENDING:
            return standing.filter(effective_from__gt=on)
        return standing.filter(effective_from__lte=on)

    def annotate_status(self, on: date) -> Self:
        """Add ``status_today``: the OrderStatus value on the day ``on``."""
        return self.annotate(
            status_today=Case(
                When(_repealed(on), then=Value(OrderStatus.REPEALED.value)),
                When(effective_until__lt=on, then=Value(OrderStatus.EXPIRED.value)),
                When(effective_from__gt=on, then=Value(OrderStatus.PENDING.value)),
                default=Value(OrderStatus.IN_FORCE.value),
                output_field=models.CharField(),
            )
        )

    def newest_first(self) -> Self:
        """Sort by day of signing, newest first; the register's usual order."""
        return self.order_by(F("signed_on").desc(), "-year", "-number", "-pk")
