"""Orders on pages: who sees which, and what the page search learns of them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from intranet.core.dates import today
from intranet.news import demo
from intranet.news.models import InformationPage
from intranet.news.page_text import prose, whole_text
from intranet.orders import demo as orders_demo
from intranet.orders.models import Order, OrderRelation
from intranet.search.models import SearchEntry
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderRelationFactory
from tests.intranet.news.order_lists import (
    SUBJECT,
    UNIT,
    article,
    chosen,
    make_order,
    make_page,
    numbers,
    query,
    secret_order,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client_as: Callable[..., Client]) -> Client:
    return client_as()


# Who must not see what


@pytest.mark.parametrize("kind", ["orders_by_subject", "orders_of_unit", "chosen_orders"])
def test_order_of_others_is_on_no_page(reader: Client, kind: str) -> None:
    unit = OrgUnitFactory(name="Dział Umów")
    order = secret_order(owner_unit=unit)
    blocks = {
        "orders_by_subject": SUBJECT,
        "orders_of_unit": {**UNIT, "unit": unit},
        "chosen_orders": {"title": "", "orders": [order]},
    }
    page = make_page((kind, blocks[kind]))

    shown = reader.get(page.url).content.decode()

    assert "tajnej" not in shown
    assert order.full_number not in shown
    assert order.get_absolute_url() not in shown


def test_the_same_page_shows_the_order_to_its_own_readers(client_as: Callable[..., Client]) -> None:
    unit = OrgUnitFactory()
    order = secret_order(unit)
    page = make_page(("orders_by_subject", SUBJECT), chosen(order))

    assert numbers(client_as(unit=unit), page) == [order.full_number] * 2
    assert numbers(client_as(), page) == []


def test_chosen_orders_that_the_reader_may_not_read_leave_no_heading(reader: Client) -> None:
    page = make_page(chosen(secret_order(), title="Tylko dla wtajemniczonych"))

    assert article(reader, page).text.strip() == ""


def test_act_that_repealed_is_named_by_number_alone_to_those_who_may_not_read_it(reader: Client) -> None:
    order = make_order(subject="zasad zastępstw")
    repealing = secret_order(number=77)
    OrderRelationFactory(source=repealing, target=order, effective_on=date(2018, 1, 1))

    shown = article(reader, make_page(chosen(order)))

    assert "77/2017" in shown.text
    assert "tajnej" not in shown.text
    assert shown.select_one(f'a[href="{repealing.get_absolute_url()}"]') is None


def test_page_drawn_for_nobody_holds_no_orders() -> None:
    page = make_page(("orders_by_subject", SUBJECT), chosen(make_order(subject="umowy jawnej")))

    drawn = page.body.render_as_block()

    assert "jawnej" not in drawn


def test_page_search_learns_nothing_of_the_orders_on_a_page(reader: Client) -> None:
    unit = OrgUnitFactory()
    order = secret_order(owner_unit=unit, text="§ 1. Klauzula poufności")
    body = [
        ("orders_by_subject", SUBJECT | {"words": "tajna"}),
        ("orders_of_unit", {**UNIT, "unit": unit}),
        chosen(order, title="Ważne akty"),
    ]
    page = make_page(*body)

    text = whole_text(page.body) + prose(page.body)
    entry = SearchEntry.objects.of_source("strony").get(object_id=page.pk)

    assert "Ważne akty" in text
    for word in ("tajnej", "Klauzula", order.full_number):
        assert word not in text
    assert not {"klauzula", "poufnosc", order.full_number} & set(entry.keys.split())
    assert reader.get("/szukaj/", {"q": "klauzula"}).context["total"] == 0


# What readers see


def test_orders_by_subject_are_those_in_force_with_the_words_in_any_form(reader: Client) -> None:
    in_force = make_order(number=1, subject="zawierania umów")
    make_order(number=2, subject="umowy przyszłej", pending=True)
    make_order(number=3, subject="umowy minionej", effective_until=date(2017, 2, 1))
    repealed = make_order(number=4, subject="umowy uchylonej")
    OrderRelationFactory(target=repealed)
    make_order(number=5, subject="zastępstw", text="§ 1. Umowa.")

    assert numbers(reader, make_page(("orders_by_subject", SUBJECT))) == [in_force.full_number]


def test_words_may_stand_anywhere_when_the_editor_says_so(reader: Client) -> None:
    make_order(number=1, subject="zawierania umów")
    make_order(number=5, subject="zastępstw", text="§ 1. Umowa.")

    assert numbers(reader, make_page(("orders_by_subject", SUBJECT | {"where": "text"}))) == [
        "5/2017",
        "1/2017",
    ]


def test_orders_of_a_unit_are_its_own_alone(reader: Client) -> None:
    unit = OrgUnitFactory()
    make_order(number=1, owner_unit=unit)
    make_order(number=2, owner_unit=OrgUnitFactory())
    make_order(number=3)

    assert numbers(reader, make_page(("orders_of_unit", {**UNIT, "unit": unit}))) == ["1/2017"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({}, ["3/2017", "2/2017", "1/2017"]),
        ({"sort": "date"}, ["1/2017", "2/2017", "3/2017"]),
        ({"sort": "number", "limit": 2}, ["1/2017", "2/2017"]),
        ({"kind": "CIRCULAR"}, ["2/2017"]),
    ],
    ids=["newest", "oldest", "limit", "kind"],
)
def test_kind_limit_and_sort_are_kept(reader: Client, choice: dict, expected: list[str]) -> None:
    unit = OrgUnitFactory()
    for number in (1, 2, 3):
        kind = Order.Kind.CIRCULAR if number == 2 else Order.Kind.ORDER
        make_order(
            number=number, kind=kind, owner_unit=unit, subject="umów", signed_on=date(2017, number, 10)
        )

    both = make_page(
        ("orders_of_unit", {**UNIT, "unit": unit, **choice}), ("orders_by_subject", SUBJECT | choice)
    )

    assert numbers(reader, both) == expected * 2


def test_row_shows_number_title_status_and_day(reader: Client) -> None:
    make_order(number=4, subject="zawierania umów", signed_on=date(2017, 1, 12))

    row = article(reader, make_page(("orders_by_subject", SUBJECT))).select_one("li.row")

    assert row is not None
    text = row.text.replace("\xa0", " ")
    for words in ("4/2017", "w sprawie zawierania umów", "obowiązuje", "12.01.2017"):
        assert words in text


def test_link_leads_to_the_register_with_the_same_filter(reader: Client) -> None:
    unit = OrgUnitFactory()
    make_order(owner_unit=unit, subject="umów", kind=Order.Kind.CIRCULAR)
    choice = {"kind": "CIRCULAR", "sort": "date"}

    by_subject = make_page(("orders_by_subject", SUBJECT | choice), slug="a")
    of_unit = make_page(("orders_of_unit", {**UNIT, "unit": unit, **choice}), slug="b")

    same = {"kind": ["CIRCULAR"], "sort": ["date"]}
    assert query(reader, by_subject) == {"q": ["umowa"], "where": ["subject"], **same}
    assert query(reader, of_unit) == {"unit": [str(unit.pk)], **same}


def test_empty_list_says_so_and_leads_to_orders_of_every_status(reader: Client) -> None:
    page = make_page(("orders_by_subject", SUBJECT))

    assert article(reader, page).select_one(".card__note") is not None
    assert query(reader, page) == {"q": ["umowa"], "where": ["subject"], "status": ["ALL"]}


def test_chosen_orders_keep_the_sequence_of_the_editor_and_repeat_none(reader: Client) -> None:
    first, second = make_order(number=9), make_order(number=2)

    assert numbers(reader, make_page(chosen(first, second, first))) == ["9/2017", "2/2017"]


def test_repealed_order_is_shown_with_the_first_act_that_repealed_it(reader: Client) -> None:
    order = make_order(number=1)
    repealing, later = make_order(number=8, subject="nowych zasad"), make_order(number=9)
    OrderRelationFactory(source=repealing, target=order, effective_on=date(2018, 1, 1))
    OrderRelationFactory(source=later, target=order, effective_on=date(2019, 1, 1))
    OrderRelationFactory(
        source=later,
        target=order,
        effective_on=date(2017, 6, 1),
        type=OrderRelation.Type.REPEALS,
        fragment="§ 3",
    )

    shown = article(reader, make_page(chosen(order)))

    assert shown.select_one(".pill--repealed") is not None
    assert shown.select_one(f'a.order-row__repeal[href="{repealing.get_absolute_url()}"]') is not None
    assert "8/2017" in shown.text
    assert "9/2017" not in shown.text


def test_orders_not_in_force_yet_or_any_more_are_shown_with_their_status(reader: Client) -> None:
    pending, expired = make_order(number=1, pending=True), make_order(effective_until=date(2017, 2, 1))

    shown = article(reader, make_page(chosen(pending, expired)))

    assert [pill["class"][-1] for pill in shown.select(".pill")] == ["pill--pending", "pill--expired"]


def test_repeal_still_to_come_changes_nothing_today(reader: Client) -> None:
    order = make_order(number=1)
    OrderRelationFactory(source=make_order(number=8), target=order, effective_on=today() + timedelta(days=1))

    shown = article(reader, make_page(chosen(order)))

    assert shown.select_one(".pill--in_force") is not None
    assert "8/2017" not in shown.text


# What it costs


@pytest.mark.parametrize("number", [2, 20])
def test_the_number_of_queries_does_not_grow(reader: Client, number: int) -> None:
    unit = OrgUnitFactory()
    orders = [make_order(subject="umów", owner_unit=unit) for _ in range(number)]
    for order in orders[: number // 2]:
        OrderRelationFactory(source=make_order(subject="uchylenia"), target=order)
    empty = make_page(slug="pusta")
    page = make_page(
        ("orders_by_subject", SUBJECT | {"limit": 50}),
        ("orders_of_unit", {**UNIT, "unit": unit, "limit": 50}),
        chosen(*orders),
    )
    reader.get(page.url)

    with CaptureQueriesContext(connection) as shell:
        reader.get(empty.url)
    with CaptureQueriesContext(connection) as asked:
        reader.get(page.url)

    # Two for the audiences of the reader; a list of each of two blocks; the unit; the chosen orders as the page keeps
    # them, what of them may be read, what repealed them and who may read that.
    assert len(asked) <= len(shell) + 9


# The demo


def test_sample_page_is_built_of_all_three_blocks(reader: Client) -> None:
    for symbol in ("WOA", "ZI", "WKN", "WGT", "KM", "ZZP", "WFK", "ZRP"):
        OrgUnitFactory(symbol=symbol)
    orders_demo.load(today())
    demo.load(today())
    page = InformationPage.objects.get(slug="dla-nowego-pracownika")

    assert {"orders_by_subject", "orders_of_unit", "chosen_orders"} <= {
        block.block_type for block in page.body
    }
    found = numbers(reader, page)
    assert found[:4] == ["2/2017", "11/2017", "15/2017", "16/2017"]
    assert len(found) > 8


def test_sample_page_is_there_without_any_orders(reader: Client) -> None:
    demo.load(today())

    assert reader.get(Page.objects.get(slug="dla-nowego-pracownika").url).status_code == 200


def test_help_tells_editors_how_lists_are_made(reader: Client) -> None:
    section = InformationPage.objects.get(slug="pomoc")
    page = section.get_children().get(slug="jak-wstawic-zarzadzenia-na-strone")

    shown = reader.get(page.url).content.decode()

    for block in ("Zarządzenia na temat", "Zarządzenia komórki", "Wybrane zarządzenia"):
        assert block in shown
