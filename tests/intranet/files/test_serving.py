from contextlib import closing

import pytest
from django.http import HttpResponseBase
from django.test import Client

from intranet.files.models import StoredFile
from intranet.files.services import store_file
from tests.intranet.files import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_reads")]
NAME = "Załącznik nr 1 – „Źdźbło”.pdf"


@pytest.fixture
def pdf() -> StoredFile:
    return store_file(data=samples.pdf(), name=NAME)


def asked(
    client: Client, file: StoredFile, query: str = "", **headers: str
) -> tuple[HttpResponseBase, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(client.get(f"{file.get_absolute_url()}{query}", headers=named)) as response:
        content = b"".join(response.streaming_content) if response.streaming else response.content
    return response, content


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", "strona.html"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "umowa.pdf"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "logo.svg"),
        (b"\x00\x01\x02\x03", "nieznany.bin"),
        (samples.docx(), "pismo.docx"),
        (samples.WORDS.encode(), "notatka.txt"),
    ],
)
def test_what_a_browser_could_take_for_something_else_is_only_saved(
    client_as, data: bytes, name: str
) -> None:
    response, _ = asked(client_as(), store_file(data=data, name=name))

    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] not in {"text/html", "image/svg+xml", "application/pdf"}
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].endswith("frame-ancestors 'none'; sandbox")
    assert response["X-Frame-Options"] == "DENY"


def test_pdf_that_is_an_archive_and_a_page_too_is_served_as_a_pdf(client_as) -> None:
    both = samples.pdf() + b"<script>alert(1)</script>" + samples.package({"index.html": "<html></html>"})

    response, content = asked(client_as(), store_file(data=both, name="umowa.html"))

    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert content == both


def test_pdf_is_shown_and_only_our_pages_may_frame_it(client_as, pdf: StoredFile) -> None:
    response, content = asked(client_as(), pdf)

    assert response["Content-Disposition"].startswith("inline")
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Content-Length"] == str(len(content)) == str(pdf.size)


def test_pdf_is_saved_when_asked(client_as, pdf: StoredFile) -> None:
    response, _ = asked(client_as(), pdf, "?pobierz")

    assert response["Content-Disposition"].startswith("attachment")
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_name_keeps_its_polish_letters(client_as, pdf: StoredFile) -> None:
    response, _ = asked(client_as(), pdf)

    # RFC 6266: the name in UTF-8, percent-encoded.
    assert response["Content-Disposition"] == (
        "inline; filename*=utf-8''"
        "Za%C5%82%C4%85cznik%20nr%201%20%E2%80%93%20%E2%80%9E%C5%B9d%C5%BAb%C5%82o%E2%80%9D.pdf"
    )


@pytest.mark.parametrize(
    ("asked_for", "start", "end"),
    [("bytes=0-9", 0, 10), ("bytes=10-19", 10, 20), ("bytes=-7", -7, None), ("bytes=100-", 100, None)],
)
def test_viewer_gets_the_part_it_asks_for(
    client_as, pdf: StoredFile, asked_for: str, start: int, end: int | None
) -> None:
    response, content = asked(client_as(), pdf, Range=asked_for)

    wanted = samples.pdf()[start:end]
    assert response.status_code == 206
    assert content == wanted
    assert response["Content-Length"] == str(len(wanted))
    first = start if start >= 0 else pdf.size + start
    assert response["Content-Range"] == f"bytes {first}-{first + len(wanted) - 1}/{pdf.size}"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_last_part_ends_with_the_file(client_as, pdf: StoredFile) -> None:
    response, content = asked(client_as(), pdf, Range="bytes=5-999999999")

    assert (response.status_code, content) == (206, samples.pdf()[5:])


@pytest.mark.parametrize("asked_for", ["bytes=999999999-", "bytes=-0"])
def test_part_past_the_end_is_refused(client_as, pdf: StoredFile, asked_for: str) -> None:
    response, _ = asked(client_as(), pdf, Range=asked_for)

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{pdf.size}"


@pytest.mark.parametrize(
    "asked_for", ["bytes=-", "bytes=9-3", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "bytes=0-" + "9" * 5000]
)
def test_part_that_makes_no_sense_gets_the_whole(client_as, pdf: StoredFile, asked_for: str) -> None:
    response, content = asked(client_as(), pdf, Range=asked_for)

    assert (response.status_code, content) == (200, samples.pdf())


def test_part_of_an_older_copy_gets_the_whole(client_as, pdf: StoredFile) -> None:
    response, _ = asked(client_as(), pdf, Range="bytes=0-9", If_Range='"older"')

    assert response.status_code == 200


@pytest.mark.parametrize(("header", "length"), [({}, None), ({"Range": "bytes=0-9"}, "10")])
def test_head_says_the_same_without_the_bytes(
    client_as, pdf: StoredFile, header: dict[str, str], length: str | None
) -> None:
    response = client_as().head(pdf.get_absolute_url(), headers=header)

    assert response.content == b""
    assert response["Content-Length"] == (length or str(pdf.size))
    assert response["ETag"] == f'"{pdf.sha256}"'


def test_web_server_sends_the_bytes_in_our_place(client_as, pdf: StoredFile, settings) -> None:
    settings.FILES_ACCEL_PREFIX = "/chronione-pliki/"

    response, content = asked(client_as(), pdf, Range="bytes=0-9")

    assert content == b""
    assert response["X-Accel-Redirect"] == f"/chronione-pliki/{pdf.pk.hex[:2]}/{pdf.pk.hex}"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_web_server_is_not_asked_for_a_copy_that_the_browser_holds(
    client_as, pdf: StoredFile, settings
) -> None:
    settings.FILES_ACCEL_PREFIX = "/chronione-pliki/"

    response, _ = asked(client_as(), pdf, If_None_Match=f'"{pdf.sha256}"')

    assert response.status_code == 304
    assert "X-Accel-Redirect" not in response
