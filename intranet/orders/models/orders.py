from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intranet.accounts.models import Role, User
from intranet.directory.audience import audience_ids_of
from intranet.directory.current import person_of
from intranet.orders.models.immutable import ImmutableModel, ImmutableQuerySet
from intranet.orders.models.relations import OrderRelation
from intranet.orders.wording import in_genitive, in_the_matter_of

# The register is theirs to keep, sign or audit, so they see orders whatever the audience.
SEE_EVERY_ORDER = (Role.CHANCELLERY, Role.DIRECTOR, Role.AUDITOR)


class OrderStatus(models.TextChoices):
    """What an order is on a given day; computed from dates and relations, never stored."""

    IN_FORCE = "IN_FORCE", _("in force")
    PENDING = "PENDING", _("waiting to enter into force")
    REPEALED = "REPEALED", _("repealed")
    EXPIRED = "EXPIRED", _("expired")


# What stands in place of an OrderStatus for someone who asks for orders of every status.
ANY_STATUS = "ALL"


def _repealed(on: date) -> Exists:
    return Exists(
        OrderRelation.objects.filter(
            target=OuterRef("pk"), type=OrderRelation.Type.REPEALS, fragment="", effective_on__lte=on
        )
    )


class OrderQuerySet(ImmutableQuerySet["Order"]):
    def visible_to(self, user: User) -> Self:
        """Orders the person may read: for everyone, for their unit or a unit above it, or for them."""
        if user.has_role(*SEE_EVERY_ORDER):
            return self
        return self.filter(audience_id__in=audience_ids_of(person_of(user)))

    def with_status_on(self, status: str, on: date) -> Self:
        """Orders whose status on the day ``on`` is ``status``; raise ValueError when it is no OrderStatus."""
        status = OrderStatus(status)
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


class Order(ImmutableModel):
    """A registered act of the director, or an external act that binds the centre.

    The number is an integer with an optional letter, unique per kind and year of signing; external acts keep the
    number their issuer wrote. ``effective_from`` may precede ``signed_on`` (retroactive force).
    Immutable: another order changes it, and `OrderCorrection` records a mended mistake of the register itself.
    """

    class Kind(models.TextChoices):
        ORDER = "ORDER", _("order")
        CIRCULAR = "CIRCULAR", _("circular")
        DECISION = "DECISION", _("decision")
        INSTRUCTION_ORDER = "INSTRUCTION_ORDER", _("service instruction")
        EXTERNAL_ACT = "EXTERNAL_ACT", _("external act")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ORDER)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    number_suffix = models.CharField(_("letter"), max_length=2, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    # As the pattern of the kind wrote it on the day of registration; a later pattern changes no old order.
    written_number = models.CharField(_("number as written"), max_length=80, blank=True)
    external_number = models.CharField(_("number given by the issuer"), max_length=60, blank=True)
    subject = models.CharField(_("in the matter of"), max_length=1000, db_collation="polish")
    issuer = models.CharField(_("issued by"), max_length=250)
    signed_on = models.DateField(_("signed"))
    published_on = models.DateField(_("published"))
    effective_from = models.DateField(_("effective from"))
    effective_until = models.DateField(_("effective until"), null=True, blank=True)
    owner_unit = models.ForeignKey(
        "directory.OrgUnit",
        models.PROTECT,
        verbose_name=_("owner unit"),
        related_name="orders",
        null=True,
        blank=True,
    )
    # The unit's name on the day of signing: units are renamed and merged, the order keeps the name it was given.
    owner_unit_name = models.CharField(_("owner unit at signing"), max_length=200, blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    text = models.TextField(_("text"))
    change_summary = models.TextField(_("what changed"), blank=True)
    executor = models.CharField(_("executed by"), max_length=300, blank=True)
    distribution = models.CharField(_("distribution"), max_length=500, blank=True)
    jrwa_class = models.ForeignKey(
        "orders.JrwaClass",
        models.PROTECT,
        verbose_name=_("JRWA class"),
        null=True,
        blank=True,
        related_name="+",
    )
    original_place = models.CharField(_("place of the paper original"), max_length=200, blank=True)
    audience = models.ForeignKey(
        "directory.Audience", models.PROTECT, verbose_name=_("visible to"), related_name="+"
    )
    registered_at = models.DateTimeField(_("registered"), auto_now_add=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-signed_on", "-year", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year", "number", "number_suffix"],
                condition=Q(number__isnull=False),
                name="order_number_once",
            ),
            models.UniqueConstraint(
                fields=["external_number", "signed_on"],
                condition=~Q(external_number=""),
                name="order_external_number_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="EXTERNAL_ACT", number__isnull=True, number_suffix="")
                & ~Q(external_number="")
                | ~Q(kind="EXTERNAL_ACT") & Q(number__isnull=False, number__gte=1, external_number=""),
                name="order_number_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(effective_until__isnull=True)
                | Q(effective_until__gte=models.F("effective_from")),
                name="order_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["ORDER", "CIRCULAR", "DECISION", "INSTRUCTION_ORDER", "EXTERNAL_ACT"]),
                name="order_known_kind",
            ),
            models.CheckConstraint(condition=Q(year=F("signed_on__year")), name="order_year_of_signing"),
            # One way to write 13a/2017, so that the number finds it and is taken once.
            models.CheckConstraint(
                condition=Q(number_suffix=Lower("number_suffix")), name="order_suffix_small"
            ),
        ]
        indexes = [
            models.Index(fields=["-signed_on", "-year", "-number", "-id"], name="order_newest_first"),
            models.Index(fields=["kind", "year"], name="order_kind_year"),
            models.Index(fields=["year"], name="order_year"),
            models.Index(fields=["registered_at"], name="order_registered"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.full_number}"

    def get_absolute_url(self) -> str:
        return reverse("orders:detail", args=[self.pk])

    @property
    def full_number(self) -> str:
        """The number as written on paper: 2/2017, 13a/2017, 4396/VII/16."""
        return self.external_number or self.written_number or f"{self.number}{self.number_suffix}/{self.year}"

    @property
    def title(self) -> str:
        """What the order is about as it is read aloud: „w sprawie zasad zastępstw”, „zmieniające zarządzenie …”."""
        return in_the_matter_of(self.subject)

    @property
    def issuer_in_genitive(self) -> str:
        """Whose act it is, as its heading says: „Dyrektora Miejskiego Ośrodka Pomocy Społecznej”."""
        return in_genitive(self.issuer)

    @property
    def is_retroactive(self) -> bool:
        return self.effective_from < self.signed_on

    def repealed_on(self) -> date | None:
        """Return the first day on which the order no longer binds because another repealed it whole."""
        days = [
            relation.effective_on
            for relation in self.incoming_relations.all()
            if relation.type == relation.Type.REPEALS and not relation.fragment
        ]
        return min(days, default=None)

    def status_on(self, day: date) -> OrderStatus:
        """Return the status on ``day``, by the rule that `OrderQuerySet.annotate_status` states in SQL."""
        repealed = self.repealed_on()
        if repealed is not None and repealed <= day:
            return OrderStatus.REPEALED
        if self.effective_until is not None and self.effective_until < day:
            return OrderStatus.EXPIRED
        return OrderStatus.PENDING if self.effective_from > day else OrderStatus.IN_FORCE
