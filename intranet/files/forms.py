"""Form fields for private files: what is inside is looked into while the person is still at the form."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from intranet.core.forms import FileDropField
from intranet.files import limits
from intranet.files.acceptance import examine, refusal_params
from intranet.files.kinds import KINDS, Kind
from intranet.files.refusals import SENTENCES, FileRefused
from intranet.files.upload_handlers import UnkeptUpload


class PrivateFileField(FileDropField):
    """Files to keep with ``store_upload``; cleans to one upload, or with ``multiple`` to a list of them.

    ``kinds`` narrows what is taken. Each error names its file and says what to do.
    """

    def __init__(self, *, kinds: Sequence[Kind] = KINDS, **kwargs: Any) -> None:
        self.kinds = tuple(kinds)
        super().__init__(
            extensions=[extension for kind in self.kinds for extension in kind.extensions],
            max_bytes=limits.most_bytes(),
            # Emptiness is said with the file's name, like everything else about it.
            allow_empty_file=True,
            **kwargs,
        )

    def _checked(self, file: Any) -> Any:
        if not isinstance(file, UploadedFile):
            return file
        name = file.name or ""
        try:
            if isinstance(file, UnkeptUpload):
                raise FileRefused(file.reason, **refusal_params(name, file.true_size, self.kinds))
            examine(file, name=name, size=file.size or 0, kinds=self.kinds)
        except FileRefused as refused:
            raise ValidationError(
                str(SENTENCES[refused.reason]), code=refused.reason.value, params=refused.params
            ) from refused
        file.seek(0)
        return file
