import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from intranet.directory.models import OrgUnit
from intranet.search.indexing import index_objects
from intranet.search.models import MissedQuestion, PinnedResult, SynonymGroup
from intranet.search.views.results import Row
from tests.factories.directory import OrgUnitFactory
from tests.intranet.search.test_hostile_questions import HOSTILE

MakeNote = Callable[..., OrgUnit]
ADDRESS = "/szukaj/"


@pytest.fixture
def reader(client_as: Callable[..., Client]) -> Client:
    return client_as()


def rows(response: object, part: str = "others") -> list[Row]:
    found = [shown.rows for shown in response.context["parts"] if shown.name == part]
    return found[0] if found else []


def text_of(response: object) -> str:
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def test_a_stranger_is_sent_to_sign_in(client: Client, db: None) -> None:
    response = client.get(ADDRESS, {"q": "umowa"})

    assert response.status_code == 302
    assert "/konto/logowanie/" in response["Location"]


def test_a_secret_thing_is_neither_listed_nor_counted(reader: Client, note: MakeNote) -> None:
    note("umowa tajna", symbol="7/2017", secret=True)

    for question in ("umowa", "7/2017"):
        response = reader.get(ADDRESS, {"q": question})

        assertNotContains(response, "tajna")
        assert response.context["total"] == 0


def test_searching_changes_nothing(reader: Client, note: MakeNote) -> None:
    assert reader.post(ADDRESS, {"q": "umowa"}).status_code == 405


def test_an_empty_question_gets_advice(reader: Client, note: MakeNote) -> None:
    assertContains(reader.get(ADDRESS), "empty")
    assertContains(reader.get(ADDRESS, {"q": "  "}), "empty")


def test_only_stop_words_get_advice_instead_of_everything(reader: Client, note: MakeNote) -> None:
    note("w i na")

    response = reader.get(ADDRESS, {"q": "w i na"})

    assert "parts" not in response.context
    assertContains(response, "empty")


def test_nothing_found_is_said(reader: Client, note: MakeNote) -> None:
    response = reader.get(ADDRESS, {"q": "umowa"})

    assert response.context["total"] == 0
    assertContains(response, "empty")


def test_a_result_shows_title_kind_status_and_the_words_in_their_place(
    reader: Client, note: MakeNote
) -> None:
    note("Zasady zawierania umów", "W sprawie umowy zlecenia.", symbol="4/2017", on=date(2017, 3, 1))

    response = reader.get(ADDRESS, {"q": "umowa"})

    assertContains(response, "Zasady zawierania <mark>umów</mark>")
    assertContains(response, "sprawie <mark>umowy</mark> zlecenia.")
    assertContains(response, "pill--in_force")
    assert "4/2017 obowiązuje" in text_of(response)


def test_an_exact_number_stands_on_top_and_is_not_repeated(reader: Client, note: MakeNote) -> None:
    note("polityka", "zarządzenie nr 2/2017", symbol="2/2017")
    note("zmiana", "zmienia zarządzenie nr 2/2017")

    response = reader.get(ADDRESS, {"q": "2/2017"})

    assert [row.result.title for row in rows(response, "exact")] == ["polityka"]
    assert [row.result.title for row in rows(response)] == ["zmiana"]
    assert response.context["total"] == 2


def test_the_kind_narrows_and_an_unknown_kind_does_not(reader: Client, note: MakeNote) -> None:
    note("umowa")

    narrowed = reader.get(ADDRESS, {"q": "umowa", "rodzaj": "notatki"})
    unknown = reader.get(ADDRESS, {"q": "umowa", "rodzaj": "'><script>"})

    assert [tab.is_current for tab in narrowed.context["filters"].tabs] == [False, True]
    assert [tab.is_current for tab in unknown.context["filters"].tabs] == [True, False]
    assert unknown.context["total"] == 1


@pytest.mark.parametrize(("year", "total"), [("2017", 1), ("2016", 0), ("abc", 1), ("99999", 1), ("", 1)])
def test_the_year_narrows_and_a_wrong_year_does_not(
    reader: Client, note: MakeNote, year: str, total: int
) -> None:
    note("umowa", on=date(2017, 3, 1))

    response = reader.get(ADDRESS, {"q": "umowa", "rok": year})

    assert response.context["total"] == total


def test_pages_divide_the_results_and_a_wrong_page_is_the_nearest(reader: Client, note: MakeNote) -> None:
    for number in range(25):
        note(f"umowa {number}")

    second = reader.get(ADDRESS, {"q": "umowa", "page": 2})
    beyond = reader.get(ADDRESS, {"q": "umowa", "page": "999"})
    wrong = reader.get(ADDRESS, {"q": "umowa", "page": "x"})

    assert len(rows(second)) == 10
    assert len(rows(beyond)) == 5
    assert len(rows(wrong)) == 10
    assertContains(second, 'start="11"')


def test_the_beginning_of_a_word_is_tried_last_and_said(reader: Client, note: MakeNote) -> None:
    note("polityka antykorupcyjna")

    response = reader.get(ADDRESS, {"q": "antykorup"})

    assert response.context["answer"].is_by_beginnings
    assertContains(response, "<mark>antykorupcyjna</mark>")


def test_a_shortened_question_is_said(reader: Client, note: MakeNote) -> None:
    response = reader.get(ADDRESS, {"q": "umowa " * 2_000})

    assertContains(response, "callout--warning")


def test_markup_in_questions_and_documents_is_text(reader: Client, note: MakeNote) -> None:
    note("<script>umowa</script>", "</mark><img src=x onerror=alert(1)> umowa & inne")

    response = reader.get(ADDRESS, {"q": '"><script>alert(1)</script> umowa'})
    found = reader.get(ADDRESS, {"q": "umowa"})

    assertNotContains(response, "<script>alert")
    assertContains(found, "&lt;script&gt;<mark>umowa</mark>&lt;/script&gt;")
    assertContains(found, "&lt;img src=x onerror=alert(1)&gt;")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_questions_get_a_page(reader: Client, note: MakeNote, text: str) -> None:
    note("umowa")

    assert reader.get(ADDRESS, {"q": text.encode("utf-8", "surrogatepass")}).status_code == 200


@pytest.mark.parametrize("number", [2, 20, 100])
def test_the_number_of_queries_does_not_grow(
    reader: Client, note: MakeNote, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    OrgUnit.objects.bulk_create(
        OrgUnitFactory.build(name=f"umowa {i}", symbol=f"U{i}") for i in range(number)
    )
    index_objects(OrgUnit.objects.filter(symbol__startswith="U"))
    reader.get(ADDRESS, {"q": "umowa"})  # what a process keeps is not asked for again
    with CaptureQueriesContext(connection) as shell:
        reader.get(ADDRESS)

    # The shell reads recent searches too. Two reads of the index, visibility, the exact number, the rows of the page.
    with django_assert_num_queries(len(shell) + 5):
        reader.get(ADDRESS, {"q": "umowa"})


def test_what_editors_pinned_stands_above_and_once(reader: Client, note: MakeNote) -> None:
    note("umowa zwykła")
    unit = note("umowa polecana")
    PinnedResult.objects.create(questions="umowy", source="notatki", object_id=unit.pk, label="x")

    response = reader.get(ADDRESS, {"q": "umowa"})

    assert [row.result.title for row in rows(response, "pinned")] == ["umowa polecana"]
    assert [row.result.title for row in rows(response)] == ["umowa zwykła"]
    assert response.context["total"] == 2


def test_synonyms_are_named(reader: Client, note: MakeNote) -> None:
    SynonymGroup.objects.create(phrases="umowa\nkontrakt")
    note("Wzór kontraktu")

    response = reader.get(ADDRESS, {"q": "umowa"})

    assert response.context["total"] == 1
    assert response.context["answer"].asked.also == ("kontrakt",)
    assertContains(response, "kontrakt</span>")


def test_what_nobody_finds_is_noted_without_filters_alone(reader: Client, note: MakeNote) -> None:
    note("umowa")

    reader.get(ADDRESS, {"q": "hipopotam", "rok": "2017"})
    reader.get(ADDRESS, {"q": "umowa", "rok": "1999"})
    assert not MissedQuestion.objects.exists()

    reader.get(ADDRESS, {"q": "hipopotam"})
    assert [missed.text for missed in MissedQuestion.objects.all()] == ["hipopotam"]
