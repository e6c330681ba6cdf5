"""Files of imported acts: archives that are not to be trusted, folders of the server, names in Polish."""

import os
import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from intranet.files.models import StoredFile
from intranet.orders.importing import running, sources
from intranet.orders.models import OrderAttachment
from intranet.orders.services.importing import start_import
from tests.factories.accounts import UserFactory
from tests.intranet.orders.import_samples import (
    PDF,
    archive,
    book,
    checked,
    imported,
    problems_of,
    remarks_of,
    row,
)

pytestmark = pytest.mark.django_db

ONE_SCAN = book(row(pliki="skan.pdf"))


def codes(found):
    return [code for _, _, code in problems_of(found)]


@pytest.mark.parametrize(
    "name", ["../skan.pdf", "/etc/skan.pdf", "C:/skan.pdf", "a/../../skan.pdf", "..\\skan.pdf"]
)
def test_archive_with_a_name_that_leads_outside_is_refused(name):
    assert codes(checked(ONE_SCAN, archive({name: PDF})))[0] == "archive_path"


def test_archive_with_a_link_is_refused():
    target = BytesIO()
    link = ZipInfo("skan.pdf")
    link.external_attr = 0o120777 << 16
    with ZipFile(target, "w") as packed:
        packed.writestr(link, "/etc/passwd")

    assert codes(checked(ONE_SCAN, target.getvalue()))[0] == "archive_path"


def test_encrypted_archive_is_refused():
    content = bytearray(archive({"skan.pdf": PDF}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1

    assert codes(checked(ONE_SCAN, bytes(content)))[0] == "archive_encrypted"


def test_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(sources, "RATIO_MATTERS_FROM_BYTES", 1024)

    assert codes(checked(ONE_SCAN, archive({"skan.pdf": bytes(1_000_000)})))[0] == "archive_bomb"


def test_archive_of_too_many_files_is_refused(monkeypatch):
    monkeypatch.setattr(sources, "MOST_FILES", 1)

    assert codes(checked(ONE_SCAN, archive({"a.pdf": PDF, "b.pdf": PDF})))[0] == "archive_many"


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"PK\x05\x06"])
def test_damaged_archive_is_told(content):
    assert codes(checked(ONE_SCAN, content))[0] == "archive_unreadable"


def test_damaged_file_in_an_archive_is_told():
    content = bytearray(archive({"skan.pdf": PDF * 50}))
    place = content.index(b"skan.pdf") + len("skan.pdf") + 4
    content[place] ^= 0xFF

    assert codes(checked(ONE_SCAN, bytes(content))) == ["file_refused"]


def test_missing_file_is_a_problem_and_an_unused_one_a_remark():
    found = checked(ONE_SCAN, archive({"inny.pdf": PDF, "__MACOSX/x": b"x", "Thumbs.db": b"x"}))

    assert problems_of(found) == [(2, "pliki", "file_missing")]
    assert [code for _, _, code in remarks_of(found)] == ["file_unused"]


def test_file_that_is_not_what_its_name_says_is_refused():
    found = checked(ONE_SCAN, archive({"skan.pdf": b"<!DOCTYPE html><script>alert(1)</script>"}))

    assert codes(found) == ["file_refused"]


def test_empty_and_too_large_files_are_refused(settings: Settings):
    settings.FILES_MAX_MB = 1

    assert codes(checked(ONE_SCAN, archive({"skan.pdf": b""}))) == ["file_refused"]
    assert codes(checked(ONE_SCAN, archive({"skan.pdf": PDF + bytes(1024 * 1024)}))) == ["file_refused"]


def test_name_that_two_files_bear_needs_its_folder():
    files = archive({"2014/skan.pdf": PDF, "2015/skan.pdf": PDF})

    assert codes(checked(ONE_SCAN, files)) == ["file_ambiguous"]
    assert codes(checked(book(row(pliki="2015/SKAN.pdf")), files)) == []


@pytest.mark.parametrize("encoding", ["utf-8", "cp852"])
def test_polish_names_are_found_however_the_archive_writes_them(encoding):
    name = "załącznik ósmy.pdf"
    content = archive({"x" * len(name.encode(encoding)): PDF})
    content = content.replace(b"x" * len(name.encode(encoding)), name.encode(encoding))

    assert codes(checked(book(row(pliki=name)), content)) == []


def test_same_file_or_number_twice_in_one_row_is_refused():
    files = archive({"a.pdf": PDF, "b.pdf": PDF})

    assert codes(checked(book(row(pliki="a.pdf; zał. 1: a.pdf")), files)) == ["file_twice"]
    assert codes(checked(book(row(pliki="zał. 1: a.pdf; zał. 1: b.pdf")), files)) == ["file_number_twice"]


def test_files_are_attached_with_number_title_and_role():
    table = book(
        row(
            pliki="skan.pdf; zał. 1: 2015/polityka.pdf | Polityka Bezpieczeństwa | polityka; zał. nr 2: a.pdf"
        )
    )

    found = imported(
        table, archive({"skan.pdf": PDF, "2015/polityka.pdf": PDF + b"%1", "a.pdf": PDF + b"%2"})
    )

    attached = OrderAttachment.objects.values_list("number", "role", "title", "file_name")
    assert list(attached) == [
        (None, "SIGNED_COPY", "Skan podpisanego dokumentu", "skan.pdf"),
        (1, "POLICY", "Polityka Bezpieczeństwa", "polityka.pdf"),
        (2, "ANNEX", "a", "a.pdf"),
    ]
    assert found.counts["files"] == 3
    with OrderAttachment.objects.get(number=1).file.content.open() as content:
        assert content.read() == PDF + b"%1"


def test_other_bytes_under_the_same_name_are_other_content():
    imported(ONE_SCAN, archive({"skan.pdf": PDF}))

    assert codes(checked(ONE_SCAN, archive({"skan.pdf": PDF}))) == []
    assert codes(checked(ONE_SCAN, archive({"skan.pdf": PDF + b"%"}))) == ["other_content"]


def test_one_file_of_two_acts_is_stored_for_each():
    imported(book(row(pliki="a.pdf"), row(numer="6/2015", pliki="a.pdf")), archive({"a.pdf": PDF}))

    assert StoredFile.objects.count() == OrderAttachment.objects.count() == 2


def from_folder(table: bytes, name: str):
    found = start_import(table=SimpleUploadedFile("Rejestr.xlsx", table), folder=name, by=UserFactory())
    running.run_check(found.pk)
    found.refresh_from_db()
    return found


def test_folder_of_the_server_is_read_but_links_and_other_folders_are_not(settings: Settings, tmp_path):
    inside, outside = tmp_path / "import", tmp_path / "outside"
    (inside / "2015").mkdir(parents=True)
    outside.mkdir()
    (inside / "2015" / "skan.pdf").write_bytes(PDF)
    (outside / "tajne.pdf").write_bytes(PDF)
    os.symlink(outside / "tajne.pdf", inside / "tajne.pdf")
    settings.REGISTER_IMPORT_FOLDER = str(inside)

    assert codes(from_folder(ONE_SCAN, "2015")) == []
    assert codes(from_folder(ONE_SCAN, ".")) == []
    assert codes(from_folder(book(row(pliki="tajne.pdf")), ".")) == ["file_missing"]
    assert codes(from_folder(ONE_SCAN, "../outside"))[0] == "folder_missing"


def test_folder_is_not_read_when_the_settings_name_none():
    assert codes(from_folder(ONE_SCAN, "."))[0] == "folder_missing"


def test_list_of_entries_too_long_for_the_memory_is_not_read():
    content = bytearray(archive({"skan.pdf": PDF}))
    struct.pack_into("<L", content, content.rindex(b"PK\x05\x06") + 12, sources.MOST_DIRECTORY_BYTES + 1)

    assert codes(checked(ONE_SCAN, bytes(content)))[0] == "archive_many"


def test_deflated_entries_that_share_their_bytes_are_a_bomb():
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        packed.writestr("skan.pdf", os.urandom(5000))
        for number in range(3):
            packed.filelist.append(packed.filelist[0])
            packed.filelist[-1].filename = f"{number}.pdf"

    assert codes(checked(ONE_SCAN, target.getvalue()))[0] == "archive_bomb"
