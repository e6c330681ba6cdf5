import ast
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from intranet.files import limits
from intranet.files.extraction import process
from intranet.files.extraction.process import Allowance, Reading, read_text
from intranet.files.kinds import CSV, DOCX, JPEG, ODP, ODS, ODT, PDF, PPTX, RTF, TXT, XLSX, Kind
from intranet.files.models import FileText
from tests.intranet.files import samples

Status = FileText.Status


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Reading]:
    def read(data: bytes, kind: Kind, **allowance: object) -> Reading:
        path = tmp_path / "file"
        path.write_bytes(data)
        return read_text(str(path), kind.media_type, Allowance(**allowance))

    return read


def test_child_that_wants_too_much_memory_dies_and_that_is_an_answer(reading) -> None:
    found = reading(samples.bomb(60), DOCX, memory_bytes=250 * limits.MEGABYTE)

    assert found.status == Status.TOO_BIG
    assert found.text == ""


def test_child_that_takes_too_long_is_ended(reading, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sleeper = tmp_path / "sleeper.py"
    pid = tmp_path / "pid"
    sleeper.write_text(f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)\n")
    monkeypatch.setattr(process, "CHILD", sleeper)

    found = reading(samples.pdf(), PDF, seconds=1.0)

    assert found.status == Status.TIMED_OUT
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_real_document_that_takes_too_long_is_ended(reading) -> None:
    found = reading(samples.bomb(90), DOCX, seconds=0.3)

    assert found.status == Status.TIMED_OUT


def test_processor_time_is_limited_by_the_kernel(
    reading, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    busy = tmp_path / "busy.py"
    busy.write_text("import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass\n")
    monkeypatch.setattr(process, "CHILD", busy)

    assert reading(samples.pdf(), PDF, seconds=30).status == Status.TIMED_OUT


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("import os\nos.abort()", Status.TOO_BIG),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", Status.FAILED),
        ("raise SystemExit(3)", Status.FAILED),
        ("print('neither here nor there')", Status.FAILED),
        ('print(\'{"status": "UNHEARD_OF"}\')', Status.FAILED),
        ("", Status.FAILED),
    ],
)
def test_any_death_or_babble_of_the_child_is_a_status(
    reading, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str, status: str
) -> None:
    child = tmp_path / "child.py"
    child.write_text(body)
    monkeypatch.setattr(process, "CHILD", child)

    assert reading(samples.pdf(), PDF).status == status


def test_child_gets_none_of_our_secrets(reading, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    child = tmp_path / "child.py"
    child.write_text(
        "import json, os\nprint(json.dumps({'status': 'DONE', 'text': ' '.join(sorted(os.environ))}))"
    )
    monkeypatch.setattr(process, "CHILD", child)
    monkeypatch.setenv("SECRET_KEY", "only-for-tests")
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody")

    names = set(reading(samples.pdf(), PDF).text.split())

    assert names <= {*process._ENVIRONMENT, "LC_CTYPE"}


def test_child_knows_no_django() -> None:
    tree = ast.parse(process.CHILD.read_text())
    modules = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
        )
    }

    assert modules - set(sys.stdlib_module_names) == {"kreuzberg", "defusedxml"}


@pytest.mark.parametrize(
    ("make", "kind", "status"),
    [
        (samples.encrypted_pdf, PDF, Status.ENCRYPTED),
        (samples.broken_pdf, PDF, Status.BROKEN),
        (lambda: b"%PDF-1.7\n%sample\n", PDF, Status.BROKEN),
        (lambda: samples.docx()[:300], DOCX, Status.BROKEN),
        (lambda: samples.odp()[:300], ODP, Status.BROKEN),
        (samples.scanned_pdf, PDF, Status.NO_TEXT_LAYER),
        (lambda: samples.bomb(200), DOCX, Status.TOO_BIG),
        (lambda: b" \n\n ", TXT, Status.NO_TEXT_LAYER),
    ],
)
def test_what_is_wrong_with_a_file_is_told_apart(
    reading, make: Callable[[], bytes], kind: Kind, status: str
) -> None:
    found = reading(make(), kind)

    assert found.status == status
    assert found.text == ""


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (samples.pdf, PDF),
        (samples.docx, DOCX),
        (samples.odt, ODT),
        (samples.xlsx, XLSX),
        (samples.ods, ODS),
        (samples.pptx, PPTX),
        (samples.odp, ODP),
        (samples.rtf, RTF),
        (lambda: samples.WORDS.encode(), TXT),
        (lambda: b"\xef\xbb\xbf" + samples.WORDS.encode(), TXT),
        (lambda: samples.WORDS.encode("cp1250"), TXT),
        (lambda: samples.WORDS.encode("utf-16"), CSV),
    ],
)
def test_text_is_read_with_its_polish_letters(reading, make: Callable[[], bytes], kind: Kind) -> None:
    found = reading(make(), kind)

    assert found.status == Status.DONE
    assert "Zażółć gęślą jaźń" in found.text.replace("\u00a0", " ")
    assert "\ufeff" not in found.text


def test_pdf_that_opens_without_the_password_is_read(reading) -> None:
    assert reading(samples.encrypted_pdf(opens_without_password=True), PDF).status == Status.DONE


def test_pages_are_counted(reading) -> None:
    assert reading(samples.scanned_pdf(pages=3), PDF).pages == 3


def test_a_stamp_on_a_scan_is_no_text_layer(reading) -> None:
    found = reading(samples.stamped_pdf("Nr 12/17"), PDF)

    assert found.status == Status.NO_TEXT_LAYER
    assert found.text == "Nr 12/17"


def test_only_so_much_text_is_kept_and_never_half_a_letter(reading) -> None:
    found = reading(("ż" * 3000).encode(), TXT, text_bytes=1001)

    assert found.text == "ż" * 500
    assert found.is_cut


def test_characters_that_no_database_keeps_are_left_out(reading) -> None:
    found = reading(b"Ala\x07 ma\r\nkota\r\n\r\n\r\n\r\ni psa", TXT)

    assert found.text == "Ala ma\nkota\n\ni psa"


def test_picture_has_no_kind_of_text(reading) -> None:
    assert reading(samples.picture("JPEG"), JPEG).status == Status.NO_TEXT_LAYER
