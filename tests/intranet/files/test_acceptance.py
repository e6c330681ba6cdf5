import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from django.utils import translation

from intranet.files import limits
from intranet.files.acceptance import examine
from intranet.files.kinds import CHUNK, CSV, KINDS, PDF, TXT, Kind
from intranet.files.refusals import SENTENCES, FileRefused, Refusal
from tests.intranet.files import samples

HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
LOCKED_WORD = OLD_WORD + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600


def looked_into(data: bytes, name: str) -> Kind:
    return examine(BytesIO(data), name=name, size=len(data))


def refusal(data: bytes, name: str) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        looked_into(data, name)
    return refused.value


def with_macros() -> bytes:
    return samples.package({**samples.docx_parts(), "word/vbaProject.bin": b"\x00"})


def macro_enabled() -> bytes:
    main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    types = samples.content_types("/word/document.xml", main)
    return samples.package({**samples.docx_parts(), "[Content_Types].xml": types})


def locked_odt() -> bytes:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    parts = {**samples.odf_parts(samples.ODT_BODY), "META-INF/manifest.xml": manifest}
    return samples.package(parts, "application/vnd.oasis.opendocument.text")


def locked_entries() -> bytes:
    data = bytearray(samples.docx())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def endless_list() -> bytes:
    """An archive that says its list of entries is huge."""
    data = bytearray(samples.docx())
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<I", limits.MOST_DIRECTORY_BYTES + 1)
    return bytes(data)


def zip64_list() -> bytes:
    data = samples.docx()
    end = data.rfind(b"PK\x05\x06")
    return data[:end] + b"PK\x06\x07" + b"\x00" * 16 + data[end:]


def two_documents() -> bytes:
    parts = {**samples.docx_parts(), **samples.odf_parts(samples.ODT_BODY)}
    return samples.package(parts, "application/vnd.oasis.opendocument.text")


def entities() -> bytes:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><Types>&c;</Types>'
    return samples.package({**samples.docx_parts(), "[Content_Types].xml": laughs})


def unknown_encoding() -> bytes:
    types = '<?xml version="1.0" encoding="zmyslone"?><Types/>'
    return samples.package({**samples.docx_parts(), "[Content_Types].xml": types})


def damaged_lzma() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" * 50)
    data = bytearray(buffer.getvalue())
    start = data.index(b"[Content_Types].xml") + len("[Content_Types].xml")
    data[start + 9 : start + 19] = b"\xff" * 10
    return bytes(data)


def without_main_part() -> bytes:
    parts = samples.docx_parts()
    del parts["word/document.xml"]
    return samples.package(parts)


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def doubled_entry() -> bytes:
    buffer = BytesIO(samples.docx())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/document.xml", "<other/>")
    return buffer.getvalue()


BAD: list[tuple[str, Callable[[], bytes], str, Refusal]] = [
    ("nothing inside", lambda: b"", "pusty.pdf", Refusal.EMPTY),
    ("a kind that is not taken", lambda: b"MZ" + b"\x00" * 90, "program.exe", Refusal.EXTENSION),
    ("no ending at all", samples.pdf, "regulamin", Refusal.EXTENSION),
    ("a picture named PDF", samples.picture, "skan.pdf", Refusal.MISTYPED),
    ("a PDF named DOCX", samples.pdf, "wniosek.docx", Refusal.MISTYPED),
    ("a DOCX named ODT", samples.docx, "wniosek.odt", Refusal.MISTYPED),
    ("a spreadsheet named DOCX", samples.xlsx, "wykaz.docx", Refusal.MISTYPED),
    ("plain text named PDF", lambda: b"Ala ma kota", "list.pdf", Refusal.MISTYPED),
    ("a program named PDF", lambda: b"MZ" + b"\x00" * 90, "faktura.pdf", Refusal.FOREIGN),
    ("an archive named DOCX", lambda: samples.package({"a.txt": "a"}), "pismo.docx", Refusal.FOREIGN),
    ("an empty archive", lambda: b"PK\x05\x06" + b"\x00" * 18, "pismo.docx", Refusal.FOREIGN),
    ("two documents in one", two_documents, "pismo.odt", Refusal.FOREIGN),
    ("a page named PDF", lambda: HTML, "umowa.pdf", Refusal.MARKUP),
    ("a page named TXT", lambda: b"\n\n  " + HTML, "notatka.txt", Refusal.MARKUP),
    ("a page in UTF-16", lambda: HTML.decode().encode("utf-16"), "notatka.txt", Refusal.MARKUP),
    ("a drawing named PNG", lambda: SVG, "logo.png", Refusal.MARKUP),
    ("old Word", lambda: OLD_WORD, "pismo.docx", Refusal.OLD_OFFICE),
    ("Word behind a password", lambda: LOCKED_WORD, "pismo.docx", Refusal.ENCRYPTED),
    ("OpenDocument behind a password", locked_odt, "pismo.odt", Refusal.ENCRYPTED),
    ("entries behind a password", locked_entries, "pismo.docx", Refusal.ENCRYPTED),
    ("macros", with_macros, "pismo.docx", Refusal.MACROS),
    ("a macro-enabled document", macro_enabled, "pismo.docx", Refusal.MACROS),
    ("half of a DOCX", lambda: samples.docx()[:300], "pismo.docx", Refusal.BROKEN),
    ("a DOCX without its document", without_main_part, "pismo.docx", Refusal.BROKEN),
    ("an entry that is there twice", doubled_entry, "pismo.docx", Refusal.BROKEN),
    ("entities in the list of parts", entities, "pismo.docx", Refusal.BROKEN),
    ("parts listed in an unknown encoding", unknown_encoding, "pismo.docx", Refusal.BROKEN),
    ("parts packed by LZMA and damaged", damaged_lzma, "pismo.docx", Refusal.BROKEN),
    ("half of a picture's head", lambda: samples.picture()[:20], "skan.png", Refusal.BROKEN),
    ("a bomb", lambda: samples.bomb(60), "pismo.docx", Refusal.BOMB),
    ("an endless list of entries", endless_list, "pismo.docx", Refusal.BOMB),
    ("a list that needs ZIP64", zip64_list, "pismo.docx", Refusal.BOMB),
    ("a PDF behind something else", lambda: b"GIF89a" + samples.pdf(), "umowa.pdf", Refusal.SHIFTED_PDF),
    ("a page before a PDF", lambda: HTML + samples.pdf(), "umowa.pdf", Refusal.SHIFTED_PDF),
]


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize(("what", "make", "name", "reason"), BAD, ids=[case[0] for case in BAD])
def test_bad_file_is_refused_for_its_reason(
    what: str, make: Callable[[], bytes], name: str, reason: Refusal
) -> None:
    refused = refusal(make(), name)

    assert refused.reason is reason
    assert name in refused.sentence


def test_too_large_file_is_refused_without_being_read(settings) -> None:
    settings.FILES_MAX_MB = 1

    with pytest.raises(FileRefused) as refused:
        examine(BytesIO(), name="duzy.pdf", size=1024 * 1024 + 1)

    assert refused.value.reason is Refusal.TOO_LARGE


def test_archive_of_too_many_entries_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ENTRIES", 2)

    assert refusal(samples.docx(), "pismo.docx").reason is Refusal.BOMB


def test_archive_whose_entries_share_bytes_is_refused() -> None:
    # Every entry of the list points at one packed megabyte (D. Fifield, "A better zip bomb", 2019).
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(50):
            archive.writestr(f"{number}.xml", "a" * 1024)
    data = bytearray(buffer.getvalue())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 20 : at + 24] = struct.pack("<I", len(data))
        at = data.find(b"PK\x01\x02", at + 4)

    assert refusal(bytes(data), "pismo.docx").reason is Refusal.BOMB


def test_picture_of_too_many_pixels_is_refused() -> None:
    data = bytearray(samples.picture())
    data[16:24] = struct.pack(">II", 30_000, 30_000)

    # The header's checksum no longer fits, so whichever is seen first: it is not taken.
    assert refusal(bytes(data), "plan.png").reason in {Refusal.TOO_MANY_PIXELS, Refusal.BROKEN}


def test_real_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PIXELS", 100)

    assert refusal(samples.picture(), "plan.png").reason is Refusal.TOO_MANY_PIXELS


def test_kinds_may_be_narrowed() -> None:
    with pytest.raises(FileRefused) as refused:
        examine(BytesIO(samples.docx()), name="pismo.docx", size=100, kinds=[PDF])

    assert refused.value.reason is Refusal.EXTENSION
    assert refused.value.params["kinds"] == "PDF"


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (samples.pdf, "regulamin.pdf"),
        (samples.pdf, "REGULAMIN.PDF"),
        (samples.docx, "pismo.docx"),
        (samples.odt, "pismo.odt"),
        (samples.xlsx, "wykaz.xlsx"),
        (samples.ods, "wykaz.ods"),
        (samples.pptx, "pokaz.pptx"),
        (samples.odp, "pokaz.odp"),
        (samples.rtf, "pismo.rtf"),
        (lambda: samples.WORDS.encode(), "notatka.txt"),
        (lambda: samples.WORDS.encode("cp1250"), "notatka.txt"),
        (lambda: samples.WORDS.encode("utf-16"), "notatka.txt"),
        (lambda: "nazwa;miasto\nŻłobek;Łódź".encode(), "wykaz.csv"),
        (samples.picture, "skan.png"),
        (lambda: samples.picture("JPEG"), "skan.jpg"),
        (lambda: samples.picture("JPEG"), "skan.jpeg"),
    ],
)
def test_good_file_is_taken_as_what_it_is(make: Callable[[], bytes], name: str) -> None:
    ending = name.rpartition(".")[2].lower().replace("jpeg", "jpg")

    assert looked_into(make(), name).label.lower() == ending


def test_pdf_that_is_an_archive_too_is_a_pdf_and_nothing_else() -> None:
    both = samples.pdf() + samples.package({"index.html": HTML})

    assert looked_into(both, "umowa.pdf") is PDF
    assert refusal(both, "umowa.docx").reason is Refusal.MISTYPED


@pytest.mark.parametrize("make", [samples.encrypted_pdf, samples.broken_pdf])
def test_locked_or_damaged_pdf_is_taken_and_told_later(make: Callable[[], bytes]) -> None:
    assert looked_into(make(), "wyrok.pdf") is PDF


def test_text_with_a_control_character_far_inside_is_no_text() -> None:
    data = b"a" * (3 * CHUNK) + b"\x00"

    assert refusal(data, "notatka.txt").reason is Refusal.FOREIGN


def test_letter_cut_by_the_edge_of_a_piece_is_still_a_letter() -> None:
    data = b"a" * (CHUNK - 1) + "ż".encode()

    assert looked_into(data, "notatka.txt") is TXT
    assert looked_into(data, "wykaz.csv") is CSV


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Refusal)


def test_sentence_names_what_is_inside() -> None:
    with translation.override("en"):
        sentence = refusal(samples.picture(), "skan.pdf").sentence

    assert "ending in .pdf, but inside it is PNG" in sentence


def test_every_kind_has_its_own_endings() -> None:
    endings = [ending for kind in KINDS for ending in kind.extensions]

    assert len(endings) == len(set(endings))
