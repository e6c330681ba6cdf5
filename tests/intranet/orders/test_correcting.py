from datetime import date

import pytest

from intranet.core.models import AuditEntry
from intranet.directory.audience import everyone, make_audience
from intranet.legal.designations import Place
from intranet.legal.journals import Journal
from intranet.legal.models import LegalAct
from intranet.legal.services import ActDetails, LegalBasisRow
from intranet.orders.models import REGISTER, LegalBasis, Order, OrderAttachment, OrderCorrection
from intranet.orders.services.correcting import (
    AttachmentFacts,
    AttachmentNumberTwice,
    CorrectedMeanwhile,
    EndsBeforeStart,
    Metadata,
    NothingCorrected,
    changes_of,
    correct_order,
)
from intranet.search.indexing import index_object, matching_ids
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.legal import LegalActFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory

pytestmark = pytest.mark.django_db


def correct(order: Order, seen: int = 0, **given) -> list[OrderCorrection]:
    return correct_order(
        order=order,
        metadata=Metadata(**given),
        reason="pomyłka pisarska",
        seen_corrections=seen,
        by=UserFactory(),
    )


def words(order: Order) -> list[tuple[str, str, str]]:
    return [(row.field, row.before, row.after) for row in order.corrections.order_by("pk")]


# --- Refusals ---


def test_nothing_changed_is_said() -> None:
    order = OrderFactory()

    with pytest.raises(NothingCorrected):
        correct(order, fields={"subject": order.subject, "published_on": order.published_on})

    assert not OrderCorrection.objects.exists()


def test_correction_over_another_one_that_was_not_seen_is_refused() -> None:
    order = OrderFactory()
    correct(order, fields={"subject": "pierwsze"})

    with pytest.raises(CorrectedMeanwhile):
        correct(order, fields={"subject": "drugie"})

    order.refresh_from_db()
    assert order.subject == "pierwsze"


def test_order_cannot_be_made_to_end_before_it_begins() -> None:
    order = OrderFactory()

    with pytest.raises(EndsBeforeStart):
        correct(order, fields={"effective_until": date(2016, 1, 1)})

    assert not OrderCorrection.objects.exists()


def test_two_attachments_cannot_get_one_number() -> None:
    first = OrderAttachmentFactory(number=1)
    second = OrderAttachmentFactory(order=first.order, number=2)

    with pytest.raises(AttachmentNumberTwice):
        correct(first.order, attachments=[AttachmentFacts(second, 1, second.title, second.role)])


@pytest.mark.parametrize("name", ["text", "number", "kind", "signed_on", "external_number", "written_number"])
def test_the_act_itself_is_never_corrected(name: str) -> None:
    order = OrderFactory()
    before = Order.objects.filter(pk=order.pk).values().get()

    with pytest.raises(NothingCorrected):
        correct(order, fields={name: "99"})

    assert Order.objects.filter(pk=order.pk).values().get() == before


# --- Fields ---


def test_each_field_is_kept_with_its_before_after_and_reason() -> None:
    unit = OrgUnitFactory(name="Dział Kadr", symbol="DK")
    order = OrderFactory(subject="urlopow", effective_until=None)

    recorded = correct(
        order,
        fields={"subject": "urlopów", "published_on": date(2017, 2, 1), "owner_unit": unit, "executor": ""},
    )

    order.refresh_from_db()
    assert (order.subject, order.published_on, order.owner_unit) == ("urlopów", date(2017, 2, 1), unit)
    assert order.owner_unit_name == "Dział Kadr"
    assert words(order) == [
        ("subject", "urlopow", "urlopów"),
        ("published_on", "12\xa0stycznia\xa02017\xa0r.", "1\xa0lutego\xa02017\xa0r."),
        ("owner_unit", "", "Dział Kadr (DK)"),
    ]
    assert {row.reason for row in recorded} == {"pomyłka pisarska"}


def test_ends_of_lines_that_a_browser_writes_are_no_change() -> None:
    order = OrderFactory(legal_basis="art. 1\nart. 2")

    assert changes_of(order, Metadata(fields={"legal_basis": "art. 1\r\nart. 2"})) == []


def test_correction_is_audited_and_found_by_its_new_words() -> None:
    order = OrderFactory(subject="regulaminu pracy")
    index_object(order)

    correct(order, fields={"subject": "regulaminu wynagradzania"})

    assert AuditEntry.objects.get(action="orders.correct").details == {"fields": ["subject"]}
    assert order.pk in matching_ids(Order, "wynagradzanie")
    assert order.pk not in matching_ids(Order, "praca regulamin")


def test_another_unit_of_the_same_name_is_told_apart() -> None:
    order = OrderFactory(audience=make_audience(units=[OrgUnitFactory(name="Filia", symbol="F1")]))

    correct(order, audience_units=[OrgUnitFactory(name="Filia", symbol="F2")])

    [(_, before, after)] = words(order)
    assert before == "Filia"
    assert after.startswith("Filia (")


# --- Audience ---


def test_narrower_audience_hides_the_order_from_others(client_as) -> None:
    unit = OrgUnitFactory(name="Kadry")
    order, other = OrderFactory(), client_as().user

    correct(order, audience_units=[unit])

    assert words(order) == [("audience", "wszyscy pracownicy", "Kadry")]
    assert not Order.objects.visible_to(other).exists()


def test_order_is_opened_to_everyone() -> None:
    order = OrderFactory(audience=make_audience(units=[OrgUnitFactory(name="Kadry")]))

    correct(order, audience_units=[])

    order.refresh_from_db()
    assert order.audience == everyone()


def test_same_units_are_no_change() -> None:
    unit = OrgUnitFactory()
    order = OrderFactory(audience=make_audience(units=[unit]))

    assert changes_of(order, Metadata(audience_units=[unit])) == []


# --- Legal bases ---


def test_legal_bases_are_replaced_and_a_new_act_is_entered() -> None:
    order = OrderFactory()
    with REGISTER.opened():
        LegalBasis.objects.create(order=order, act=LegalActFactory(position=901), provision="art. 110")
    place = Place(journal=Journal.DU, year=2022, position=1634)
    new = LegalBasisRow(
        place=place,
        details=ActDetails(title="Ustawa z dnia 27 sierpnia 2009 r. o finansach publicznych"),
        provision="art. 68",
    )

    correct(order, legal_bases=[new])

    [basis] = order.legal_bases.all()
    assert (basis.act.position, basis.provision) == (1634, "art. 68")
    [(field, before, after)] = words(order)
    assert field == "legal_acts"
    assert before == "art. 110 ustawa o pomocy społecznej (Dz.U. z 2023 r. poz. 901)"
    assert after == f"art. 68 {basis.act}"


def test_legal_bases_left_alone_stay() -> None:
    order = OrderFactory()
    with REGISTER.opened():
        LegalBasis.objects.create(order=order, act=LegalActFactory(), provision="art. 110")
    row = LegalBasisRow(act=LegalAct.objects.get(), provision="art. 110")

    assert changes_of(order, Metadata(legal_bases=[row])) == []


# --- Attachments ---


def test_attachments_change_their_numbers_for_each_others() -> None:
    first = OrderAttachmentFactory(number=1, title="Wzór")
    second = OrderAttachmentFactory(order=first.order, number=2, title="Regulamin")

    correct(
        first.order,
        attachments=[
            AttachmentFacts(first, 2, "Wzór", first.role),
            AttachmentFacts(second, 1, "Regulamin", "REGULATIONS"),
        ],
    )

    rows = OrderAttachment.objects.order_by("number").values_list("number", "title", "role")
    assert list(rows) == [(1, "Regulamin", "REGULATIONS"), (2, "Wzór", "ANNEX")]
    assert words(first.order) == [
        ("attachment", "Załącznik nr 1. Wzór (załącznik)", "Załącznik nr 2. Wzór (załącznik)"),
        ("attachment", "Załącznik nr 2. Regulamin (załącznik)", "Załącznik nr 1. Regulamin (regulamin)"),
    ]
    assert {row.file_id for row in OrderAttachment.objects.all()} == {first.file_id, second.file_id}


def test_attachment_is_found_by_its_corrected_title() -> None:
    attachment = OrderAttachmentFactory(title="Regulamn")
    index_object(attachment)

    correct(
        attachment.order, attachments=[AttachmentFacts(attachment, 1, "Regulamin urlopowy", attachment.role)]
    )

    assert attachment.pk in matching_ids(OrderAttachment, "urlopowy")


def test_attachment_of_another_order_is_not_touched() -> None:
    stranger, order = OrderAttachmentFactory(title="Cudzy"), OrderFactory()

    with pytest.raises(NothingCorrected):
        correct(order, attachments=[AttachmentFacts(stranger, 7, "Inny", stranger.role)])
