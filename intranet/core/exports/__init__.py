"""Lists to take away as XLSX, CSV and tagged PDF, the same for every domain."""

from intranet.core.exports.download import FORMATS, DownloadLink, FileFormat, download, download_links
from intranet.core.exports.pdf_file import MOST_ROWS as MOST_ROWS_ON_PAPER
from intranet.core.exports.pdf_file import TooLongForPaper
from intranet.core.exports.table import Column, ColumnKind, Row, Table, Value

__all__ = [
    "FORMATS",
    "MOST_ROWS_ON_PAPER",
    "Column",
    "ColumnKind",
    "DownloadLink",
    "FileFormat",
    "Row",
    "Table",
    "TooLongForPaper",
    "Value",
    "download",
    "download_links",
]
