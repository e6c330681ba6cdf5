from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from intranet.core.dates import today
from intranet.core.todo import TodoItem, TodoSource, Urgency, by_urgency, todo_sources, waiting_for
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

Wait = Callable[..., None]


def thing(title: str, days: int | None) -> TodoItem:
    return TodoItem(title, "/", "Próba", None if days is None else today() + timedelta(days=days))


@pytest.fixture
def wait() -> Iterator[Wait]:
    """Make things wait for everybody, each given by its title and the days left."""
    waiting: list[TodoItem] = []
    todo_sources.register(TodoSource("test.waiting", lambda user: waiting))
    yield lambda **days: waiting.extend(thing(title, left) for title, left in days.items())
    todo_sources.unregister("test.waiting")


@pytest.mark.parametrize(
    ("days", "urgency"),
    [
        (-1, Urgency.OVERDUE),
        (0, Urgency.TODAY),
        (1, Urgency.SOON),
        (7, Urgency.SOON),
        (8, Urgency.LATER),
        (None, Urgency.UNDATED),
    ],
)
def test_urgency_follows_the_days_left(days: int | None, urgency: Urgency) -> None:
    assert thing("Sprawa", days).urgency_on(today()) == urgency


def test_the_most_urgent_waits_first_and_the_undated_last(wait: Wait) -> None:
    wait(Żaba=None, Łoś=3, Lis=3, Ryś=-2)

    assert [item.title for item in waiting_for(UserFactory())] == ["Ryś", "Lis", "Łoś", "Żaba"]


def test_groups_hold_no_empty_urgency(wait: Wait) -> None:
    wait(A=-5, B=-1, C=30)

    groups = by_urgency(waiting_for(UserFactory()), on=today())

    assert [(group.urgency, len(group.items)) for group in groups] == [
        (Urgency.OVERDUE, 2),
        (Urgency.LATER, 1),
    ]


def test_home_says_in_words_what_is_overdue(client_as, wait: Wait) -> None:
    wait(Oświadczenie=-3)

    page = client_as().get("/").content.decode()

    assert f"po terminie od {today() - timedelta(days=3):%d.%m.%Y}" in page


def test_home_shows_seven_and_leads_to_all(client_as, wait: Wait) -> None:
    wait(**{f"Sprawa{number}": number for number in range(1, 10)})

    client = client_as()
    home, everything = client.get("/").content.decode(), client.get("/czeka/").content.decode()

    assert home.count("Sprawa") == 7
    assert 'href="/czeka/"' in home
    assert everything.count("Sprawa") == 9


def test_page_of_what_waits_tells_when_nothing_does(client_as) -> None:
    assert "Nic na Ciebie nie czeka" in client_as().get("/czeka/").content.decode()


def test_due_dates_are_seen_from_the_given_day() -> None:
    item = TodoItem("Sprawa", "/", "Próba", date(2026, 3, 10))

    assert item.urgency_on(date(2026, 3, 11)) == Urgency.OVERDUE
    assert item.urgency_on(date(2026, 3, 10)) == Urgency.TODAY
