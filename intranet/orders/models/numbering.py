from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from intranet.orders.numbers import UnreadablePattern, check_pattern

# Who issues acts until the chancellery writes the full title.
DIRECTOR = "Dyrektor"
NUMBERED_KINDS = ("ORDER", "CIRCULAR", "DECISION", "INSTRUCTION_ORDER")


def validate_pattern(pattern: str) -> None:
    """Refuse a pattern that would not tell two numbers of a kind apart."""
    try:
        check_pattern(pattern)
    except UnreadablePattern as error:
        raise ValidationError(str(error)) from error


class RegisterKind(models.Model):
    """How the numbers of one kind are written; its row is also the lock under which a number is given."""

    kind = models.CharField(_("kind"), max_length=20, unique=True)
    pattern = models.CharField(
        _("pattern of the number"),
        max_length=60,
        default="{number}{suffix}/{year}",
        validators=[validate_pattern],
        help_text=_(
            "{number} {suffix} {year} {yy} {month} {roman_month} are replaced; the rest stays as typed."
        ),
    )

    class Meta:
        verbose_name = _("numbering of a kind")
        verbose_name_plural = _("numbering of kinds")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NUMBERED_KINDS), name="register_kind_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.pattern}"


class RegisterSettings(models.Model):
    """What the chancellery settles once for the register. One row."""

    issuer = models.CharField(_("issued by"), max_length=250)
    established_on = models.DateField(
        _("the institution exists since"),
        null=True,
        blank=True,
        help_text=_("An order in force before this day is refused as a mistake."),
    )

    class Meta:
        verbose_name = _("settings of the register")
        verbose_name_plural = _("settings of the register")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="register_settings_one_row")]

    def __str__(self) -> str:
        return self.issuer

    @classmethod
    def current(cls) -> "RegisterSettings":
        """Return the settings, with defaults until the chancellery has written them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1, issuer=DIRECTOR)


class HeldNumberQuerySet(models.QuerySet["HeldNumber"]):
    def holding(self) -> "HeldNumberQuerySet":
        """Numbers still kept: reserved and not used or given back, or annulled."""
        return self.filter(released_at__isnull=True)


class HeldNumber(models.Model):
    """A number that no order bears for a stated reason; the reason outlives the reservation."""

    class State(models.TextChoices):
        RESERVED = "RESERVED", _("reserved")
        ANNULLED = "ANNULLED", _("annulled")

    kind = models.CharField(_("kind"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    number_suffix = models.CharField(_("letter"), max_length=2, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    reason = models.CharField(_("reason"), max_length=500)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    held_at = models.DateTimeField(_("when"), auto_now_add=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    release_reason = models.CharField(_("why released"), max_length=500, blank=True)

    objects = HeldNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("held number")
        verbose_name_plural = _("held numbers")
        ordering = ["kind", "-year", "number", "number_suffix", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year", "number", "number_suffix"],
                condition=Q(released_at__isnull=True),
                name="held_number_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=NUMBERED_KINDS), name="held_number_known_kind"),
            models.CheckConstraint(
                condition=Q(state__in=["RESERVED", "ANNULLED"]), name="held_number_known_state"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="held_number_has_reason"),
            models.CheckConstraint(
                condition=Q(number_suffix=Lower("number_suffix")), name="held_number_suffix_small"
            ),
            models.CheckConstraint(
                condition=Q(state="RESERVED") | Q(released_at__isnull=True), name="held_number_annulled_stays"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.number_suffix}/{self.year}"

    @property
    def key(self) -> str:
        """What tells this row apart on a page."""
        return str(self.pk)
