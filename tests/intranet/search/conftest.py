"""A source of the tests' own over units, so that the engine is tested without any domain above it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db.models import Q, QuerySet

from intranet.accounts.models import User
from intranet.directory.models import OrgUnit
from intranet.search.indexing import index_object
from intranet.search.registry import IndexedText, Result, SearchSource, register, sources
from tests.factories.directory import OrgUnitFactory

SECRET = OrgUnit.Type.MANAGEMENT


class NoteSource(SearchSource[OrgUnit]):
    """Units as documents: the name is the title, the address the text; those of the management are secret."""

    key = "notatki"
    label = "Notatki"
    model = OrgUnit
    order = 10

    def indexed_text(self, found: OrgUnit) -> IndexedText | None:
        if found.name == "szkic":
            return None
        return IndexedText(title=found.name, body=found.address, day=found.valid_from)

    def visible_to(self, user: User) -> QuerySet[OrgUnit]:
        return OrgUnit.objects.exclude(type=SECRET)

    def result(self, found: OrgUnit) -> Result:
        return Result(
            title=found.name,
            url=f"/notatki/{found.pk}/",
            meta=found.symbol,
            status="obowiązuje",
            status_variant="in_force",
            text=found.address,
        )

    def exact(self, text: str) -> Q | None:
        return Q(symbol=text)


@pytest.fixture
def notes() -> Iterator[NoteSource]:
    """Make the notes the only thing that can be found."""
    before = list(sources)
    for source in before:
        sources.unregister(source.key)
    source = NoteSource()
    register(source)
    yield source
    sources.unregister(source.key)
    for earlier in before:
        sources.register(earlier)


@pytest.fixture
def note(db: None, notes: NoteSource) -> Callable[..., OrgUnit]:
    """Make a note and file it: a title, a text, a day, secret or not."""

    def make(
        title: str, text: str = "", *, on: date | None = None, secret: bool = False, **fields: str
    ) -> OrgUnit:
        type = SECRET if secret else OrgUnit.Type.DEPARTMENT
        unit: OrgUnit = OrgUnitFactory(name=title, address=text, valid_from=on, type=type, **fields)
        index_object(unit)
        return unit

    return make
