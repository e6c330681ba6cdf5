"""A table as a file for the browser to keep."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO

from django.http import FileResponse
from django.urls import reverse
from django.utils.http import urlencode

from intranet.core.exports.csv_file import write_csv
from intranet.core.exports.pdf_file import write_pdf
from intranet.core.exports.table import Table
from intranet.core.exports.xlsx_file import write_xlsx

_KEPT_IN_MEMORY = 1024 * 1024


@dataclass(frozen=True)
class FileFormat:
    """A kind of file that every table can be written as; ``key`` is the extension of its name."""

    key: str
    label: str
    media_type: str
    write: Callable[[Table, IO[bytes]], None]


FORMATS = {
    file_format.key: file_format
    for file_format in (
        FileFormat(
            "xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx
        ),
        FileFormat("pdf", "PDF", "application/pdf", write_pdf),
        FileFormat("csv", "CSV", "text/csv; charset=utf-8", write_csv),
    )
}


@dataclass(frozen=True)
class DownloadLink:
    """A way to take a list away: the name of the format and the address that gives it."""

    label: str
    url: str


def download_links(url_name: str, query: Mapping[str, str | int]) -> list[DownloadLink]:
    """Return a link for each format; the view ``url_name`` takes the format's key and the parameters ``query``."""
    asked = f"?{urlencode(query)}" if query else ""
    return [
        DownloadLink(one.label, f"{reverse(url_name, args=[key])}{asked}") for key, one in FORMATS.items()
    ]


def download(table: Table, file_format: FileFormat, *, name: str, on: date | None = None) -> FileResponse:
    """Write ``table`` to the disk and answer with it under ``name``, which may hold Polish letters.

    The file is whole before the answer begins, so a failure is an error page and never half a list. ``on`` ends the
    name: „Rejestr zarządzeń 2017-01-12.xlsx”. Raises TooLongForPaper and PdfError.
    """
    day = f" {on.isoformat()}" if on else ""
    # Closed by the answer when it has been sent.
    target = tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115
    try:
        file_format.write(table, target)
        target.seek(0)
    except BaseException:
        target.close()
        raise
    response = FileResponse(
        target,
        as_attachment=True,
        filename=f"{name}{day}.{file_format.key}",
        content_type=file_format.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
