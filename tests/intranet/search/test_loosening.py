from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains

from intranet.accounts.models import User
from intranet.directory.models import OrgUnit
from intranet.search.loosening import offers_without_words
from tests.factories.accounts import UserFactory

MakeNote = Callable[..., OrgUnit]


@pytest.fixture
def reader(db: None) -> User:
    user: User = UserFactory()
    return user


def offered(text: str, reader: User) -> list[tuple[str, str, int]]:
    return [(offer.text, offer.left_out, offer.count) for offer in offers_without_words(text, reader)]


def test_what_a_person_may_not_see_is_not_offered(note: MakeNote, reader: User) -> None:
    note("umowa tajna", secret=True)

    assert offered("umowa rower", reader) == []


def test_the_question_without_the_word_that_finds_nothing_is_offered(note: MakeNote, reader: User) -> None:
    note("umowa zlecenia")
    note("umowa zlecenia i inne")

    assert offered("umowa zlecenie rower", reader) == [("umowa zlecenie", "rower", 2)]


def test_words_that_are_never_together_are_offered_apart(note: MakeNote, reader: User) -> None:
    note("umowa")
    note("rower")
    note("rower i pies")

    assert offered("umowa rower", reader) == [("umowa", "rower", 1), ("rower", "umowa", 2)]


def test_several_unknown_words_are_left_out_together(note: MakeNote, reader: User) -> None:
    note("umowa zlecenia")

    assert offered("umowa qqqq zlecenia xxxx", reader) == [("umowa zlecenia", "qqqq xxxx", 1)]


@pytest.mark.parametrize("text", ["rower", "qqqq xxxx", "a b c d e f g h i j k l m", "", "w i na"])
def test_where_nothing_helps_nothing_is_offered(note: MakeNote, reader: User, text: str) -> None:
    note("umowa")

    assert offered(text, reader) == []


def test_the_number_of_queries_is_bounded(
    note: MakeNote, reader: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    note("umowa")

    with django_assert_max_num_queries(40):
        offered("jeden dwa trzy cztery pięć sześć", reader)


def test_the_page_shows_the_offer(client_as: Callable[..., Client], note: MakeNote) -> None:
    note("umowa")

    response = client_as().get("/szukaj/", {"q": "umowa rower"})

    assert response.context["total"] == 0
    assertContains(response, 'href="/szukaj/?q=umowa"')
