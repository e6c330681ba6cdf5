from datetime import date

import pytest

from intranet.directory.audience import everyone, make_audience
from intranet.files.extraction.reading import extract_text
from intranet.files.models import FileText
from intranet.files.services import store_file
from intranet.orders.attachment_search import AttachmentSource
from intranet.orders.models import Order, OrderAttachment, OrderRelation
from intranet.orders.services import NewAttachment, register_order
from intranet.orders.services.withdrawing import ask_withdrawal
from intranet.search.finding import exact_hits, find, results_of
from intranet.search.indexing import index_object
from intranet.search.keys import ask
from intranet.search.models import SearchEntry
from intranet.search.rebuilding import rebuild_source
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory, OrderRelationFactory
from tests.intranet.files import samples

pytestmark = pytest.mark.django_db

KEYS = ["zalaczniki"]


def found(text: str, user=None) -> list[int]:
    return [pk for _, pk in find(ask(text), user or UserFactory(), source_keys=KEYS).hits]


def exact(text: str, user=None) -> list[int]:
    return [pk for _, pk in exact_hits(ask(text), user or UserFactory(), source_keys=KEYS)]


def read(attachment: OrderAttachment, text: str) -> OrderAttachment:
    FileText.objects.filter(file=attachment.file).update(status="DONE", text=text)
    rebuild_source(AttachmentSource())
    return attachment


# --- Refusals ---


def test_attachment_of_an_order_for_others_is_not_found() -> None:
    hidden = OrderFactory(audience=make_audience(units=[OrgUnitFactory()]), number=9)
    read(OrderAttachmentFactory(order=hidden, number=3, title="Tajny wykaz"), "poufne postanowienia")

    for text in ("wykaz", "poufny", "zał. 3", "zał. 3 do 9/2017"):
        assert found(text) == []
        assert exact(text) == []


def test_hidden_attachment_is_not_filed_by_a_rebuild() -> None:
    attachment = OrderAttachmentFactory(title="Wyciek")
    ask_withdrawal(attachment=attachment, reason="zły skan", by=UserFactory())

    rebuild_source(AttachmentSource())

    assert not SearchEntry.objects.of_source("zalaczniki").exists()


# --- What is found ---


def test_attachment_is_found_by_its_text_in_any_form() -> None:
    attachment = read(OrderAttachmentFactory(title="Regulamin"), "Pracownicy składają wnioski urlopowe.")

    assert found("wniosek urlopowy") == [attachment.pk]


def test_result_leads_to_the_place_on_the_page_of_the_order() -> None:
    order = OrderFactory(number=2)
    attachment = read(OrderAttachmentFactory(order=order, title="Polityka"), "Treść polityki.")

    [(_, result)] = results_of([("zalaczniki", attachment.pk)], UserFactory())

    assert result.title == "Załącznik nr 1. Polityka"
    assert result.url == f"{order.get_absolute_url()}#zalacznik-{attachment.pk}"
    assert "2/2017" in result.meta
    assert result.text == "Treść polityki."


def test_attachment_of_a_repealed_order_is_marked_so() -> None:
    attachment = OrderAttachmentFactory()
    OrderRelationFactory(
        target=attachment.order, type=OrderRelation.Type.REPEALS, effective_on=date(2018, 1, 1)
    )

    [(_, result)] = results_of([("zalaczniki", attachment.pk)], UserFactory())

    assert result.status_variant == "repealed"


@pytest.mark.parametrize("text", ["zał. 3", "załącznik nr 3", "zal 3"])
def test_number_of_an_attachment_finds_it_exactly(text: str) -> None:
    third = OrderAttachmentFactory(number=3)
    OrderAttachmentFactory(number=4)

    assert exact(text) == [third.pk]


def test_number_with_the_number_of_the_order_finds_one() -> None:
    OrderAttachmentFactory(number=3)
    asked = OrderAttachmentFactory(order=OrderFactory(number=77), number=3)

    assert exact("zał. nr 3 do zarządzenia 77/2017") == [asked.pk]


def test_registered_attachments_are_filed_with_their_order() -> None:
    file = store_file(data=samples.docx("Zasady"), name="zasady.docx")
    order = OrderFactory.build(audience=None)

    register_order(
        order=order,
        audience=everyone(),
        attachments=[NewAttachment(file, "Zasady pracy zdalnej", 1)],
        by=None,
    )

    assert found("praca zdalna") == [Order.objects.get().attachments.get().pk]


def test_text_is_found_as_soon_as_it_is_read() -> None:
    file = store_file(data=samples.docx("Dodatek stażowy przysługuje"), name="zasady.docx")
    attachment = OrderAttachmentFactory(file=file, title="Regulamin")

    extract_text(file.pk)

    assert found("dodatek stażowy") == [attachment.pk]


def test_text_of_a_file_of_another_domain_is_left_alone() -> None:
    file = store_file(data=samples.docx("Obcy plik"), name="obcy.docx")

    extract_text(file.pk)

    assert not SearchEntry.objects.of_source("zalaczniki").exists()


def test_attachments_are_narrowed_by_the_unit_and_the_status_of_their_order() -> None:
    unit = OrgUnitFactory()
    attachment = OrderAttachmentFactory(order=OrderFactory(owner_unit=unit))
    OrderRelationFactory(target=attachment.order, effective_on=date(2018, 1, 1))

    assert list(AttachmentSource().facets(OrderAttachment.objects.all())) == [
        (attachment.pk, unit.pk, "repealed")
    ]


def test_scan_that_says_what_the_order_says_is_no_second_result() -> None:
    scan = OrderAttachmentFactory(number=None, role="SIGNED_COPY", title="Skan zarządzenia")
    alone = OrderAttachmentFactory(
        order=OrderFactory(text=""), number=None, role="SIGNED_COPY", title="Skan zarządzenia"
    )

    index_object(scan)
    rebuild_source(AttachmentSource())

    assert found("skan") == [alone.pk]
    assert list(AttachmentSource().for_indexing()) == [alone]


def test_rows_of_results_cost_a_fixed_number_of_questions(django_assert_num_queries) -> None:
    ids = [OrderAttachmentFactory(title=f"Wykaz {number}").pk for number in range(9)]
    user = UserFactory()
    results_of([("zalaczniki", ids[0])], user)

    # Whom the reader's orders are for, and the rows.
    with django_assert_num_queries(2):
        results_of([("zalaczniki", pk) for pk in ids], user)
