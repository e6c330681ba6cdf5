from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from intranet.accounts.models import User
from intranet.directory.models import OrgUnit, Person
from intranet.search.keys import ask
from intranet.search.models import PinnedResult
from intranet.search.pins import existing, forget_pins, pinned_hits, targets_of
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory, PersonFactory

MakeNote = Callable[..., OrgUnit]


@pytest.fixture
def reader(db: None) -> User:
    user: User = UserFactory()
    return user


def pin(unit: OrgUnit, *questions: str, position: int = 1) -> PinnedResult:
    pinned = PinnedResult.objects.create(
        questions="\n".join(questions),
        source="notatki",
        object_id=unit.pk,
        label=unit.name,
        position=position,
    )
    forget_pins()
    return pinned


def test_a_secret_thing_is_never_shown_though_it_is_pinned(reader: User, note: MakeNote) -> None:
    pin(note("tajny plan", secret=True), "plan")

    assert pinned_hits(ask("plan"), reader) == []


def test_a_pinned_thing_is_shown_for_any_form_and_order_of_the_words(reader: User, note: MakeNote) -> None:
    unit = note("regulamin")
    pin(unit, "urlop wypoczynkowy", "wczasy")

    for text in ("urlopy wypoczynkowe", "wypoczynkowego urlopu", "urlop na wypoczynkowy", "wczasach"):
        assert pinned_hits(ask(text), reader) == [("notatki", unit.pk)], text


@pytest.mark.parametrize("text", ["urlop", "urlop wypoczynkowy kierownika", "umowa", "", "w i na"])
def test_other_questions_do_not_show_it(reader: User, note: MakeNote, text: str) -> None:
    pin(note("regulamin"), "urlop wypoczynkowy")

    assert pinned_hits(ask(text), reader) == []


def test_several_stand_in_the_order_of_their_editors(reader: User, note: MakeNote) -> None:
    later, first = note("drugi"), note("pierwszy")
    pin(later, "urlop", position=2)
    pin(first, "urlop", position=1)

    assert pinned_hits(ask("urlop"), reader) == [("notatki", first.pk), ("notatki", later.pk)]


def test_what_was_deleted_is_not_shown_and_is_known_as_broken(reader: User, note: MakeNote) -> None:
    there, gone = note("jest"), note("nie ma")
    kept, broken = pin(there, "urlop"), pin(gone, "urlop")
    OrgUnit.objects.filter(pk=gone.pk).delete()

    assert pinned_hits(ask("urlop"), reader) == [("notatki", there.pk)]
    assert existing([kept, broken]) == {("notatki", there.pk)}


def test_a_question_that_nothing_is_pinned_to_costs_no_query(
    reader: User, note: MakeNote, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pin(note("regulamin"), "urlop")
    pinned_hits(ask("umowa"), reader)

    with django_assert_num_queries(0):
        pinned_hits(ask("umowa"), reader)


def test_one_thing_is_pinned_once(reader: User, note: MakeNote) -> None:
    unit = note("regulamin")
    pin(unit, "urlop")

    with pytest.raises(IntegrityError), transaction.atomic():
        pin(unit, "wczasy")


def test_an_address_names_what_is_there(reader: User) -> None:
    unit, person = OrgUnitFactory(), PersonFactory()

    for path in (unit.get_absolute_url(), f"https://intranet.example{unit.get_absolute_url()}?strona=2#tel"):
        assert [target.hit for target in targets_of(path, reader)] == [("komorki", unit.pk)]
    assert [it.hit for it in targets_of(person.get_absolute_url(), reader)] == [("pracownicy", person.pk)]


def test_an_address_of_what_the_editor_may_not_see_names_nothing(reader: User) -> None:
    person: Person = PersonFactory(is_active=False)

    assert targets_of(person.get_absolute_url(), reader) == []


@pytest.mark.parametrize(
    "text",
    ["", "   ", "/", "/nie/ma/", "/pracownicy/", "https://", "http://[", "/strony/nie-ma/", "\0", "/%00/"],
)
def test_nonsense_names_nothing(reader: User, text: str) -> None:
    assert targets_of(text, reader) == []


def test_a_number_names_what_has_it(reader: User, note: MakeNote) -> None:
    unit = note("regulamin", symbol="2/2017")
    note("tajny", symbol="3/2017", secret=True)

    assert [target.hit for target in targets_of("2/2017", reader)] == [("notatki", unit.pk)]
    assert targets_of("3/2017", reader) == []
