"""An act on paper: only the act, and whether it binds."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.factories.orders import OrderAttachmentFactory, OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db


def printed(client, order) -> BeautifulSoup:
    """Return what of an act's page goes to paper."""
    page = BeautifulSoup(client.get(order.get_absolute_url()).content, "html.parser")
    for screen_only in page.select(".no-print"):
        screen_only.decompose()
    return page.find("main")


def words(element) -> str:
    return " ".join(element.get_text().split())


def test_paper_says_first_that_the_act_no_longer_binds_and_what_repealed_it(client_as) -> None:
    relation = OrderRelationFactory(effective_on=date(2018, 1, 1))

    sheet = printed(client_as(), relation.target).select_one(".sheet")
    status, heading = sheet.select_one(".order-print__status"), sheet.select_one(".sheet__heading")

    assert "Już nie obowiązuje: uchylono" in words(status)
    assert "1 stycznia 2018 r." in words(status)
    assert relation.source.full_number in words(status)
    assert status in heading.find_all_previous("p")


def test_paper_of_an_act_not_yet_in_force_says_from_when(client_as) -> None:
    status = printed(client_as(), OrderFactory(pending=True)).select_one(".order-print__status")

    assert "Jeszcze nie obowiązuje" in words(status)


def test_paper_of_an_amended_act_says_that_its_text_is_the_original_one(client_as) -> None:
    relation = OrderRelationFactory(type="AMENDS")

    status = printed(client_as(), relation.target).select_one(".order-print__status")

    assert relation.source.full_number in words(status)


def test_paper_of_an_act_in_force_bears_no_warning(client_as) -> None:
    assert printed(client_as(), OrderFactory()).select(".order-print__status") == []


def test_paper_holds_the_act_with_its_signature_attachments_and_recipients(client_as) -> None:
    order = OrderFactory(distribution="kierownicy komórek, a/a")
    OrderAttachmentFactory(order=order, number=2, title="Wzór umowy")

    sheet = printed(client_as(), order).select_one(".sheet")

    assert "Podpisano: Dyrektor Miejskiego Ośrodka" in words(sheet)
    assert [(item["value"], words(item)) for item in sheet.select("ol li")] == [("2", "Wzór umowy")]
    assert "Otrzymują: kierownicy komórek, a/a" in words(sheet)


def test_act_of_another_authority_has_no_signature_kept_by_our_chancellery(client_as) -> None:
    sheet = printed(client_as(), OrderFactory(external=True)).select_one(".sheet")

    assert "Podpisano" not in words(sheet)
    assert "Kancelarii" not in words(sheet)


def test_printed_register_says_what_it_was_narrowed_to(client_as) -> None:
    OrderFactory()

    page = BeautifulSoup(client_as().get("/zarzadzenia/", {"year": "2017"}).content, "html.parser")

    assert "Status: obowiązuje; Rok numeru: 2017" in words(page.select_one(".register-print"))
