import uuid
from pathlib import PurePath
from typing import NoReturn

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intranet.files.kinds import BY_MEDIA_TYPE

LONGEST_EXTENSION = 5


class AddresslessStorage(FileSystemStorage):
    """Files on disk that no address leads to."""

    def url(self, name: str | None) -> NoReturn:
        raise ValueError("Private files have no address: use StoredFile.get_absolute_url().")


def private_storage() -> AddresslessStorage:
    """Return the store outside MEDIA_ROOT, where the settings say; a callable keeps its place out of migrations."""
    return AddresslessStorage(location=settings.PRIVATE_FILES_ROOT)


def stored_path(instance: "StoredFile", filename: str) -> str:
    """Spread files over folders by identifier; the name a person gave never touches the disk."""
    return f"{instance.pk.hex[:2]}/{instance.pk.hex}"


class StoredFile(models.Model):
    """One private file with its hash; who may read it is decided by the domain that attached it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.FileField(_("file"), storage=private_storage, upload_to=stored_path)
    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    stored_at = models.DateTimeField(_("stored"), auto_now_add=True)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        ordering = ["-stored_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:open", args=[self.pk])

    def get_preview_url(self) -> str:
        """Return the address of the page that shows the file inside the intranet."""
        return reverse("files:preview", args=[self.pk])

    @property
    def short_type(self) -> str:
        """The type as people say it: PDF, DOCX; a dash when neither content nor name tells."""
        if kind := BY_MEDIA_TYPE.get(self.media_type):
            return kind.label
        extension = PurePath(self.name).suffix[1:]
        # "Aneks do umowy nr 5. z dnia 3 maja" has a dot, not an extension.
        return extension.upper() if extension.isalnum() and len(extension) <= LONGEST_EXTENSION else "–"


class FileText(models.Model):
    """What a file says, as plain text: made by a task, kept for search, for screen readers and for phones."""

    class Status(models.TextChoices):
        WAITING = "WAITING", _("waiting to be read")
        DONE = "DONE", _("text read")
        NO_TEXT_LAYER = "NO_TEXT_LAYER", _("a picture without text")
        ENCRYPTED = "ENCRYPTED", _("protected with a password")
        BROKEN = "BROKEN", _("damaged")
        UNSUPPORTED = "UNSUPPORTED", _("a kind that is not read")
        TOO_BIG = "TOO_BIG", _("too big to be read")
        TIMED_OUT = "TIMED_OUT", _("took too long to read")
        FAILED = "FAILED", _("could not be read")

    # What a person with a screen reader cannot use, and search cannot find.
    INACCESSIBLE = frozenset({Status.NO_TEXT_LAYER, Status.ENCRYPTED, Status.BROKEN})

    file = models.OneToOneField(
        StoredFile, models.CASCADE, primary_key=True, related_name="reading", verbose_name=_("file")
    )
    status = models.CharField(_("status"), max_length=13, choices=Status.choices, default=Status.WAITING)
    text = models.TextField(_("text"), blank=True)
    is_cut = models.BooleanField(_("only the beginning is kept"), default=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # When a worker took the file up. A worker that dies leaves it so, and another may take it up later.
    claimed_at = models.DateTimeField(_("taken up"), null=True, blank=True)
    extracted_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "WAITING",
                        "DONE",
                        "NO_TEXT_LAYER",
                        "ENCRYPTED",
                        "BROKEN",
                        "UNSUPPORTED",
                        "TOO_BIG",
                        "TIMED_OUT",
                        "FAILED",
                    ]
                ),
                name="file_text_known_status",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["WAITING", "DONE", "NO_TEXT_LAYER"]) | Q(text=""),
                name="file_text_only_when_read",
            ),
        ]
        indexes = [
            # Asked every few minutes; nearly all rows are long since read.
            models.Index(fields=["claimed_at"], condition=Q(status="WAITING"), name="file_text_waiting")
        ]

    def __str__(self) -> str:
        return self.get_status_display()

    @property
    def is_inaccessible(self) -> bool:
        """Whether the file keeps its content from screen readers: a scan, a picture, locked or damaged."""
        return self.status in self.INACCESSIBLE
