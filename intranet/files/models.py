import uuid
from pathlib import PurePath
from typing import NoReturn

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

SHORT_TYPES = {"application/pdf": "PDF", "image/png": "PNG", "image/jpeg": "JPG"}
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

    @property
    def short_type(self) -> str:
        """The type as people say it: PDF, DOCX; a dash when neither content nor name tells."""
        if self.media_type in SHORT_TYPES:
            return SHORT_TYPES[self.media_type]
        extension = PurePath(self.name).suffix[1:]
        # "Aneks do umowy nr 5. z dnia 3 maja" has a dot, not an extension.
        return extension.upper() if extension.isalnum() and len(extension) <= LONGEST_EXTENSION else "–"
