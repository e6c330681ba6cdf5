"""The answer that carries a file: headers that keep it harmless, a part on request, or nginx in our place."""

import re
from typing import IO
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from intranet.files.kinds import CHUNK, PDF, SHOWN_INLINE
from intranet.files.models import StoredFile

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class BytesMissing(RuntimeError):
    """The record is there, its bytes are not."""


def file_response(request: HttpRequest, file: StoredFile, *, to_save: bool) -> HttpResponseBase:
    """Return ``file`` to a person who may read it; ``to_save`` offers it for saving whatever its kind.

    A browser that holds the same bytes gets 304. Raises BytesMissing.
    """
    etag = quote_etag(file.sha256)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = _content(request, file, etag)
        _describe(response, file, to_save=to_save)
    # "no-cache" keeps a copy and asks each time, so that a withdrawn permission works at once.
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    return response


def _content(request: HttpRequest, file: StoredFile, etag: str) -> HttpResponseBase:
    name = file.content.name or ""
    if not file.content.storage.exists(name):
        raise BytesMissing(name)
    if prefix := getattr(settings, "FILES_ACCEL_PREFIX", ""):
        # nginx sends the bytes and answers requests for parts; see deploy/.
        return HttpResponse(headers={"X-Accel-Redirect": f"{prefix.rstrip('/')}/{quote(name)}"})
    part = _asked_part(request, file.size, etag)
    if part is None:
        return _whole(request, file)
    start, end = part
    if start >= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    headers = {
        "Content-Range": f"bytes {start}-{end - 1}/{file.size}",
        "Content-Length": str(end - start),
        # A part must not be compressed on its way.
        "Content-Encoding": "identity",
    }
    if request.method == "HEAD":
        return HttpResponse(status=206, headers=headers)
    return _Streamed(_Part(_opened(file), start, end), status=206, headers=headers)


def _whole(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(file.size), "Accept-Ranges": "bytes"})
    return _Streamed(_opened(file), headers={"Accept-Ranges": "bytes"})


def _opened(file: StoredFile) -> IO[bytes]:
    try:
        return file.content.storage.open(file.content.name or "", "rb")
    except FileNotFoundError as error:
        raise BytesMissing(file.content.name) from error


def _asked_part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Return start and end of the one part asked for, None for the whole (RFC 9110, 14.2)."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first and not last:
        return None
    if not first:
        return max(0, size - int(last)), size
    start, end = int(first), min(size, int(last) + 1) if last else size
    if last and int(last) < start:
        return None  # not a valid range at all
    return start, end


def _describe(response: HttpResponseBase, file: StoredFile, *, to_save: bool) -> None:
    shown = file.media_type in SHOWN_INLINE and not to_save
    is_pdf = file.media_type == PDF.media_type
    response["Content-Type"] = file.media_type
    response["Content-Disposition"] = content_disposition_header(not shown, file.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    # A document must not run anything with the rights of the intranet's pages. Chromium's own viewer does not open
    # a PDF in a sandbox; nothing else needs any rights at all. Only our preview may frame a PDF.
    framing = "frame-ancestors 'self'" if is_pdf and shown else "frame-ancestors 'none'; sandbox"
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'; {framing}"
    )
    if is_pdf and shown:
        response["X-Frame-Options"] = "SAMEORIGIN"


class _Streamed(FileResponse):
    block_size = CHUNK


class _Part:
    """The bytes from ``start`` to ``end`` of an open file, as something to read."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file, self._left = file, end - start
        file.seek(start)

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        chunk = self._file.read(wanted)
        self._left -= len(chunk)
        return chunk

    def close(self) -> None:
        self._file.close()
