from datetime import date

import pytest

from intranet.core.registry import DuplicateKey, Registry
from intranet.core.todo import TodoItem, TodoSource, todo_sources, waiting_for
from tests.factories.accounts import UserFactory


def test_two_items_under_one_key_are_refused() -> None:
    registry: Registry[tuple[str, int]] = Registry(key=lambda item: item[0], order=lambda item: (item[1], ""))
    registry.register(("a", 1))

    with pytest.raises(DuplicateKey):
        registry.register(("a", 2))


def test_the_same_item_may_be_registered_again() -> None:
    registry: Registry[tuple[str, int]] = Registry(key=lambda item: item[0], order=lambda item: (item[1], ""))
    registry.register(("a", 1))
    registry.register(("a", 1))

    assert list(registry) == [("a", 1)]


def test_items_come_in_their_order() -> None:
    registry: Registry[tuple[str, int]] = Registry(
        key=lambda item: item[0], order=lambda item: (item[1], item[0])
    )
    for item in (("c", 2), ("b", 1), ("a", 2)):
        registry.register(item)

    assert [key for key, _ in registry] == ["b", "a", "c"]


@pytest.mark.django_db
def test_what_waits_is_sorted_by_date_with_undated_last() -> None:
    items = [
        TodoItem("bez terminu", "/", "test"),
        TodoItem("późne", "/", "test", due_on=date(2026, 12, 1)),
        TodoItem("pilne", "/", "test", due_on=date(2026, 11, 1)),
    ]
    todo_sources.register(TodoSource("test", lambda user: items))
    try:
        waiting = [item for item in waiting_for(UserFactory()) if item.source_label == "test"]
    finally:
        todo_sources.unregister("test")

    assert [item.title for item in waiting] == ["pilne", "późne", "bez terminu"]
