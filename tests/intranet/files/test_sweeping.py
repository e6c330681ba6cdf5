import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import DatabaseError, transaction

from intranet.files import sweeping
from intranet.files.models import AddresslessStorage, StoredFile
from intranet.files.services import store_file
from intranet.files.sweeping import StoreDoubted, Swept, sweep
from intranet.files.tasks import sweep as task
from tests.factories.orders import OrderAttachmentFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    field = StoredFile._meta.get_field("content")
    monkeypatch.setattr(field, "storage", AddresslessStorage(location=tmp_path / "files"))
    return tmp_path / "files"


@pytest.fixture
def later() -> Callable[[float], time_machine.travel]:
    """Give the day after so many hours."""
    return lambda hours: time_machine.travel(datetime.now(UTC) + timedelta(hours=hours), tick=False)


def on_disk(store: Path) -> list[str]:
    return sorted(path.name for path in store.rglob("*") if path.is_file())


def stray(store: Path) -> str:
    name = uuid.uuid4().hex
    (store / name[:2]).mkdir(parents=True, exist_ok=True)
    (store / name[:2] / name).write_bytes(PDF)
    return name


def test_nothing_is_swept_on_its_first_day(store: Path, later) -> None:
    stray(store)
    store_file(data=PDF, name="a.pdf")

    with later(23):
        swept = sweep()

    assert swept == Swept(rows=0, strays=0)
    assert len(on_disk(store)) == 2


def test_attached_file_is_never_swept(store: Path, later) -> None:
    attachment = OrderAttachmentFactory()

    with later(24 * 365):
        swept = sweep()

    assert swept == Swept(rows=0, strays=0)
    assert on_disk(store) == [attachment.file.pk.hex]


def test_what_the_store_did_not_write_is_left_alone(store: Path, later) -> None:
    stray(store)
    (store / "README").write_text("notes")
    (store / "ab").mkdir(exist_ok=True)
    (store / "ab" / "notes.txt").write_text("notes")
    (store / "ab" / uuid.UUID(int=0).hex).write_text("in a folder that is not its own")

    with later(25):
        sweep()

    assert on_disk(store) == sorted(["README", "notes.txt", uuid.UUID(int=0).hex])


def test_a_database_that_knows_almost_nothing_of_the_store_is_not_believed(
    store: Path, later, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "MOST_STRAYS_UNDOUBTED", 2)
    for _ in range(3):
        stray(store)
    store_file(data=PDF, name="luzem.pdf")

    with later(25), pytest.raises(StoreDoubted, match="3 of 4"):
        sweep()

    assert len(on_disk(store)) == 4
    assert StoredFile.objects.count() == 1


def test_file_attached_while_the_sweep_runs_is_kept(store: Path, later, monkeypatch) -> None:
    file = store_file(data=PDF, name="a.pdf")
    read_before = [file.pk]
    OrderAttachmentFactory(file=file)

    with later(25):
        removed = [sweeping._remove(pk, datetime.now(UTC) - sweeping.GRACE) for pk in read_before]

    assert removed == [0]
    assert on_disk(store) == [file.pk.hex]


def test_file_attached_nowhere_goes_with_its_bytes(
    store: Path, later, django_capture_on_commit_callbacks
) -> None:
    store_file(data=PDF, name="luzem.pdf")

    with later(25):
        with django_capture_on_commit_callbacks(execute=True):
            first = sweep()
        second = sweep()

    assert (first, second) == (Swept(rows=1, strays=0), Swept(rows=0, strays=0))
    assert not StoredFile.objects.exists()
    assert on_disk(store) == []


def test_bytes_of_a_rolled_back_transaction_go(store: Path, later) -> None:
    with transaction.atomic():
        store_file(data=PDF, name="a.pdf")
        transaction.set_rollback(True)
    left = len(on_disk(store))

    with later(25):
        task()

    assert left == 1
    assert on_disk(store) == []


def test_an_empty_store_needs_no_sweeping(later) -> None:
    assert sweep() == Swept(rows=0, strays=0)


def test_bytes_do_not_outlive_a_row_that_was_not_written(store: Path, monkeypatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no room")

    monkeypatch.setattr(StoredFile, "save", fail)

    with pytest.raises(DatabaseError):
        store_file(data=PDF, name="a.pdf")

    assert on_disk(store) == []
