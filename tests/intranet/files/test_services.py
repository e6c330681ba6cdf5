import hashlib

import pytest

from intranet.files.kinds import DOCX, UNKNOWN_TYPE
from intranet.files.models import StoredFile, private_storage
from intranet.files.services import EmptyFile, FileTooLarge, safe_name, sniff_type, store_file
from tests.intranet.files import samples

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def test_empty_file_is_refused() -> None:
    with pytest.raises(EmptyFile):
        store_file(data=b"", name="pusty.pdf")

    assert not StoredFile.objects.exists()


def test_too_large_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intranet.files.limits.most_bytes", lambda: 10)

    with pytest.raises(FileTooLarge):
        store_file(data=b"x" * 11, name="duzy.pdf")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\dane\\Załącznik nr 1.pdf", "Załącznik nr 1.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("faktura\u202efdp.exe", "fakturafdp.exe"),
        ("   ", "plik"),
        ("..", "plik"),
        ("x" * 500 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_name_is_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (PDF, "umowa.exe", "application/pdf"),
        (samples.picture(), "obraz.pdf", "image/png"),
        (samples.docx(), "wniosek.pdf", DOCX.media_type),
        (b"PK\x03\x04" + b"\x00" * 40, "wniosek.docx", None),
        (b"a;b", "wykaz.csv", "text/csv"),
        (b"a;b", "wykaz.html", None),
        (b"MZ" + b"\x00" * 100, "umowa.pdf", None),
        (b"<html><script>alert(1)</script></html>", "umowa.pdf", None),
    ],
)
def test_type_comes_from_the_content(data: bytes, name: str, media_type: str | None) -> None:
    assert sniff_type(data, name) == (media_type or UNKNOWN_TYPE)


def test_file_is_kept_under_its_identifier_with_its_hash() -> None:
    file = store_file(data=PDF, name="Załącznik nr 1 – Źdźbło.pdf")

    file.refresh_from_db()
    assert file.name == "Załącznik nr 1 – Źdźbło.pdf"
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert file.size == len(PDF)
    assert file.content.name == f"{file.pk.hex[:2]}/{file.pk.hex}"
    with private_storage().open(file.content.name) as stored:
        assert stored.read() == PDF


def test_private_files_have_no_address_of_their_own(settings) -> None:
    file = store_file(data=PDF, name="a.pdf")

    assert not file.content.path.startswith(str(settings.MEDIA_ROOT))
    with pytest.raises(ValueError, match="no address"):
        _ = file.content.url


@pytest.mark.parametrize(
    ("name", "media_type", "short"),
    [
        ("skan", "application/octet-stream", "–"),
        ("Aneks do umowy nr 5. z dnia 3 maja", "application/octet-stream", "–"),
        (".ukryty", "application/octet-stream", "–"),
        ("plik.bardzodlugie", "application/octet-stream", "–"),
        ("wzór.docx", "application/octet-stream", "DOCX"),
        ("umowa.exe", "application/pdf", "PDF"),
    ],
)
def test_type_is_said_as_people_say_it_or_not_at_all(name: str, media_type: str, short: str) -> None:
    assert StoredFile(name=name, media_type=media_type).short_type == short
