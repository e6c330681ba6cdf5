import random

import pytest
from django.db import connection

from intranet.core.collation import polish_key

IN_POLISH_ORDER = [
    "2/2017",
    "13/2017",
    "Abramowicz",
    "Ćma",
    "Ćwik",
    "Dąb",
    "Lis",
    "Łąka",
    "Łukasik",
    "Mazur",
    "Nowak",
    "Óskiewicz",
    "Sowa",
    "Ślusarz",
    "Świątek",
    "Zając",
    "Źrebiec",
    "Żak",
    "Żółw",
]


def test_key_sorts_names_by_the_polish_alphabet() -> None:
    names = [name for name in IN_POLISH_ORDER if name[0].isalpha()]
    shuffled = random.Random(3).sample(names, len(names))  # noqa: S311

    assert sorted(shuffled, key=polish_key) == names


def test_key_puts_digits_before_letters_and_signs_before_digits() -> None:
    assert sorted(["b", "1", "-", "a"], key=polish_key) == ["-", "1", "a", "b"]


def test_case_breaks_ties_only() -> None:
    assert sorted(["Lis", "lis", "Lisa", "lis a"], key=polish_key)[:2] == ["lis", "Lis"]


@pytest.mark.django_db
def test_database_sorts_as_the_key_does() -> None:
    names = [name for name in IN_POLISH_ORDER if name[0].isalpha()]
    rows = " UNION ALL ".join("SELECT %s AS name" for _ in names)
    shuffled = random.Random(5).sample(names, len(names))  # noqa: S311

    with connection.cursor() as cursor:
        cursor.execute(f'SELECT name FROM ({rows}) AS rows ORDER BY name COLLATE "polish"', shuffled)  # noqa: S608
        found = [row[0] for row in cursor.fetchall()]

    assert found == names
