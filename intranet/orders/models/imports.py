from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intranet.files.models import private_storage
from intranet.orders.permissions import imports_register

if TYPE_CHECKING:
    from intranet.accounts.models import User

# Longer than the one step that cannot be counted, the transaction that writes the register.
STALE_AFTER = timedelta(minutes=5)
# A worker that is there takes a task up within seconds.
LATE_AFTER = timedelta(seconds=20)


def kept_table(instance: "RegisterImport", filename: str) -> str:
    """Keep the table among private files; the name a person gave never touches the disk."""
    return f"imports/{uuid4().hex}.{instance.table_format}"


def kept_archive(instance: "RegisterImport", filename: str) -> str:
    """Keep the archive among private files until the import is over."""
    return f"imports/{uuid4().hex}.zip"


class RegisterImportQuerySet(models.QuerySet["RegisterImport"]):
    def visible_to(self, user: "User") -> Self:
        """Imports, for those who may import; they hold orders that not everybody may read."""
        return self if imports_register(user) else self.none()

    def busy(self) -> Self:
        """The one import that a worker has or waits for; at most one."""
        return self.filter(state__in=RegisterImport.BUSY)


class RegisterImport(models.Model):
    """A table of old orders on its way into the register: checked first, then written whole or not at all.

    A worker tells in ``seen_at``, ``phase``, ``done`` and ``total`` how far it is; ``turn`` grows with every worker
    that takes the import up, so that one given up for dead cannot go on.
    """

    class State(models.TextChoices):
        WAITING_CHECK = "WAITING_CHECK", _("waiting to be checked")
        CHECKING = "CHECKING", _("being checked")
        CHECKED = "CHECKED", _("checked")
        WAITING_WRITE = "WAITING_WRITE", _("waiting to be written")
        WRITING = "WRITING", _("being written")
        INDEXING = "INDEXING", _("written, being indexed for search")
        DONE = "DONE", _("imported")
        CANCELLED = "CANCELLED", _("cancelled")
        INTERRUPTED = "INTERRUPTED", _("interrupted")
        FAILED = "FAILED", _("failed")

    class Phase(models.TextChoices):
        READING = "READING", _("Reading the rows")
        FILES = "FILES", _("Looking into the files")
        COMPARING = "COMPARING", _("Comparing with the register")
        STORING = "STORING", _("Storing the files")
        WRITING = "WRITING", _("Writing to the register")
        INDEXING = "INDEXING", _("Indexing for search")

    WAITING = (State.WAITING_CHECK, State.WAITING_WRITE)
    WORKING = (State.CHECKING, State.WRITING, State.INDEXING)
    BUSY = (*WAITING, *WORKING)
    # What a person may start again.
    STOPPED = (State.CANCELLED, State.INTERRUPTED, State.FAILED)

    state = models.CharField(_("state"), max_length=14, choices=State.choices, default=State.WAITING_CHECK)
    # The same in every row: with it a unique constraint lets one import at a time be busy.
    lane = models.PositiveSmallIntegerField(default=1, editable=False)
    table = models.FileField(_("table"), storage=private_storage, upload_to=kept_table, blank=True)
    table_format = models.CharField(_("format"), max_length=4)
    table_name = models.CharField(_("name of the table"), max_length=200)
    table_sha256 = models.CharField(_("SHA-256 of the table"), max_length=64)
    archive = models.FileField(_("archive"), storage=private_storage, upload_to=kept_archive, blank=True)
    archive_name = models.CharField(_("name of the archive"), max_length=200, blank=True)
    archive_sha256 = models.CharField(_("SHA-256 of the archive"), max_length=64, blank=True)
    folder = models.CharField(_("folder on the server"), max_length=300, blank=True)

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("sent by")
    )
    started_at = models.DateTimeField(_("sent"), auto_now_add=True)
    queued_at = models.DateTimeField(_("queued"), default=timezone.now)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    failure = models.CharField(_("why it failed"), max_length=300, blank=True)

    turn = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)
    is_cancel_asked = models.BooleanField(default=False)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase.choices, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)

    # Whole numbers by name, see importing.plan.COUNTS; the first rows as read, by column.
    counts = models.JSONField(default=dict, blank=True)
    preview = models.JSONField(default=list, blank=True)

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a register")
        verbose_name_plural = _("imports of a register")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lane"],
                condition=Q(state__in=["WAITING_CHECK", "CHECKING", "WAITING_WRITE", "WRITING", "INDEXING"]),
                name="register_import_one_busy",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "WAITING_CHECK",
                        "CHECKING",
                        "CHECKED",
                        "WAITING_WRITE",
                        "WRITING",
                        "INDEXING",
                        "DONE",
                        "CANCELLED",
                        "INTERRUPTED",
                        "FAILED",
                    ]
                ),
                name="register_import_known_state",
            ),
            models.CheckConstraint(condition=Q(lane=1), name="register_import_one_lane"),
            models.CheckConstraint(
                condition=Q(table_format__in=["xlsx", "csv"]), name="register_import_known_format"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["INDEXING", "DONE"]) | Q(written_at__isnull=False),
                name="register_import_done_is_written",
            ),
        ]

    def __str__(self) -> str:
        return self.table_name

    def get_absolute_url(self) -> str:
        return reverse("orders:import", args=[self.pk])

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def is_working(self) -> bool:
        return self.state in self.WORKING

    @property
    def is_waiting(self) -> bool:
        return self.state in self.WAITING

    @property
    def has_its_files(self) -> bool:
        """Whether what was sent is still kept: of imports that came to nothing it is for a month."""
        return bool(self.table) and bool(self.archive or not self.archive_name or self.written_at)

    @property
    def may_start_again(self) -> bool:
        """Whether a person may start it again: it stopped, or its worker has been silent for too long."""
        is_over = self.state in self.STOPPED or self.is_stale_at(timezone.now())
        return is_over and self.has_its_files

    @property
    def may_be_confirmed(self) -> bool:
        """Whether what was checked may be written: nothing wrong, something new, and the files still there."""
        is_clean = self.state == self.State.CHECKED and not self.count("problems")
        return is_clean and bool(self.new_rows) and self.has_its_files

    @property
    def new_rows(self) -> int:
        return self.count("new_orders") + self.count("new_numbers")

    @property
    def same_rows(self) -> int:
        return self.count("same_orders") + self.count("same_numbers")

    def count(self, name: str) -> int:
        """Return the count called ``name``, 0 until the check has counted."""
        return int(self.counts.get(name, 0))

    def is_stale_at(self, now: datetime) -> bool:
        """Tell whether a worker has had it and has not been heard of for so long that it must be dead."""
        return self.is_working and (self.seen_at is None or self.seen_at < now - STALE_AFTER)

    def is_late_at(self, now: datetime) -> bool:
        """Tell whether it waits longer than a worker that is there would let it."""
        return self.is_waiting and self.queued_at < now - LATE_AFTER


class ImportProblem(models.Model):
    """What is wrong in one cell of an imported table, or a remark that keeps nobody from importing."""

    register_import = models.ForeignKey(RegisterImport, models.CASCADE, related_name="problems")
    code = models.CharField(max_length=40)
    is_remark = models.BooleanField(_("only a remark"), default=False)
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)
    letter = models.CharField(_("column letter"), max_length=3, blank=True)
    column = models.CharField(_("column"), max_length=60, blank=True)
    value = models.CharField(_("what was read"), max_length=200, blank=True)
    # In the language of the register, like everything that is kept.
    message = models.CharField(_("message"), max_length=600)

    class Meta:
        verbose_name = _("problem of an import")
        verbose_name_plural = _("problems of an import")
        ordering = ["is_remark", models.F("row").asc(nulls_first=True), "pk"]
        indexes = [
            models.Index(fields=["register_import", "is_remark", "row", "id"], name="import_problem_order")
        ]

    def __str__(self) -> str:
        return self.message
