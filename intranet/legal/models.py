from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intranet.core.dates import today
from intranet.core.text import bind_short_words
from intranet.legal.designations import Place, place_condition, place_in_words, public_text_url
from intranet.legal.journals import FIRST_YEAR, LAST_YEAR, YEAR_WITHOUT_NUMBERS, Journal

if TYPE_CHECKING:
    from intranet.accounts.models import User

LONGEST_TITLE = 1000
LONGEST_SHORT_NAME = 250
LONGEST_JOURNAL_NAME = 80
LONGEST_DESIGNATION = 200


class LegalActQuerySet(models.QuerySet["LegalAct"]):
    def visible_to(self, user: "User") -> Self:
        """Every act: law is public."""
        return self

    def at(self, place: Place) -> Self:
        """The act published at ``place``, whichever capitals its journal is written with; at most one.

        The number does not count: within a year positions of a journal run on through its numbers.
        """
        return self.filter(place_condition(place))

    def texts_of_same_act(self, act: "LegalAct") -> Self:
        """Other places where ``act`` was published: its first text and later consolidated texts, newest first.

        They bear the same title; each is an act of its own here, because orders cite the text in force that day.
        """
        if act.enacted_on is None:
            return self.none()
        same = self.filter(enacted_on=act.enacted_on, title__iexact=act.title).exclude(pk=act.pk)
        return same.order_by(*NEWEST_TEXT_FIRST)


NEWEST_TEXT_FIRST = ("-year", "-position", "-pk")


class LegalAct(models.Model):
    """An act of law at the place where it was published: what orders and practices rest on.

    ``title`` is the whole heading („Ustawa z dnia 12 marca 2004 r. o pomocy społecznej”), ``short_name`` what
    people call it („ustawa o pomocy społecznej”). An act outside journals has a free ``designation`` instead of
    a position. ``force`` is what somebody here knows, no more: the link leads to the official text.
    """

    class Kind(models.TextChoices):
        STATUTE = "STATUTE", _("statute")
        ORDINANCE = "ORDINANCE", _("ordinance")
        RESOLUTION = "RESOLUTION", _("resolution")
        ORDER = "ORDER", _("order of an authority")
        ANNOUNCEMENT = "ANNOUNCEMENT", _("announcement")
        COMMUNIQUE = "COMMUNIQUE", _("communiqué")
        CHARTER = "CHARTER", _("charter")
        RULES = "RULES", _("rules")
        EU_ACT = "EU_ACT", _("act of the European Union")
        OTHER = "OTHER", _("another act")

    class Force(models.TextChoices):
        UNKNOWN = "UNKNOWN", _("not checked")
        IN_FORCE = "IN_FORCE", _("in force")
        REPEALED = "REPEALED", _("repealed")

    journal = models.CharField(_("journal"), max_length=10, choices=Journal.choices, default=Journal.DU)
    journal_name = models.CharField(_("name of the journal"), max_length=LONGEST_JOURNAL_NAME, blank=True)
    year = models.PositiveSmallIntegerField(_("year of publication"), null=True, blank=True)
    number = models.PositiveIntegerField(_("number of the journal"), null=True, blank=True)
    position = models.PositiveIntegerField(_("position"), null=True, blank=True)
    designation = models.CharField(_("designation"), max_length=LONGEST_DESIGNATION, blank=True)
    kind = models.CharField(_("kind of the act"), max_length=15, choices=Kind.choices, default=Kind.STATUTE)
    enacted_on = models.DateField(_("date of the act"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, db_collation="polish")
    short_name = models.CharField(
        _("short name"), max_length=LONGEST_SHORT_NAME, db_collation="polish", db_index=True
    )
    is_consolidated = models.BooleanField(_("consolidated text"), default=False)
    force = models.CharField(_("does it bind"), max_length=10, choices=Force.choices, default=Force.UNKNOWN)
    repealed_on = models.DateField(_("repealed from"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = LegalActQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal act")
        verbose_name_plural = _("legal acts")
        ordering = ["short_name", *NEWEST_TEXT_FIRST]
        constraints = [
            models.UniqueConstraint(
                fields=["journal", "year", "position"],
                condition=Q(journal__in=["DU", "MP"]),
                name="legal_act_once_in_journal",
            ),
            models.UniqueConstraint(
                Lower("journal_name"),
                "year",
                "position",
                condition=Q(journal="OFFICIAL"),
                name="legal_act_once_in_official_journal",
            ),
            models.UniqueConstraint(
                Lower("designation"), condition=Q(journal="OTHER"), name="legal_act_designation_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    journal__in=["DU", "MP"],
                    journal_name="",
                    designation="",
                    year__isnull=False,
                    position__isnull=False,
                )
                | Q(journal="OFFICIAL", designation="", year__isnull=False, position__isnull=False)
                & ~Q(journal_name="")
                | Q(
                    journal="OTHER",
                    journal_name="",
                    year__isnull=True,
                    number__isnull=True,
                    position__isnull=True,
                )
                & ~Q(designation=""),
                name="legal_act_place_fits_journal",
            ),
            # Journals are numbered no more since 1 January 2012.
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gt=0, year__lt=YEAR_WITHOUT_NUMBERS),
                name="legal_act_number_before_2012",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="legal_act_year_of_journals",
            ),
            models.CheckConstraint(
                condition=Q(position__isnull=True) | Q(position__gt=0), name="legal_act_position_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(short_name=""), name="legal_act_has_title_and_name"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "STATUTE",
                        "ORDINANCE",
                        "RESOLUTION",
                        "ORDER",
                        "ANNOUNCEMENT",
                        "COMMUNIQUE",
                        "CHARTER",
                        "RULES",
                        "EU_ACT",
                        "OTHER",
                    ]
                ),
                name="legal_act_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(force__in=["UNKNOWN", "IN_FORCE"], repealed_on__isnull=True)
                | Q(force="REPEALED"),
                name="legal_act_repeal_fits_force",
            ),
        ]
        indexes = [
            models.Index(fields=["enacted_on"], name="legal_act_enacted"),
            models.Index(fields=["year", "position"], name="legal_act_year_position"),
        ]

    def __str__(self) -> str:
        return f"{self.short_name} ({self.place_in_words})"

    def get_absolute_url(self) -> str:
        return reverse("legal:detail", args=[self.pk])

    @property
    def place(self) -> Place:
        """Where the act was published."""
        return Place(
            journal=Journal(self.journal),
            year=self.year,
            number=self.number,
            position=self.position,
            journal_name=self.journal_name,
            designation=self.designation,
        )

    @property
    def place_in_words(self) -> str:
        """How Polish texts cite the act: „Dz.U. z 2004 r. Nr 64, poz. 593”."""
        return place_in_words(self.place)

    @property
    def citation(self) -> str:
        """The act as another document names it: its title and, in parentheses, its place."""
        return bind_short_words(f"{self.title} ({self.place_in_words})")

    @property
    def eli(self) -> str:
        """The European identifier, "DU/2004/593"; empty outside the two national journals."""
        return self.place.eli

    @property
    def public_text_url(self) -> str:
        """Address of the official text; empty when there is none to build."""
        return public_text_url(self.place)

    @property
    def stamp(self) -> str:
        """What tells this wording from an earlier one, so that nobody writes over words they have not seen."""
        return self.changed_at.isoformat() if self.pk else ""

    @property
    def is_repealed(self) -> bool:
        """Tell whether the act is known to bind no more today."""
        return self.is_repealed_on(today())

    def is_repealed_on(self, day: date) -> bool:
        """Tell whether the act is known to bind no more on ``day``; a repeal of unknown day counts as past."""
        return self.force == self.Force.REPEALED and (self.repealed_on is None or self.repealed_on <= day)
