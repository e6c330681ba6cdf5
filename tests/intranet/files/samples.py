"""Good, bad and hostile files, made by the tests themselves."""

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from openpyxl import Workbook
from PIL import Image
from pypdf import PdfReader, PdfWriter

from intranet.core.pdf import AttachmentHeading, DocumentForPdf, render_document

WORDS = "Zażółć gęślą jaźń."
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def package(parts: Mapping[str, str | bytes], mimetype: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def content_types(part: str, kind: str) -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{part}" ContentType="{kind}"/></Types>'
    )


def relations(target: str) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )


def docx_parts(text: str = WORDS) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": content_types(
            "/word/document.xml", f"{_OFFICE}.wordprocessingml.document.main+xml"
        ),
        "_rels/.rels": relations("word/document.xml"),
        "word/document.xml": (
            f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
        ),
    }


def docx(text: str = WORDS) -> bytes:
    return package(docx_parts(text))


def odf_parts(body: str) -> dict[str, str | bytes]:
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{path}:1.0"' for name, path in _ODF_SPACES.items())
    return {
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"/>',
        "content.xml": (
            f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
        ),
    }


_ODF_SPACES = {"office": "office", "text": "text", "table": "table", "draw": "drawing"}
ODT_BODY = f"<office:text><text:p>{WORDS}</text:p></office:text>"


def odt() -> bytes:
    return package(odf_parts(ODT_BODY), "application/vnd.oasis.opendocument.text")


def ods() -> bytes:
    body = (
        '<office:spreadsheet><table:table table:name="Arkusz"><table:table-row>'
        f'<table:table-cell office:value-type="string"><text:p>{WORDS}</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet>"
    )
    return package(odf_parts(body), "application/vnd.oasis.opendocument.spreadsheet")


def odp() -> bytes:
    frame = f"<draw:frame><draw:text-box><text:p>{WORDS}</text:p></draw:text-box></draw:frame>"
    body = f'<office:presentation><draw:page draw:name="1">{frame}</draw:page></office:presentation>'
    return package(odf_parts(body), "application/vnd.oasis.opendocument.presentation")


def pptx() -> bytes:
    spaces = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    )
    slide = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    return package(
        {
            "[Content_Types].xml": content_types(
                "/ppt/presentation.xml", f"{_OFFICE}.presentationml.presentation.main+xml"
            ),
            "_rels/.rels": relations("ppt/presentation.xml"),
            "ppt/presentation.xml": (
                f'<p:presentation {spaces}><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>'
            ),
            "ppt/_rels/presentation.xml.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships">'
                f'<Relationship Id="rId1" Type="{slide}" Target="slides/slide1.xml"/></Relationships>'
            ),
            "ppt/slides/slide1.xml": (
                f"<p:sld {spaces}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p>"
                "</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
            ),
        }
    )


def xlsx() -> bytes:
    workbook, buffer = Workbook(), BytesIO()
    workbook.active["A1"] = WORDS
    workbook.save(buffer)
    return buffer.getvalue()


def rtf() -> bytes:
    letters = "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in WORDS)
    return f"{{\\rtf1\\ansi {letters}}}".encode()


@cache
def pdf() -> bytes:
    """Give a real document of one page with a text layer."""
    heading = AttachmentHeading(reference=("Załącznik nr 1",), title="Regulamin")
    return render_document(
        DocumentForPdf(title="Regulamin", author="MOPS", heading=heading, body=f"§ 1. {WORDS}")
    )


def encrypted_pdf(*, opens_without_password: bool = False) -> bytes:
    writer, buffer = PdfWriter(clone_from=PdfReader(BytesIO(pdf()))), BytesIO()
    writer.encrypt(
        "" if opens_without_password else "tajne", owner_password="wlasciciel", algorithm="AES-128"
    )
    writer.write(buffer)
    return buffer.getvalue()


def scanned_pdf(pages: int = 1) -> bytes:
    writer, buffer = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.write(buffer)
    return buffer.getvalue()


def stamped_pdf(stamp: str) -> bytes:
    """Give a page without text but for a few letters put on it by a program."""
    content = f"BT /F1 12 Tf 20 20 Td ({stamp}) Tj ET"
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
        f"endobj\n4 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    ).encode()


def broken_pdf() -> bytes:
    return pdf()[: len(pdf()) // 3]


def picture(kind: str = "PNG", size: tuple[int, int] = (20, 10)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size).save(buffer, kind)
    return buffer.getvalue()


def bomb(megabytes: int) -> bytes:
    """Give a DOCX that unpacks to so many megabytes."""
    letters = "a" * 1024 * 1024
    parts = docx_parts("".join(f"{letters}</w:t></w:r></w:p><w:p><w:r><w:t>" for _ in range(megabytes)))
    return package(parts)
