"""Nothing of what somebody may not see reaches them: no title, text, snippet, suggestion, correction, pin or count.

Every searchable kind of things has a case here or is named as open to the whole staff: a new kind without either
makes this fail.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db.models import Model
from django.test import Client
from wagtail.models import PageViewRestriction

from intranet.accounts.models import User
from intranet.directory.audience import make_audience
from intranet.directory.models import OrgUnit, Person
from intranet.news.models import InformationPage, NewsItem
from intranet.orders.models import Order
from intranet.search.indexing import index_objects
from intranet.search.models import PinnedResult, RecentSearch
from intranet.search.registry import SearchSource, sources
from intranet.search.vocabulary import forget_words, make_vocabulary
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.news import make_event, make_news
from tests.factories.orders import OrderAttachmentFactory, OrderFactory

pytestmark = pytest.mark.django_db

# Words that no dictionary has: the first is asked for, the second must not be seen.
ASKED, BESIDE = "kwantobrok", "zwierciadlak"
MISTYPED, BEGUN = "kwanotbrok", "kwantob"
SECRET_TITLE = f"Kwantobrok {BESIDE}"
SECRET_TEXT = f"Treść: kwantobrok i {BESIDE}."
SECRET_NUMBER = "77/2017"
SECRET_YEAR = "2017"

# Every member of staff may see each of them, so there is nothing to hide.
OPEN_TO_ALL = {"directory.OrgUnit", "legal.LegalAct"}


@dataclass(frozen=True)
class Secret:
    """Something restricted; ``numbers`` find it exactly."""

    found: Model
    numbers: tuple[str, ...] = ()


def order_of_a_unit(allowed: Client) -> Secret:
    order: Order = OrderFactory(
        number=77,
        subject=SECRET_TITLE,
        text=SECRET_TEXT,
        owner_unit=unit_of(allowed),
        audience=make_audience(units=[unit_of(allowed)]),
    )
    return Secret(order, numbers=(SECRET_NUMBER, f"{ASKED} {SECRET_NUMBER}"))


def attachment_of_an_order_of_a_unit(allowed: Client) -> Secret:
    order = order_of_a_unit(allowed)
    attachment = OrderAttachmentFactory(order=order.found, title=SECRET_TITLE, number=7)
    return Secret(attachment, numbers=(SECRET_NUMBER, f"zał. nr 7 do {SECRET_NUMBER}", "zał. 7"))


def order_found_by_its_attachment(allowed: Client) -> Secret:
    order: Order = OrderFactory(subject=BESIDE, number=77, audience=make_audience(units=[unit_of(allowed)]))
    OrderAttachmentFactory(order=order, title=SECRET_TITLE)
    return Secret(order, numbers=(SECRET_NUMBER,))


def news_of_a_unit(allowed: Client) -> Secret:
    item = make_news(title=SECRET_TITLE, lead=SECRET_TEXT, units=[unit_of(allowed)])
    return Secret(NewsItem.objects.get(pk=item.pk))


def event_of_a_unit(allowed: Client) -> Secret:
    event = make_event(title=SECRET_TITLE, place=SECRET_TEXT, units=[unit_of(allowed)])
    return Secret(NewsItem.objects.get(pk=event.pk))


def page_of_a_group(allowed: Client) -> Secret:
    group = Group.objects.create(name="wybrani")
    allowed.user.groups.add(group)
    root = InformationPage.objects.get(depth=2)
    page = root.add_child(instance=InformationPage(title=SECRET_TITLE, slug="tajna", lead=SECRET_TEXT))
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)
    page.save_revision().publish()
    return Secret(InformationPage.objects.get(pk=page.pk))


def leaver(allowed: Client) -> Secret:
    person = PersonFactory(
        given_name=BESIDE.capitalize(),
        surname=ASKED.capitalize(),
        phone="42 777 66 55",
        unit=unit_of(allowed),
    )
    index_objects([person])
    Person.objects.filter(pk=person.pk).update(is_active=False)
    return Secret(person, numbers=("427776655", "42 777"))


CASES: dict[str, list[Callable[[Client], Secret]]] = {
    "orders.Order": [order_of_a_unit, order_found_by_its_attachment],
    "orders.OrderAttachment": [attachment_of_an_order_of_a_unit],
    "news.NewsItem": [news_of_a_unit, event_of_a_unit],
    "news.InformationPage": [page_of_a_group],
    "directory.Person": [leaver],
}
MAKERS = [make for makers in CASES.values() for make in makers]
# A leaver is seen by nobody.
SEEN_BY_SOMEBODY = [make for make in MAKERS if make is not leaver]


def unit_of(client: Client) -> OrgUnit:
    return Person.objects.select_related("unit").get(user=client.user).unit


@pytest.fixture
def allowed(client_as: Callable[..., Client]) -> Client:
    return client_as(unit=OrgUnitFactory(name="Komórka Wybranych", symbol="KWW"))


@pytest.fixture
def stranger(client_as: Callable[..., Client]) -> Client:
    return client_as()


@pytest.fixture
def _vocabulary() -> Iterator[None]:
    forget_words()
    yield
    forget_words()


def source_for(found: Model) -> SearchSource[Model] | None:
    return next((source for source in sources if isinstance(found, source.model)), None)


def make_known(secret: Secret, taught_by: User) -> None:
    """File the secret thing, pin it to the word, and let corrections know its words."""
    things = [secret.found, getattr(secret.found, "order", None)]
    filed = [found for found in things if found is not None and source_for(found) is not None]
    if not isinstance(secret.found, Person):
        index_objects(filed)
    for found in filed:
        PinnedResult.objects.create(
            questions=ASKED,
            source=source_for(found).key,
            object_id=found.pk,
            label=BESIDE,
            changed_by=taught_by,
        )
    caches["process"].clear()
    make_vocabulary()


def test_every_kind_of_things_has_a_case() -> None:
    known = {source.model._meta.label for source in sources}

    assert known <= CASES.keys() | OPEN_TO_ALL


def asked_by(client: Client, **params: str) -> str:
    return client.get("/szukaj/", params).content.decode()


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize("make", MAKERS)
def test_nothing_leaks_to_a_stranger(
    make: Callable[[Client], Secret], allowed: Client, stranger: Client
) -> None:
    secret = make(allowed)
    make_known(secret, allowed.user)

    for question in (ASKED, MISTYPED, BEGUN, f"{ASKED} umowa", *secret.numbers):
        for more in ({}, {"policz": "1"}, {"rok": SECRET_YEAR}, {"komorka": "KWW"}, {"status": "in_force"}):
            response = stranger.get("/szukaj/", {"q": question, **more})
            _assert_empty(response.context, question)
            assert BESIDE not in response.content.decode().lower()
        suggested = stranger.get("/szukaj/podpowiedzi/", {"q": question}).content.decode().lower()
        assert BESIDE not in suggested
        assert suggested.count('role="option"') == 1
    assert not RecentSearch.objects.filter(user=stranger.user).exists()


def _assert_empty(context: dict, question: str) -> None:
    assert context["total"] == 0, question
    assert context["parts"] == []
    assert not context["answer"].whole.facts
    assert all(tab.count == 0 for tab in context["filters"].tabs)
    assert [choice for menu in context["filters"].menus for choice in menu.choices if choice.count] == []
    assert not context.get("suggestion")
    assert not context.get("offers")


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize("make", MAKERS)
def test_beside_what_a_stranger_may_see_nothing_is_counted(
    make: Callable[[Client], Secret], allowed: Client, stranger: Client
) -> None:
    make_known(make(allowed), allowed.user)
    index_objects([OrderFactory(number=78, subject="Kwantobrok jawny", signed_on=date(2016, 3, 1))])

    for question in (ASKED, BEGUN):
        context = stranger.get("/szukaj/", {"q": question}).context
        assert context["total"] == 1
        assert [tab.count for tab in context["filters"].tabs] == [1, 1]
        counted = [choice for menu in context["filters"].menus for choice in menu.choices]
        assert {choice.count for choice in counted} == {1}
        assert SECRET_YEAR not in [str(choice.label) for choice in counted]
        assert "Komórka Wybranych" not in [choice.label for choice in counted]
    assert stranger.get("/szukaj/podpowiedzi/", {"q": BEGUN}).content.decode().count('role="option"') == 2


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize("make", SEEN_BY_SOMEBODY)
def test_whoever_may_see_it_finds_it(make: Callable[[Client], Secret], allowed: Client) -> None:
    secret = make(allowed)
    make_known(secret, allowed.user)

    found = allowed.get("/szukaj/", {"q": ASKED})
    mistyped = allowed.get("/szukaj/", {"q": MISTYPED})

    assert BESIDE in found.content.decode().lower()
    assert [part.name for part in found.context["parts"]][:1] == ["pinned"]
    assert BESIDE in asked_by(allowed, q=BEGUN).lower()
    assert mistyped.context["suggestion"].lower() == ASKED
    for number in secret.numbers:
        assert BESIDE in asked_by(allowed, q=number).lower() or source_for(secret.found) is None
