"""Tagged PDF documents (PDF/UA-1) made from plain data: orders, their attachments, letters."""

from intranet.core.pdf.document import AttachmentHeading, DocumentForPdf, OrderHeading
from intranet.core.pdf.render import PdfError, render_document

__all__ = [
    "AttachmentHeading",
    "DocumentForPdf",
    "OrderHeading",
    "PdfError",
    "render_document",
]
