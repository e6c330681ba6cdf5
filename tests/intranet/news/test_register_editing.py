"""Lists of orders in the page editor: what the chooser offers, what the preview shows, what is refused."""

import json
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from intranet.accounts.models import Role
from intranet.news.blocks import PageBody
from intranet.news.models import InformationPage
from intranet.news.order_choosers import label_of
from tests.factories.directory import OrgUnitFactory
from tests.factories.news import make_editor
from tests.intranet.news.order_lists import (
    SUBJECT,
    UNIT,
    article,
    chosen,
    make_order,
    make_page,
    numbers,
    secret_order,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client_as: Callable[..., Client]) -> Client:
    return client_as()


@pytest.fixture
def editor(client_as: Callable[..., Client]) -> Client:
    client = client_as(Role.EDITOR)
    make_editor(client.user)
    return client


def test_chooser_offers_no_order_that_the_editor_may_not_read(editor: Client) -> None:
    secret, open_one = secret_order(number=77), make_order(subject="umowy jawnej")

    for question in ("", "umowa", "77/2017"):
        offered = editor.get(reverse("order_chooser:choose_results"), {"q": question}).content.decode()
        assert "tajnej" not in offered
        assert (open_one.title in offered) is (question != "77/2017")
    assert editor.get(reverse("order_chooser:chosen", args=[secret.pk])).status_code == 404
    several = editor.get(reverse("order_chooser:chosen_multiple"), {"id": [secret.pk, open_one.pk]})
    assert [row["id"] for row in json.loads(several.content)["result"]] == [str(open_one.pk)]


@pytest.mark.parametrize("pk", ["x", "0", "99999999999999999999999999"])
def test_chooser_answers_404_to_what_is_no_order(editor: Client, pk: str) -> None:
    assert editor.get(reverse("order_chooser:chosen", args=[pk])).status_code == 404


def test_chooser_survives_a_question_that_is_too_long(editor: Client) -> None:
    make_order()

    answer = editor.get(reverse("order_chooser:choose_results"), {"q": "x" * 500})

    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["choose", "choose_results", "chosen_multiple"])
def test_chooser_is_closed_to_those_who_edit_no_pages(reader: Client, name: str) -> None:
    assert reader.get(reverse(f"order_chooser:{name}")).status_code in (302, 403)


def test_field_of_the_editor_names_a_restricted_order_by_number_alone(editor: Client) -> None:
    order = secret_order(number=77)
    page = make_page(chosen(order))

    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "77/2017" in shown
    assert "tajnej" not in shown
    assert "umowy jawnej" in label_of(make_order(subject="umowy jawnej"))


# In the page editor


def preview(editor: Client, page: InformationPage, body: list[tuple[str, object]]) -> str:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = editor.post(address, form_of(page, body))
    assert json.loads(answer.content)["is_valid"]
    shown = editor.get(address, {"mode": ""})
    assert shown.status_code == 200
    return shown.content.decode()


def form_of(page: InformationPage, body: list[tuple[str, object]]) -> dict[str, object]:
    plain = {"title": page.title, "slug": page.slug, "lead": "", "comments": inline_formset([])}
    return nested_form_data({**plain, "body": streamfield(body)})


def listed(*orders: object) -> dict[str, object]:
    items = [
        {"deleted": "", "order": str(at), "type": "item", "id": "", "value": pk}
        for at, pk in enumerate(orders)
    ]
    return {
        "title": "",
        "orders": {"count": str(len(items)), **{str(at): item for at, item in enumerate(items)}},
    }


def test_preview_shows_what_the_editor_may_read(editor: Client) -> None:
    order, secret = make_order(subject="umowy jawnej"), secret_order()
    page = make_page()

    shown = preview(
        editor, page, [("orders_by_subject", SUBJECT), ("chosen_orders", listed(order.pk, secret.pk))]
    )

    assert shown.count("umowy jawnej") == 2
    assert "tajnej" not in shown


def test_comparison_of_versions_names_no_subject_of_a_restricted_order(editor: Client) -> None:
    page = make_page()
    before = page.latest_revision
    page.body = [chosen(secret_order(number=77))]
    page.save_revision()

    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, "latest"])
    shown = editor.get(compare)

    assert shown.status_code == 200
    assert "77/2017" in shown.content.decode()
    assert "tajnej" not in shown.content.decode()


def test_preview_of_blocks_not_filled_in_yet_says_so(editor: Client) -> None:
    page = make_page()
    unfinished = [
        ("orders_by_subject", SUBJECT | {"words": "", "limit": ""}),
        ("orders_of_unit", {**UNIT, "unit": ""}),
        ("chosen_orders", listed("")),
    ]

    shown = BeautifulSoup(preview(editor, page, unfinished), "html.parser")

    assert len(shown.select("article .callout")) == 3


def test_reader_sees_nothing_of_a_block_that_lost_its_unit(reader: Client) -> None:
    unit = OrgUnitFactory()
    page = make_page(("orders_of_unit", {**UNIT, "unit": unit}), ("heading", "Dalej"))
    unit.delete()

    assert article(reader, page).text.strip() == "Dalej"


@pytest.mark.parametrize("words", ["", "w oraz", "?!"])
def test_words_that_find_nothing_are_refused(words: str) -> None:
    block = PageBody().child_blocks["orders_by_subject"]

    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize(SUBJECT | {"words": words}))

    assert isinstance(refused.value.block_errors["words"], ValidationError)


@pytest.mark.parametrize("limit", [0, 51, -1])
def test_lists_without_end_are_refused(limit: int) -> None:
    block = PageBody().child_blocks["orders_by_subject"]

    with pytest.raises(StructBlockValidationError):
        block.clean(block.normalize(SUBJECT | {"limit": limit}))


def test_chooser_finds_by_number_and_by_words_in_any_form(editor: Client) -> None:
    make_order(number=13, number_suffix="a", subject="sprostowania omyłki")
    make_order(number=14, subject="zawierania umów")

    def offered(question: str) -> list[str]:
        shown = editor.get(reverse("order_chooser:choose_results"), {"q": question}).content
        return [" ".join(row.text.split()) for row in BeautifulSoup(shown, "html.parser").select("tbody tr")]

    assert len(offered("")) == 2
    assert [row.split()[0] for row in offered("13 A/17")] == ["13a/2017"]
    assert [row.split()[0] for row in offered("umowa")] == ["14/2017"]
    assert "12.01.2017 obowiązuje" in offered("umowa")[0]
    assert editor.get(reverse("order_chooser:choose")).status_code == 200


def test_editor_publishes_a_page_with_all_three_blocks(editor: Client, reader: Client) -> None:
    unit = OrgUnitFactory()
    order = make_order(subject="umów", owner_unit=unit)
    page = make_page()
    body = [
        ("orders_by_subject", SUBJECT),
        ("orders_of_unit", {**UNIT, "unit": unit.pk}),
        ("chosen_orders", listed(order.pk)),
    ]

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = editor.post(edit, form_of(page, body) | {"action-publish": "1"})

    assert answer.status_code == 302
    assert numbers(reader, page) == [order.full_number] * 3
    assert editor.get(edit).status_code == 200
    assert ReferenceIndex.get_references_to(order).filter(base_content_type__model="page").count() == 1


@pytest.mark.parametrize("number", [2, 20])
def test_the_editor_asks_once_for_all_chosen_orders(editor: Client, number: int) -> None:
    page = make_page(chosen(*[make_order() for _ in range(number)]))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    editor.get(edit)

    with CaptureQueriesContext(connection) as asked:
        editor.get(edit)

    assert sum("orders_order" in entry["sql"] for entry in asked) <= 2
