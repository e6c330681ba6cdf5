import json
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from intranet.files.checking import Problem, check_store
from intranet.files.models import AddresslessStorage, FileText, StoredFile
from intranet.files.services import store_file
from tests.factories.orders import OrderAttachmentFactory
from tests.intranet.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    field = StoredFile._meta.get_field("content")
    monkeypatch.setattr(field, "storage", AddresslessStorage(location=tmp_path / "files"))
    return tmp_path / "files"


def attached() -> StoredFile:
    file: StoredFile = OrderAttachmentFactory(file=store_file(data=samples.pdf(), name="a.pdf")).file
    FileText.objects.filter(file=file).update(status=FileText.Status.DONE, text="Treść")
    return file


def found(*, hours: float = 0, with_hashes: bool = True) -> list[tuple[Problem, str]]:
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours), tick=False):
        return [
            (one.problem, one.key)
            for one in check_store(with_hashes=with_hashes, progress=lambda number: None)
        ]


def test_lost_bytes_are_found(store: Path) -> None:
    file = attached()
    (store / file.content.name).unlink()

    assert found() == [(Problem.BYTES_MISSING, file.pk.hex)]


def test_changed_size_is_found(store: Path) -> None:
    file = attached()
    (store / file.content.name).write_bytes(b"%PDF")

    assert found(with_hashes=False) == [(Problem.WRONG_SIZE, file.pk.hex)]


def test_changed_bytes_are_found_by_their_hash_alone(store: Path) -> None:
    file = attached()
    content = bytearray(samples.pdf())
    content[-1] ^= 1
    (store / file.content.name).write_bytes(content)

    assert found() == [(Problem.WRONG_HASH, file.pk.hex)]
    assert found(with_hashes=False) == []


def test_bytes_without_a_record_are_found_after_a_day(store: Path) -> None:
    name = uuid.uuid4().hex
    (store / name[:2]).mkdir(parents=True)
    (store / name[:2] / name).write_bytes(b"%PDF")

    assert found() == []
    assert found(hours=25) == [(Problem.NO_ROW, name)]


def test_file_attached_nowhere_is_found_after_a_day() -> None:
    file = store_file(data=samples.pdf(), name="luzem.pdf")
    FileText.objects.update(status=FileText.Status.FAILED)

    assert found() == []
    assert found(hours=25) == [(Problem.ATTACHED_NOWHERE, file.pk.hex)]


def test_text_that_waits_too_long_is_found() -> None:
    file = attached()
    FileText.objects.filter(file=file).update(status=FileText.Status.WAITING, text="")

    assert found() == []
    assert found(hours=2) == [(Problem.NOT_READ, file.pk.hex)]


def test_file_without_a_place_for_its_text_is_found() -> None:
    file = attached()
    FileText.objects.all().delete()

    assert found() == [(Problem.NO_TEXT_ROW, file.pk.hex)]


def test_hash_is_taken_a_piece_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    attached()
    sizes: list[int] = []
    opened = AddresslessStorage.open

    class Watched:
        def __init__(self, file: object) -> None:
            self.file = file

        def __enter__(self) -> "Watched":
            return self

        def __exit__(self, *args: object) -> None:
            self.file.close()

        def read(self, size: int = -1) -> bytes:
            sizes.append(size)
            return self.file.read(size)

    monkeypatch.setattr(AddresslessStorage, "open", lambda *args, **kwargs: Watched(opened(*args, **kwargs)))

    assert found() == []
    assert set(sizes) == {64 * 1024}


def test_command_ends_well_when_all_is_in_order(capsys) -> None:
    attached()

    call_command("check_files")

    assert "1 files looked at, all in order." in capsys.readouterr().out


def test_command_ends_with_an_error_and_names_the_file(store: Path, capsys) -> None:
    file = attached()
    (store / file.content.name).unlink()

    with pytest.raises(CommandError, match="bytes_missing: 1") as ended:
        call_command("check_files")

    assert ended.value.returncode == 1
    assert f"{file.pk.hex}: the record has no bytes" in capsys.readouterr().out


def test_command_speaks_to_programs(store: Path, capsys) -> None:
    file = attached()
    (store / file.content.name).unlink()

    with pytest.raises(SystemExit) as ended:
        call_command("check_files", "--json")

    said = json.loads(capsys.readouterr().out)
    assert ended.value.code == 1
    assert said == {
        "files": 1,
        "ok": False,
        "problems": [{"problem": "bytes_missing", "file": file.pk.hex, "detail": ""}],
    }
