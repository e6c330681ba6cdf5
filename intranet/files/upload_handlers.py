"""Keep what nobody will accept out of the memory and off the disk while a form is still coming in."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, load_handler
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from intranet.files import limits
from intranet.files.refusals import Refusal


class UnkeptUpload(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """Stands in a form for a file that was too large to keep: its name and true size, none of its bytes.

    ``size`` is 0, so that a field which knows nothing of this refuses an empty file and never keeps one.
    """

    def __init__(
        self, *, name: str | None, content_type: str | None, true_size: int, reason: Refusal
    ) -> None:
        super().__init__(BytesIO(), name, content_type, 0)
        self.true_size = true_size
        self.reason = reason


class SizeGuard(FileUploadHandler):
    """Stand first among the handlers and let nothing past the limits through to those that keep it.

    The rest of the request is read and thrown away, so the fields of the form arrive and the form can be shown
    again with a sentence beside the file. The web server in front cuts off what is larger still.
    """

    def __init__(self, request: HttpRequest | None = None, *, most_bytes: int | None = None) -> None:
        super().__init__(request)
        self.most_bytes = most_bytes or limits.most_bytes()
        self.most_together = self.most_bytes * limits.LARGEST_FILES_AT_ONCE
        self.kept_before = 0
        self.reason: Refusal | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.reason = None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.reason is None:
            end = start + len(raw_data)
            if end > self.most_bytes:
                self.reason = Refusal.TOO_LARGE
            elif self.kept_before + end > self.most_together:
                self.reason = Refusal.TOO_LARGE_TOGETHER
            if self.reason is not None:
                self._drop_what_is_kept()
        return raw_data if self.reason is None else None

    def file_complete(self, file_size: int) -> UnkeptUpload | None:
        if self.reason is None:
            self.kept_before += file_size
            return None
        return UnkeptUpload(
            name=self.file_name, content_type=self.content_type, true_size=file_size, reason=self.reason
        )

    def _drop_what_is_kept(self) -> None:
        for handler in self.request.upload_handlers if self.request else ():
            part = getattr(handler, "file", None)
            if part is not None:
                part.close()  # which deletes a temporary file


View = Callable[..., HttpResponseBase]


def uploads_up_to(megabytes: int) -> Callable[[View], View]:
    """Let one view take larger files than others (an archive to import); the check of the form's token stays.

    The handlers must be changed before anything reads the form, and the check reads it, so it runs inside:
    the way Django's documentation describes.
    """

    def decorate(view: View) -> View:
        checked = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def with_room(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            guard = SizeGuard(request, most_bytes=megabytes * limits.MEGABYTE)
            keepers = (load_handler(path, request) for path in settings.FILE_UPLOAD_HANDLERS)
            request.upload_handlers = [guard, *(one for one in keepers if not isinstance(one, SizeGuard))]
            return checked(request, *args, **kwargs)

        return with_room

    return decorate
