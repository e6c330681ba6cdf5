"""How well the search answers: the questions of `questions.toml`, asked over the sample content.

The figures are printed (pytest -rP) and recorded in docs/adr/0008-search-index.md.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache as django_cache
from django.db import transaction
from django.db.models import Model
from django.test import override_settings
from django.utils import translation

from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.core.demo import demo_loaders
from intranet.core.text import fold
from intranet.search.answering import answer
from intranet.search.corrections import did_you_mean
from intranet.search.keys import ask
from intranet.search.narrowing import Hit
from intranet.search.rebuilding import rebuild_source
from intranet.search.registry import sources
from intranet.search.vocabulary import forget_words, make_vocabulary
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.servers.directory import RunningDirectory

# The module-wide fixture needs the database made, and pytest-django makes it for tests that say so.
pytestmark = pytest.mark.django_db

FIRST_PAGE = 10
LEAST_RECALL = 0.97
LEAST_PRECISION = 0.9
LEAST_CORRECTED = 0.9
KINDS = {"ORDER": "Z", "CIRCULAR": "O", "DECISION": "D", "INSTRUCTION_ORDER": "P", "EXTERNAL_ACT": "A"}
FIRST_YEAR_OF_LOADING = 2025


@dataclass(frozen=True)
class Asked:
    """A question with what answers it."""

    text: str
    expects: tuple[str, ...]
    fits: tuple[str, ...]
    about: tuple[re.Pattern[str], ...]

    def is_good(self, name: str, text: str) -> bool:
        if name in self.expects or name in self.fits:
            return True
        return bool(self.about) and all(pattern.search(text) for pattern in self.about)


@dataclass
class Figures:
    """Counts over all questions, with a line for everything that went wrong."""

    expected: int = 0
    found: int = 0
    shown: int = 0
    good: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.expected

    @property
    def precision(self) -> float:
        return self.good / self.shown

    def __str__(self) -> str:
        return (
            f"recall {self.recall:.3f} ({self.found} of {self.expected}), "
            f"precision {self.precision:.3f} ({self.good} of {self.shown})"
        )


def questions() -> list[Asked]:
    return [
        Asked(
            text=table["asked"],
            expects=tuple(table["expects"]),
            fits=tuple(table.get("fits", ())),
            about=tuple(re.compile(pattern, re.IGNORECASE) for pattern in table.get("about", ())),
        )
        for table in written()["question"]
    ]


def written() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_name("questions.toml").read_text())


def first_page(text: str, reader: User) -> list[Hit]:
    """Return what somebody sees first."""
    found = answer(ask(text), reader)
    return [*found.pinned, *found.exact, *found.rest][:FIRST_PAGE]


def is_meant(corrected: str | None, meant: str) -> bool:
    """Tell whether ``corrected`` asks for what was meant, in whatever form."""
    groups, wanted = ask(corrected or "").groups, ask(meant).groups
    return len(groups) == len(wanted) and all(any(word & group for group in groups) for word in wanted)


@cache
def named(hit: Hit) -> tuple[str, str]:
    """Return how `questions.toml` calls a hit, and everything it is found by."""
    source = sources.get(hit[0])
    assert source is not None
    found = source.for_indexing().get(pk=hit[1])
    text = source.indexed_text(found)
    assert text is not None
    return _name(source.key, found, text.title), f"{text.title}\n{text.body}"


def _name(key: str, found: Model, title: str) -> str:
    match key:
        case "zarzadzenia":
            number = found.full_number
            if found.year >= FIRST_YEAR_OF_LOADING:
                number = f"{number.partition('/')[0]}/bieżący"
            return f"{KINDS[found.kind]} {number}"
        case "pracownicy":
            return f"{found.surname} {found.given_name}"
        case "komorki":
            return str(found.symbol)
    return title


def measure(asked: list[Asked], reader: User, *, without_diacritics: bool) -> Figures:
    figures = Figures()
    for question in asked:
        text = fold(question.text) if without_diacritics else question.text
        page = [named(hit) for hit in first_page(text, reader)]
        names = [name for name, _text in page]
        missed = [name for name in question.expects if name not in names]
        wrong = [name for name, found_by in page if not question.is_good(name, found_by)]
        figures.expected += len(question.expects)
        figures.found += len(question.expects) - len(missed)
        figures.shown += len(page)
        figures.good += len(page) - len(wrong)
        if missed:
            figures.faults.append(f"{text!r} misses {missed}, shows {names}")
        if wrong:
            figures.faults.append(f"{text!r} shows {wrong} in vain")
    return figures


@dataclass(frozen=True)
class Evaluation:
    """Both ways of asking, and each mistyped question with what was meant and what was proposed."""

    figures: tuple[Figures, Figures]
    proposals: list[tuple[str, str, str | None]]


@pytest.fixture(scope="module")
def evaluation(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    _directory_process: RunningDirectory,
) -> Evaluation:
    """Ask everything once, with and without Polish letters, of the sample content; leave nothing behind."""
    directory = {
        "LDAP_SERVERS": [_directory_process.url],
        "LDAP_CA_FILE": str(_directory_process.ca_file),
        "LDAP_BIND_DN": "cn=intranet,ou=uslugi,dc=mops,dc=example",
        "LDAP_BIND_PASSWORD": "Demo-katalog-1",
    }
    named.cache_clear()
    django_cache.clear()
    with django_db_blocker.unblock(), override_settings(**directory), transaction.atomic():
        with translation.override("pl"):
            for loader in demo_loaders:
                loader.load(today())
            for source in sources:  # what migrations wrote is not filed yet
                rebuild_source(source)
        reader = UserFactory()
        PersonFactory(user=reader, directory_guid=reader.directory_guid)
        asked = questions()
        figures = (
            measure(asked, reader, without_diacritics=False),
            measure(asked, reader, without_diacritics=True),
        )
        make_vocabulary()
        proposals = [
            (slip["typed"], slip["meant"], did_you_mean(ask(slip["typed"]), reader))
            for slip in written()["mistyped"]
        ]
        transaction.set_rollback(True)
    forget_words()
    return Evaluation(figures, proposals)


def test_the_questions_are_many_and_different() -> None:
    texts = [question.text for question in questions()]

    assert len(texts) >= 60
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("way", [0, 1], ids=["with Polish letters", "without Polish letters"])
def test_staff_find_what_they_ask_for(evaluation: Evaluation, way: int) -> None:
    print(evaluation.figures[way])  # noqa: T201  (the figures are what this test is for)
    assert evaluation.figures[way].recall >= LEAST_RECALL, "\n".join(evaluation.figures[way].faults)


@pytest.mark.parametrize("way", [0, 1], ids=["with Polish letters", "without Polish letters"])
def test_what_is_shown_answers_the_question(evaluation: Evaluation, way: int) -> None:
    assert evaluation.figures[way].precision >= LEAST_PRECISION, "\n".join(evaluation.figures[way].faults)


def test_slips_of_fingers_and_spelling_are_understood(evaluation: Evaluation) -> None:
    wrong = [slip for slip in evaluation.proposals if not is_meant(slip[2], slip[1])]
    understood = 1 - len(wrong) / len(evaluation.proposals)

    print(f"{understood:.3f} of {len(evaluation.proposals)} slips understood")  # noqa: T201  (as above)
    assert understood >= LEAST_CORRECTED, wrong
