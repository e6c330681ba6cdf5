"""The sample chancellery: drafts on their way, held numbers, a correction, files taken away."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from intranet.accounts.models import Role, User
from intranet.directory.models import Person
from intranet.directory.sync import sync_with_directory
from intranet.files.extraction.reading import extract_text
from intranet.files.models import FileText, StoredFile
from intranet.files.services import store_file
from intranet.legal.demo import load_legal
from intranet.orders import demo
from intranet.orders.demo.accounts import Chancellery, chancellery
from intranet.orders.demo.content import DemoOrder, load_demo_orders
from intranet.orders.demo.draft_content import load_demo_drafts
from intranet.orders.demo.draft_loader import last_working_day, load_drafts, next_monday
from intranet.orders.demo.file_classes import file_classes
from intranet.orders.demo.keeping import keep_register
from intranet.orders.demo.scans import scan_of
from intranet.orders.demo.table import DemoContentError
from intranet.orders.demo.teaching import PINS, SYNONYMS, teach_search
from intranet.orders.models import (
    DraftVersion,
    FileWithdrawal,
    HeldNumber,
    Order,
    OrderCorrection,
    OrderDraft,
    RegisterSettings,
)
from intranet.orders.numbering import gaps
from intranet.orders.services.approving import publish_due
from intranet.search.models import PinnedResult, SynonymGroup
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory
from tests.servers.directory import RunningDirectory

TODAY = date(2026, 11, 23)
State = OrderDraft.State


@pytest.fixture(scope="module")
def orders() -> dict[str, DemoOrder]:
    return {order.key: order for order in load_demo_orders(TODAY)}


@pytest.fixture
def people(db: None) -> Chancellery:
    clerks = [UserFactory(roles=[Role.CHANCELLERY]) for _ in range(2)]
    return Chancellery(*clerks, UserFactory(roles=[Role.DIRECTOR]))


@pytest.fixture
def register(db: None) -> dict[int, Order]:
    """The orders of 2017 that the sample chancellery deals with; 11 and 17 have scans."""
    made = {number: OrderFactory(number=number) for number in (2, 11, 12, 16, 17)}
    for number in (11, 17):
        OrderAttachmentFactory(
            order=made[number],
            number=None,
            role="SIGNED_COPY",
            file=store_file(data=b"%PDF-1.7\n%scan\n", name=f"zarzadzenie-{number}-2017-skan.pdf"),
        )
    return made


@pytest.mark.django_db
def test_nothing_is_kept_where_nobody_of_the_sample_works() -> None:
    assert demo.load_chancellery(TODAY) == demo.NOBODY
    assert demo.load_teaching(TODAY) == demo.NOBODY
    assert not OrderDraft.objects.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ('step = "LOST"', "step must be one of"),
        ('remarks = "Proszę poprawić."', "and no other, has remarks"),
        ('autor = "kancelaria"', "unknown keys: autor"),
    ],
)
def test_inconsistent_draft_is_refused(tmp_path: Path, change: str, message: str) -> None:
    lines = ['kind = "ORDER"', 'subject = "próby"', 'written_by = "kancelaria"', 'owner_unit = "WOA"']
    step = "" if change.startswith("step") else 'step = "DRAFT"'
    (tmp_path / "1.toml").write_text("\n".join([*lines, step, change]), encoding="utf-8")

    with pytest.raises(DemoContentError, match=message):
        load_demo_drafts(tmp_path)


def test_register_without_a_file_plan_has_no_classes(orders: dict[str, DemoOrder]) -> None:
    with pytest.raises(DemoContentError, match="no table"):
        file_classes([orders["ORDER 2/2017"]])


def test_every_order_has_a_class_of_the_file_plan_and_a_place(orders: dict[str, DemoOrder]) -> None:
    symbols = {symbol for symbol, _title, _category in file_classes(orders.values())}

    assert len(symbols) >= 25
    assert {order.jrwa for order in orders.values()} <= symbols
    assert all(order.original_place for order in orders.values())


def test_drafts_stand_at_every_step_once() -> None:
    assert sorted(draft.step for draft in load_demo_drafts()) == sorted(
        set(State.values) - {State.REGISTERED}
    )


def test_drafts_change_orders_of_the_sample_register(orders: dict[str, DemoOrder]) -> None:
    relations = [relation for draft in load_demo_drafts() for relation in draft.relations]

    assert relations
    assert {relation.target for relation in relations} <= orders.keys()


@pytest.mark.parametrize("days", range(7))
def test_publication_waits_for_a_monday_whatever_the_day_of_loading(days: int) -> None:
    today = TODAY + timedelta(days=days)

    assert next_monday(today).isoweekday() == 1
    assert today < next_monday(today) <= today + timedelta(days=7)
    assert last_working_day(today).isoweekday() <= 5


def test_scan_is_a_picture_without_letters(orders: dict[str, DemoOrder]) -> None:
    pages = pypdf.PdfReader(BytesIO(scan_of(orders["ORDER 3/2012"]))).pages

    assert pages
    assert all(not page.extract_text() and len(page.images) == 1 for page in pages)


@pytest.mark.django_db
def test_scan_is_flagged_as_one_that_not_everybody_can_read(orders: dict[str, DemoOrder]) -> None:
    file = store_file(data=scan_of(orders["ORDER 3/2012"]), name="skan.pdf")

    text = extract_text(file.pk)

    assert text is not None
    assert text.status == FileText.Status.NO_TEXT_LAYER
    assert text.is_inaccessible


def test_drafts_come_as_far_as_their_step(people: Chancellery, register: dict[int, Order]) -> None:
    load_legal()

    load_drafts(people, TODAY)

    drafts = {draft.state: draft for draft in OrderDraft.objects.all()}
    assert drafts[State.DRAFT].text == ""
    waiting = drafts[State.SUBMITTED]
    assert set(waiting.relations.values_list("target", flat=True)) == {register[16].pk, register[17].pk}
    assert waiting.attachments.count() == waiting.legal_bases.count() == 2
    assert waiting.versions.get().verdict == DraftVersion.Verdict.WAITING
    returned = drafts[State.RETURNED].versions.get()
    assert returned.remarks
    assert returned.contents["text"] != drafts[State.RETURNED].text
    assert drafts[State.APPROVED].approved_by == people.director
    scheduled = drafts[State.SCHEDULED]
    assert scheduled.publish_at is not None
    assert scheduled.publish_at.date() == next_monday(TODAY)


def test_drafts_are_written_once_even_after_registration(
    people: Chancellery, register: dict[int, Order]
) -> None:
    load_drafts(people, TODAY)
    files = StoredFile.objects.count()
    assert publish_due(OrderDraft.objects.get(state=State.SCHEDULED).publish_at) == 1

    load_drafts(people, TODAY + timedelta(days=30))

    assert OrderDraft.objects.count() == len(load_demo_drafts())
    assert Order.objects.filter(subject="powołania Zespołu do spraw dostępności").count() == 1
    assert StoredFile.objects.count() == files


def test_numbers_without_an_order_have_reasons_and_gaps_stay(
    people: Chancellery, register: dict[int, Order]
) -> None:
    OrderFactory(number=31, signed_on=TODAY)

    keep_register(people, TODAY)
    load_drafts(people, TODAY)

    assert HeldNumber.objects.get(year=2017, state=HeldNumber.State.ANNULLED).number == 1
    assert HeldNumber.objects.get(year=2017, state=HeldNumber.State.RESERVED).release_reason
    held = HeldNumber.objects.holding().filter(year=TODAY.year).values_list("number", flat=True)
    assert list(held) == [32, 33, 34]
    assert 3 in {number for gap in gaps("ORDER", 2017) for number in gap.numbers}


def test_correction_and_withdrawals_happen_once(people: Chancellery, register: dict[int, Order]) -> None:
    for _ in range(2):
        keep_register(people, TODAY)

    assert {row.order for row in OrderCorrection.objects.all()} == {register[12]}
    states = dict(FileWithdrawal.objects.values_list("attachment__order__number", "state"))
    assert states == {11: FileWithdrawal.State.CONFIRMED, 17: FileWithdrawal.State.ASKED}
    assert register[11].attachments.get().is_withdrawn
    assert HeldNumber.objects.count() == 4


def test_settings_that_somebody_wrote_stay(people: Chancellery, register: dict[int, Order]) -> None:
    RegisterSettings.objects.create(pk=1, issuer="Dyrektor Centrum Usług Społecznych")

    keep_register(people, TODAY)

    assert RegisterSettings.current().issuer == "Dyrektor Centrum Usług Społecznych"


def test_search_is_taught_once(people: Chancellery, register: dict[int, Order]) -> None:
    teach_search(people)
    SynonymGroup.objects.first().delete()

    teach_search(people)

    assert SynonymGroup.objects.count() == len(SYNONYMS) - 1
    assert PinnedResult.objects.count() == len(PINS)


@pytest.mark.django_db
def test_chancellery_works_before_anybody_has_signed_in(demo_directory: RunningDirectory) -> None:
    sync_with_directory()

    people = chancellery()

    assert people is not None
    assert people.clerk.has_role(Role.CHANCELLERY)
    assert people.second_clerk.has_role(Role.CHANCELLERY)
    assert people.director.has_role(Role.DIRECTOR)
    assert Person.objects.get(user=people.clerk)
    assert chancellery() == people
    assert User.objects.count() == 3
