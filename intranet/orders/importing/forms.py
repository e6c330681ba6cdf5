from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from intranet.core.forms import FileDropField
from intranet.core.forms.widgets import size_in_words
from intranet.files.forms import PrivateFileField
from intranet.files.kinds import CSV, XLSX
from intranet.files.limits import MEGABYTE
from intranet.files.upload_handlers import UnkeptUpload
from intranet.orders.importing.sources import offered_folders

USUAL_MOST_MEGABYTES = 1024
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")


def most_megabytes() -> int:
    """Return the limit of an archive (``REGISTER_IMPORT_MAX_MB``)."""
    return int(getattr(settings, "REGISTER_IMPORT_MAX_MB", USUAL_MOST_MEGABYTES))


class ArchiveField(FileDropField):
    """A ZIP archive, which may be far larger than one file; what is in it the check looks into."""

    def __init__(self, **kwargs: Any) -> None:
        # Emptiness and a size over the limit are said below, with the name of the file.
        super().__init__(
            extensions=[".zip"], max_bytes=most_megabytes() * MEGABYTE, allow_empty_file=True, **kwargs
        )

    def _checked(self, file: Any) -> Any:
        if isinstance(file, UnkeptUpload):
            sizes = {"size": size_in_words(file.true_size), "limit": size_in_words(self.max_bytes or 0)}
            params = {"name": file.name, **sizes}
            raise ValidationError(self.error_messages["size"], code="size", params=params)
        file = super()._checked(file)
        if isinstance(file, UploadedFile):
            file.seek(0)
            if not file.read(4).startswith(_ZIP_MARKS):
                raise ValidationError(
                    _("%(name)s is no ZIP archive, whatever its name says."),
                    code="no_archive",
                    params={"name": file.name},
                )
            file.seek(0)
        return file


class ImportForm(forms.Form):
    """A table of the register and, where acts have files, the files: in an archive or in a folder of the server."""

    table = PrivateFileField(
        label=_("Table of the register"),
        kinds=(XLSX, CSV),
        help_text=_("The filled template, or another table with the same names of columns."),
    )
    archive = ArchiveField(
        label=_("Archive with files"),
        required=False,
        help_text=_("A ZIP archive with the files that the column “pliki” names."),
    )
    folder = forms.ChoiceField(
        label=_("Or a folder on the server"),
        required=False,
        help_text=_("For many or large files, put there by the IT support."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        folders = offered_folders()
        if not folders:
            del self.fields["folder"]
            return
        names = [(name, _("the whole import folder") if name == "." else name) for name in folders]
        self.fields["folder"].choices = [("", _("none")), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("archive") and cleaned.get("folder"):
            self.add_error("folder", _("Choose an archive or a folder, not both."))
        return cleaned
