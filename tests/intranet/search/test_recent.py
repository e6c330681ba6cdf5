from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from intranet.accounts.models import User
from intranet.directory.models import OrgUnit
from intranet.search.models import RecentSearch
from intranet.search.recent import MOST_KEPT, forget_search, note_search, recent_searches
from tests.factories.accounts import UserFactory

MakeNote = Callable[..., OrgUnit]
ADDRESS = "/szukaj/"
FORGET = "/szukaj/ostatnie/usun/"


@pytest.fixture
def user(db: None) -> User:
    person: User = UserFactory()
    return person


def texts(user: User) -> list[str]:
    return [search.text for search in recent_searches(user)]


def test_nobody_sees_or_deletes_another_persons_searches(client_as: Callable[..., Client]) -> None:
    mine, stranger = client_as(), client_as()
    note_search(user=mine.user, text="urlop")
    search = RecentSearch.objects.get()

    stranger.post(FORGET, {"usun": search.pk})
    stranger.post(FORGET, {"wszystkie": "1"})

    assert "urlop" not in stranger.get(ADDRESS).content.decode()
    assert "urlop" not in stranger.get("/szukaj/podpowiedzi/").content.decode()
    assert texts(mine.user) == ["urlop"]


def test_a_stranger_is_sent_to_sign_in(client: Client, db: None) -> None:
    response = client.post(FORGET, {"wszystkie": "1"})

    assert response.status_code == 302
    assert "/konto/logowanie/" in response["Location"]


def test_deleting_is_by_post_alone(client_as: Callable[..., Client]) -> None:
    assert client_as().get(FORGET).status_code == 405


@pytest.mark.parametrize("data", [{}, {"usun": "x"}, {"usun": "-1"}, {"usun": "9" * 40}])
def test_a_wrong_request_deletes_nothing(client_as: Callable[..., Client], data: dict[str, str]) -> None:
    client = client_as()
    note_search(user=client.user, text="urlop")

    assert client.post(FORGET, data).status_code == 302
    assert texts(client.user) == ["urlop"]


def test_one_and_all_are_deleted(client_as: Callable[..., Client]) -> None:
    client = client_as()
    for text in ("urlop", "delegacja", "umowa"):
        note_search(user=client.user, text=text)

    client.post(FORGET, {"usun": RecentSearch.objects.get(text="delegacja").pk})

    assert texts(client.user) == ["umowa", "urlop"]
    response = client.post(FORGET, {"wszystkie": "1", "podpowiedzi": "1"})
    assert response["Location"] == "/szukaj/podpowiedzi/"
    assert texts(client.user) == []


def test_the_newest_is_first_once_and_ten_are_kept(user: User) -> None:
    for number in range(MOST_KEPT + 3):
        note_search(user=user, text=f"pytanie {number}")
    note_search(user=user, text="PYTANIE 5")

    assert texts(user)[:3] == ["PYTANIE 5", "pytanie 12", "pytanie 11"]
    assert RecentSearch.objects.count() == MOST_KEPT
    assert texts(user).count("pytanie 5") == 0


def test_the_same_question_in_other_letters_is_the_same(user: User) -> None:
    note_search(user=user, text="zastępstwo")
    note_search(user=user, text="Zastepstwo")

    assert texts(user) == ["zastępstwo"]


def test_asking_the_newest_again_writes_nothing(user: User) -> None:
    note_search(user=user, text="urlop")

    with CaptureQueriesContext(connection) as again:
        note_search(user=user, text="urlop")

    assert [query["sql"][:6] for query in again] == ["SELECT"]


def test_a_long_question_is_kept_by_its_beginning(user: User) -> None:
    note_search(user=user, text="ß" * 400)
    note_search(user=user, text="ß" * 400)

    assert len(texts(user)) == 1


def test_an_unknown_search_is_forgotten_silently(user: User) -> None:
    forget_search(user=user, search_id=12_345)


def test_the_page_notes_what_found_something_on_its_first_page(
    client_as: Callable[..., Client], note: MakeNote
) -> None:
    note("umowa")
    client = client_as()

    client.get(ADDRESS, {"q": "nieznane"})
    client.get(ADDRESS, {"q": "umowy", "rodzaj": "notatki"})
    client.head(ADDRESS, {"q": "umowami"})
    client.get(ADDRESS, {"q": "umowa"})

    assert texts(client.user) == ["umowa"]


def test_the_start_page_lists_them(client_as: Callable[..., Client], note: MakeNote) -> None:
    client = client_as()
    note_search(user=client.user, text="<b>umowa</b> & inne")

    content = client.get(ADDRESS).content.decode()

    assert "&lt;b&gt;umowa&lt;/b&gt; &amp; inne" in content
    assert "?q=%3Cb%3Eumowa%3C/b%3E%20%26%20inne" in content
