"""What editors teach the search: synonyms, pinned results, and the questions that found nothing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_PHRASE = 100
LONGEST_NOTE = 300
LONGEST_LABEL = 300


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text`` that say something."""
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


class Edited(models.Model):
    """Who changed a row last and when; the audit has the rest."""

    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("changed by"), related_name="+", null=True
    )

    class Meta:
        abstract = True


class SynonymGroup(Edited):
    """Words or phrases, one a line, that find each other; ONE_WAY: whoever asks for the first finds the others."""

    class Direction(models.TextChoices):
        BOTH = "BOTH", _("all of them mean the same")
        ONE_WAY = "ONE_WAY", _("the first also finds the others, not the other way round")

    phrases = models.TextField(_("words and phrases"))
    direction = models.CharField(
        _("how they work"), max_length=10, choices=Direction.choices, default=Direction.BOTH
    )
    note = models.CharField(_("note for editors"), max_length=LONGEST_NOTE, blank=True)

    class Meta:
        verbose_name = _("synonym group")
        verbose_name_plural = _("synonym groups")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(phrases=""), name="search_synonyms_not_empty"),
            models.CheckConstraint(
                condition=models.Q(direction__in=["BOTH", "ONE_WAY"]), name="search_synonyms_known_direction"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        return lines_of(self.phrases)


class PinnedResult(Edited):
    """An object shown above all others to whoever asks one of ``questions`` (one a line) and may see it.

    ``label`` is what it was called when it was pinned: what is left of it in the list once it is deleted.
    """

    questions = models.TextField(_("questions"))
    source = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=LONGEST_LABEL)
    position = models.PositiveSmallIntegerField(_("place among pinned results"), default=1)
    note = models.CharField(_("note for editors"), max_length=LONGEST_NOTE, blank=True)

    class Meta:
        verbose_name = _("pinned result")
        verbose_name_plural = _("pinned results")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id"], name="search_pin_once"),
            models.CheckConstraint(condition=~models.Q(questions=""), name="search_pin_has_questions"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=99), name="search_pin_position"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def lines(self) -> list[str]:
        return lines_of(self.questions)


class MissedQuestionQuerySet(models.QuerySet["MissedQuestion"]):
    def waiting(self) -> "MissedQuestionQuerySet":
        """Questions that nobody has settled since they last found nothing."""
        return self.filter(settled_at=None)

    def settled(self) -> "MissedQuestionQuerySet":
        return self.exclude(settled_at=None)


class MissedQuestion(models.Model):
    """A question that found nothing, how often and when; never who asked."""

    folded = models.CharField(max_length=LONGEST_PHRASE, unique=True)
    text = models.CharField(_("question"), max_length=LONGEST_PHRASE)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_at = models.DateTimeField(_("first asked"))
    last_at = models.DateTimeField(_("last asked"), db_index=True)
    settled_at = models.DateTimeField(_("settled"), null=True)

    objects = MissedQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question without a result")
        verbose_name_plural = _("questions without a result")
        constraints = [models.CheckConstraint(condition=models.Q(times__gte=1), name="search_missed_times")]

    def __str__(self) -> str:
        return self.text


class Vocabulary(models.Model):
    """The words of everything that can be found, in one row that each process reads whole; see `vocabulary`."""

    lines = models.TextField()
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="search_one_vocabulary")]

    def __str__(self) -> str:
        return str(self.made_at)


class RebuildProgress(models.Model):
    """How far an interrupted rebuild of one source has come; no row when there is nothing to go on with."""

    source = models.CharField(max_length=40, unique=True)
    keys_version = models.PositiveSmallIntegerField()
    last_id = models.BigIntegerField()
    filed = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("progress of a rebuild")
        verbose_name_plural = _("progress of rebuilds")

    def __str__(self) -> str:
        return f"{self.source} {self.last_id}"
