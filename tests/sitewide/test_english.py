"""Whoever chose English reads English; what stays Polish says so to a screen reader (WCAG 3.1.2)."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, NavigableString
from django.conf import settings
from django.test import Client

from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.directory.audience import everyone
from intranet.directory.models import Person
from intranet.orders.models import Order, OrderRelation
from intranet.orders.services import NewRelation, register_order
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db

CATALOGUE = Path(settings.BASE_DIR) / "intranet" / "locale" / "pl" / "LC_MESSAGES" / "django.po"
POLISH_LETTER = re.compile(r"[ąćęłńóśźż]", re.IGNORECASE)
SUBJECT = "sposobu pełnienia dyżurów"


@pytest.fixture(scope="module")
def polish_words() -> set[str]:
    """Whole sentences of the Polish interface that differ from the English ones."""
    with CATALOGUE.open("rb") as file:
        messages = list(read_po(file))
    pairs = [
        (english, polish)
        for message in messages
        for english, polish in zip(_forms(message.id), _forms(message.string), strict=False)
    ]
    english_words = {english for english, _ in pairs}
    return {polish.casefold() for _, polish in pairs if polish and polish not in english_words}


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.fixture
def english(client_as, settings) -> Client:
    client = client_as(unit=OrgUnitFactory(name="MOPS"))
    # Names of people, units and the house have no language; their letters would look like Polish words.
    settings.SITE_NAME = "MOPS"
    User.objects.filter(pk=client.user.pk).update(first_name="Anna", last_name="Nowak")
    Person.objects.filter(user=client.user).update(given_name="Anna", surname="Nowak")
    client.post("/jezyk/", {"language": "en", "next": "/"})
    return client


@pytest.fixture
def order() -> Order:
    """An order with everything its page can show: amended, to be repealed, repealing, with an attachment."""
    order = register_order(
        order=OrderFactory.build(audience=None, subject=SUBJECT, effective_from=date(2017, 1, 1)),
        audience=everyone(),
        relations=[NewRelation(OrderRelation.Type.REPEALS, OrderFactory())],
        by=None,
    )
    OrderRelationFactory(target=order, type=OrderRelation.Type.AMENDS, fragment="§ 3")
    OrderRelationFactory(target=order, effective_on=today() + timedelta(days=30))
    OrderAttachmentFactory(order=order, title="Plan")
    return order


def spoken(page: str) -> list[str]:
    """Return the texts that a screen reader would read as English, names of controls and icons included."""
    soup = BeautifulSoup(page, "html.parser")
    for element in soup.select('script, style, [lang="pl"]'):
        element.decompose()
    attributes = [
        str(element[name])
        for name in ("aria-label", "title", "placeholder", "alt", "data-label")
        for element in soup.select(f"[{name}]")
    ]
    texts = [text for text in soup.find_all(string=True) if type(text) is NavigableString]
    return [" ".join(text.split()) for text in [*texts, *attributes] if text.strip()]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/zarzadzenia/?status=ALL",
        "/zarzadzenia/?q=nic-takiego",
        "/szukaj/?q=dyzury",
        "/szukaj/",
        "order",
    ],
)
def test_page_in_english_has_no_polish_word_of_the_interface(
    english: Client, order: Order, polish_words: set[str], address: str
) -> None:
    response = english.get(order.get_absolute_url() if address == "order" else address)
    texts = spoken(response.content.decode())

    assert response.status_code == 200
    assert response.headers["Content-Language"] == "en"
    assert [text for text in texts if text.casefold() in polish_words] == []
    assert [text for text in texts if POLISH_LETTER.search(text)] == []
    assert [text for text in texts if ".." in text] == []


@pytest.mark.parametrize("status", ["in force", "pending", "expired", "repealed"])
def test_state_of_an_order_is_told_in_one_language(english: Client, status: str) -> None:
    order = {
        "in force": lambda: OrderFactory(),
        "pending": lambda: OrderFactory(pending=True),
        "expired": lambda: OrderFactory(effective_until=date(2018, 1, 1)),
        "repealed": lambda: OrderRelationFactory().target,
    }[status]()

    state = BeautifulSoup(english.get(order.get_absolute_url()).content, "html.parser").select_one(".state")

    assert not POLISH_LETTER.search(state.get_text())
    assert " r." not in state.get_text().replace("\u00a0", " ")
    assert ".." not in state.get_text()


@pytest.mark.parametrize(
    ("address", "selector"),
    [
        ("/", ".row__title"),
        ("/zarzadzenia/", ".register__subject a"),
        ("/szukaj/?q=dyzury", ".search-result__title"),
        ("order", "h1"),
        ("order", ".sheet > *"),
    ],
)
def test_subject_of_an_order_is_marked_as_polish(
    english: Client, order: Order, address: str, selector: str
) -> None:
    response = english.get(order.get_absolute_url() if address == "order" else address)
    page = BeautifulSoup(response.content, "html.parser")

    marked = [found.get("lang") for found in page.select(selector) if SUBJECT in found.get_text()]

    assert marked == ["pl"]
