from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from intranet.accounts.models import User
from intranet.directory.models import JobGroup, OrgUnit
from intranet.search.indexing import index_object, index_objects, matching_ids, remove_object
from intranet.search.keys import KEYS_VERSION
from intranet.search.models import SearchEntry
from intranet.search.rebuilding import is_outdated
from intranet.search.registry import NotSearchable
from tests.factories.directory import OrgUnitFactory
from tests.intranet.search.conftest import NoteSource

MakeNote = Callable[..., OrgUnit]


class _Undone(Exception):
    pass


def found(text: str) -> list[str]:
    return list(OrgUnit.objects.filter(pk__in=matching_ids(OrgUnit, text)).values_list("name", flat=True))


def test_a_model_without_a_source_is_refused(db: None, notes: NoteSource) -> None:
    with pytest.raises(NotSearchable):
        index_object(JobGroup(pk=1))
    with pytest.raises(NotSearchable):
        matching_ids(User, "umowa")


def test_filing_again_replaces_the_old_words(note: MakeNote) -> None:
    unit = note("umowa", "audyt", on=date(2017, 1, 1))
    unit.name, unit.address, unit.valid_from = "porozumienie", "kontrola", date(2018, 1, 1)
    unit.save()

    index_object(unit)

    assert found("umowa") == found("audyt") == []
    assert found("porozumienia") == found("kontrole") == ["porozumienie"]
    assert SearchEntry.objects.count() == 1


def test_a_removed_object_is_not_found(note: MakeNote) -> None:
    unit = note("umowa")

    remove_object(unit)

    assert found("umowa") == []
    assert not SearchEntry.objects.exists()


def test_an_object_without_text_leaves_the_index(note: MakeNote) -> None:
    unit = note("umowa")
    unit.name = "szkic"
    unit.save()

    assert index_objects([unit]) == 0
    assert found("umowa") == []


def test_the_index_is_undone_with_the_transaction(note: MakeNote) -> None:
    unit = note("umowa")

    def change_and_fail() -> None:
        with transaction.atomic():
            unit.name = "porozumienie"
            index_object(unit)
            note("protokół")
            raise _Undone

    with pytest.raises(_Undone):
        change_and_fail()

    assert found("umowa") == ["umowa"]
    assert found("porozumienie") == found("protokół") == []


def test_one_object_given_twice_is_filed_once(note: MakeNote) -> None:
    unit = note("umowa")

    assert index_objects([unit, unit]) == 1


def test_filing_many_takes_few_queries(
    note: MakeNote, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    units = OrgUnitFactory.create_batch(150, name="umowa")

    with django_assert_max_num_queries(6):  # savepoint, one or two inserts, release
        index_objects(units)


def test_nothing_matches_a_text_without_words(note: MakeNote) -> None:
    note("umowa")

    assert found("") == found("w i na") == found("?!") == []


def test_matching_keeps_to_the_model(note: MakeNote) -> None:
    unit = note("umowa")
    SearchEntry.objects.create(
        source="inne",
        object_id=unit.pk,
        title_keys="@inne aneks",
        keys="@inne aneks",
        keys_version=KEYS_VERSION,
    )

    assert found("aneks") == []


def test_a_rebuild_files_what_bulk_writes_left_out_and_forgets_what_is_gone(note: MakeNote) -> None:
    gone = note("umowa")
    OrgUnit.objects.filter(pk=gone.pk).delete()
    OrgUnit.objects.bulk_create([OrgUnitFactory.build(name="porozumienie")])
    SearchEntry.objects.create(
        source="dawne", object_id=1, title_keys="@dawne", keys="@dawne", keys_version=KEYS_VERSION
    )

    call_command("rebuild_search", stdout=StringIO())

    assert found("porozumieniami") == ["porozumienie"]
    assert list(SearchEntry.objects.values_list("source", flat=True)) == ["notatki"]


def test_a_rebuild_may_be_repeated(note: MakeNote) -> None:
    note("umowa")
    output = StringIO()

    call_command("rebuild_search", stdout=output)
    call_command("rebuild_search", "notatki", stdout=output)

    assert output.getvalue().count("notatki: 1 filed") == 2
    assert found("umowa") == ["umowa"]


def test_one_object_never_filed_among_others_asks_for_a_rebuild(note: MakeNote) -> None:
    note("umowa")
    OrgUnitFactory(name="porozumienie")

    assert is_outdated()


def test_another_version_of_the_keys_asks_for_a_rebuild(note: MakeNote) -> None:
    note("umowa")
    SearchEntry.objects.update(keys_version=KEYS_VERSION - 1)

    assert is_outdated()
    call_command("rebuild_search", "--if-outdated", stdout=StringIO())
    assert not is_outdated()


def test_objects_that_were_never_filed_ask_for_a_rebuild(db: None, notes: NoteSource) -> None:
    assert not is_outdated()

    OrgUnitFactory(name="umowa")

    assert is_outdated()
    call_command("rebuild_search", "--if-outdated", stdout=StringIO())
    assert found("umowy") == ["umowa"]


def test_an_index_of_this_version_is_left_alone(note: MakeNote) -> None:
    note("umowa")
    OrgUnit.objects.update(name="porozumienie")
    output = StringIO()

    call_command("rebuild_search", "--if-outdated", stdout=output)

    assert "up to date" in output.getvalue()
    assert found("porozumienie") == []


def test_an_unknown_source_is_refused_with_the_known_ones(db: None, notes: NoteSource) -> None:
    with pytest.raises(CommandError, match="No such source: zadne. There are: notatki"):
        call_command("rebuild_search", "zadne")


def test_an_entry_that_takes_the_place_of_another_is_not_found_by_its_words(note: MakeNote) -> None:
    note("umowa", on=date(2017, 1, 1))
    entry_id = SearchEntry.objects.get().pk
    SearchEntry.objects.all().delete()

    SearchEntry.objects.create(
        pk=entry_id,
        source="notatki",
        object_id=1,
        day=20170101,
        title_keys="@notatki aneks",
        keys="@notatki aneks",
        keys_version=KEYS_VERSION,
    )

    assert not SearchEntry.objects.having([frozenset({"umowa"})]).exists()
    assert SearchEntry.objects.having([frozenset({"aneks"})], column="title_keys").exists()


def test_the_index_is_read_even_for_a_word_of_every_document(note: MakeNote) -> None:
    for _ in range(30):
        note("umowa")

    if connection.vendor == "postgresql":
        # What is known of the table may be from a moment when it was empty.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_searchentry")

    plan = SearchEntry.objects.having([frozenset({"umowa"})]).explain()

    used, unused = {
        "sqlite": ("VIRTUAL TABLE INDEX", "SCAN search_searchentry"),
        "postgresql": ("search_entry_keys", "Seq Scan"),
    }[connection.vendor]
    assert used in plan
    assert unused not in plan
