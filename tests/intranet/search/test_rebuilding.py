"""Rebuilding: interrupted and gone on with, while people search, and without holding more texts than it must."""

import weakref
from collections.abc import Callable, Iterator
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from intranet.directory.models import OrgUnit
from intranet.search import rebuilding
from intranet.search.indexing import matching_ids
from intranet.search.keys import KEYS_VERSION
from intranet.search.models import RebuildProgress, SearchEntry, Vocabulary
from intranet.search.rebuilding import rebuild_source
from intranet.search.registry import IndexedText
from tests.factories.directory import OrgUnitFactory
from tests.intranet.search.conftest import NoteSource

MakeNote = Callable[..., OrgUnit]


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def small_batches() -> Iterator[None]:
    with patch.object(rebuilding, "BATCH", 2), patch.object(rebuilding, "RUN", 4):
        yield


def number_found(text: str) -> int:
    return OrgUnit.objects.filter(pk__in=matching_ids(OrgUnit, text)).count()


def interrupt_after(times: int) -> Callable[[int], None]:
    calls = []

    def progress(filed: int) -> None:
        calls.append(filed)
        if len(calls) == times:
            raise KeyboardInterrupt

    return progress


def test_nothing_is_missing_while_the_index_is_made_again(
    note: MakeNote, notes: NoteSource, small_batches: None
) -> None:
    for number in range(9):
        note("umowa", str(number))
    SearchEntry.objects.update(keys_version=KEYS_VERSION - 1)
    found: list[int] = []

    rebuild_source(notes, progress=lambda filed: found.append(number_found("umowy")))

    assert found == [9] * 5


def test_what_was_done_before_an_interruption_stays_and_the_rest_follows(
    note: MakeNote, notes: NoteSource, small_batches: None
) -> None:
    for _ in range(9):
        note("umowa")
    SearchEntry.objects.update(keys_version=KEYS_VERSION - 1)

    with pytest.raises(KeyboardInterrupt):
        rebuild_source(notes, progress=interrupt_after(2))
    assert SearchEntry.objects.filter(keys_version=KEYS_VERSION).count() == 4

    running: list[int] = []
    assert rebuild_source(notes, progress=running.append, is_resumed=True) == 9
    assert running == [6, 8, 9]
    assert not SearchEntry.objects.exclude(keys_version=KEYS_VERSION).exists()
    assert not RebuildProgress.objects.exists()


def test_without_resuming_everything_is_made_again(
    note: MakeNote, notes: NoteSource, small_batches: None
) -> None:
    for _ in range(5):
        note("umowa")
    with pytest.raises(KeyboardInterrupt):
        rebuild_source(notes, progress=interrupt_after(1))
    running: list[int] = []

    rebuild_source(notes, progress=running.append)

    assert running == [2, 4, 5]


def test_a_rebuild_by_other_keys_is_not_gone_on_with(
    note: MakeNote, notes: NoteSource, small_batches: None
) -> None:
    for _ in range(5):
        note("umowa")
    with pytest.raises(KeyboardInterrupt):
        rebuild_source(notes, progress=interrupt_after(1))
    RebuildProgress.objects.update(keys_version=KEYS_VERSION - 1)
    running: list[int] = []

    rebuild_source(notes, progress=running.append, is_resumed=True)

    assert running == [2, 4, 5]


def test_what_is_gone_is_forgotten_though_the_rebuild_was_interrupted(
    note: MakeNote, notes: NoteSource, small_batches: None
) -> None:
    units = [note("umowa") for _ in range(5)]
    with pytest.raises(KeyboardInterrupt):
        rebuild_source(notes, progress=interrupt_after(1))
    OrgUnit.objects.filter(pk=units[0].pk).delete()

    rebuild_source(notes, is_resumed=True)

    assert set(SearchEntry.objects.values_list("object_id", flat=True)) == {unit.pk for unit in units[1:]}


def test_the_command_says_how_to_go_on(note: MakeNote) -> None:
    note("umowa")
    errors = StringIO()

    with (
        patch(
            "intranet.search.management.commands.rebuild_search.rebuild_source", side_effect=KeyboardInterrupt
        ),
        pytest.raises(SystemExit) as ended,
    ):
        call_command("rebuild_search", stdout=StringIO(), stderr=errors)

    assert ended.value.code == 130
    assert "rebuild_search --resume" in errors.getvalue()


def test_the_command_goes_on_with_what_was_interrupted(note: MakeNote, notes: NoteSource) -> None:
    unit = note("umowa")
    RebuildProgress.objects.create(source=notes.key, keys_version=KEYS_VERSION, last_id=unit.pk, filed=1)
    OrgUnitFactory(name="porozumienie")
    output = StringIO()

    call_command("rebuild_search", "--resume", stdout=output)

    assert "notatki: 2 filed" in output.getvalue()


def test_the_command_draws_a_bar_for_whoever_watches(note: MakeNote) -> None:
    note("umowa")
    output = _Terminal()

    call_command("rebuild_search", stdout=output)

    assert "[##############################] 100%, 1 of 1" in output.getvalue()


def test_the_command_makes_the_vocabulary_too(note: MakeNote) -> None:
    note("umowa zlecenia")

    call_command("rebuild_search", stdout=StringIO())

    assert Vocabulary.objects.get().size == 2


def test_the_old_name_of_the_command_is_gone() -> None:
    with pytest.raises(CommandError, match="Unknown command"):
        call_command("rebuild_search_index")


def test_no_more_than_a_batch_of_texts_is_held_at_once(
    note: MakeNote, notes: NoteSource, small_batches: None
) -> None:
    for _ in range(9):
        note("umowa")
    read: list[weakref.ref[IndexedText]] = []
    held: list[int] = []

    def indexed_text(self: NoteSource, found: OrgUnit) -> IndexedText:
        text = IndexedText("umowa", found.address)
        read.append(weakref.ref(text))
        return text

    with patch.object(NoteSource, "indexed_text", indexed_text):
        rebuild_source(notes, progress=lambda filed: held.append(sum(text() is not None for text in read)))

    assert len(read) == 9
    assert max(held) <= 2
