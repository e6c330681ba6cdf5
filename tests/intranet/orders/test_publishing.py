from datetime import date, timedelta

import pytest
from django.utils import timezone

from intranet.core.dates import today
from intranet.orders.models import (
    HeldNumber,
    Order,
    OrderDraft,
)
from intranet.orders.numbers import OrderNumber
from intranet.orders.relating import Problem as RelationProblem
from intranet.orders.relating import RelationsRefused
from intranet.orders.services import NumberAnnulled, approving
from intranet.orders.services.approving import (
    Signing,
    publish_due,
    recall_draft,
    register_draft,
    schedule_draft,
)
from intranet.orders.services.numbering import hold_number
from intranet.orders.services.refusals import NumberPromised
from tests.factories.accounts import UserFactory
from tests.intranet.orders.draft_states import annul, approved, in_an_hour, signing

pytestmark = pytest.mark.django_db


def test_schedule_reserves_the_number_and_recall_gives_it_back() -> None:
    draft = schedule_draft(draft=approved(), signing=signing("5"), publish_at=in_an_hour(), by=UserFactory())

    assert [str(held) for held in HeldNumber.objects.holding()] == [f"5/{today().year}"]

    recalled = recall_draft(draft=draft, by=UserFactory())

    assert not HeldNumber.objects.holding().exists()
    assert (recalled.publish_at, recalled.signed_on) == (None, None)


def test_another_number_at_the_second_schedule_gives_the_first_back() -> None:
    draft = schedule_draft(draft=approved(), signing=signing("5"), publish_at=in_an_hour(), by=UserFactory())

    schedule_draft(draft=draft, signing=signing("6"), publish_at=in_an_hour(), by=UserFactory())

    assert [held.number for held in HeldNumber.objects.holding()] == [6]


def test_number_of_a_scheduled_draft_is_not_given_to_another() -> None:
    schedule_draft(draft=approved(), signing=signing("5"), publish_at=in_an_hour(), by=UserFactory())

    with pytest.raises(NumberPromised):
        register_draft(draft=approved(), signing=signing("5"), by=UserFactory())
    with pytest.raises(NumberPromised):
        schedule_draft(draft=approved(), signing=signing("5"), publish_at=in_an_hour(), by=UserFactory())


def test_number_reserved_by_hand_may_be_scheduled() -> None:
    number = OrderNumber(9, "", today().year)
    hold_number(kind="ORDER", number=number, state="RESERVED", reason="u dyrektora", by=UserFactory())

    draft = schedule_draft(draft=approved(), signing=signing("9"), publish_at=in_an_hour(), by=UserFactory())

    assert draft.scheduled_number == 9


def test_annulled_number_is_not_scheduled() -> None:
    number = OrderNumber(9, "", today().year)
    hold_number(kind="ORDER", number=number, state="ANNULLED", reason="pomyłka", by=UserFactory())

    with pytest.raises(NumberAnnulled):
        schedule_draft(draft=approved(), signing=signing("9"), publish_at=in_an_hour(), by=UserFactory())


def test_past_moment_is_not_scheduled() -> None:
    with pytest.raises(ValueError, match="passed"):
        schedule_draft(draft=approved(), signing=signing(), publish_at=timezone.now(), by=UserFactory())


def test_due_draft_is_published_once_on_its_day() -> None:
    draft = schedule_draft(draft=approved(), signing=signing("5"), publish_at=in_an_hour(), by=UserFactory())
    moment = timezone.now() + timedelta(hours=2)

    assert publish_due(timezone.now()) == 0
    assert publish_due(moment) == 1
    assert publish_due(moment) == 0

    order = Order.objects.get()
    assert order.number == 5
    assert order.published_on == timezone.localtime(draft.publish_at).date()
    assert not HeldNumber.objects.holding().exists()


def test_draft_that_cannot_be_published_says_why_and_stops_no_other() -> None:
    stuck = schedule_draft(draft=approved(), signing=signing("5"), publish_at=in_an_hour(), by=UserFactory())
    schedule_draft(draft=approved(), signing=signing("6"), publish_at=in_an_hour(), by=UserFactory())
    annul("5")

    assert publish_due(timezone.now() + timedelta(hours=2)) == 1

    stuck.refresh_from_db()
    assert stuck.state == OrderDraft.State.SCHEDULED
    assert "papier zaginął" in stuck.failure


def test_failed_draft_can_be_registered_by_hand() -> None:
    draft = schedule_draft(draft=approved(), signing=signing("5"), publish_at=in_an_hour(), by=UserFactory())
    annul("5")
    publish_due(timezone.now() + timedelta(hours=2))

    order = register_draft(draft=draft, signing=signing("6"), by=UserFactory())

    draft.refresh_from_db()
    assert (order.number, draft.failure) == (6, "")


def test_external_act_keeps_the_number_of_its_issuer() -> None:
    day = date(2017, 3, 1)
    draft = approved(kind=Order.Kind.EXTERNAL_ACT, external_number="5034/VI/17", signed_on=day)

    order = register_draft(draft=draft, signing=Signing(None, day, today()), by=UserFactory())

    assert (order.full_number, order.year) == ("5034/VI/17", 2017)


def test_draft_put_off_while_others_are_published_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    first = schedule_draft(draft=approved(), signing=signing("5"), publish_at=in_an_hour(), by=UserFactory())
    second = schedule_draft(draft=approved(), signing=signing("6"), publish_at=in_an_hour(), by=UserFactory())
    clerk, moment = UserFactory(), timezone.now() + timedelta(hours=2)
    register, put_off = approving.register_draft, []

    def register_and_put_the_other_off(*, draft: OrderDraft, **rest) -> Order:
        if not put_off:
            put_off.append(second if draft == first else first)
            later = moment + timedelta(days=1)
            schedule_draft(draft=put_off[0], signing=signing("7"), publish_at=later, by=clerk)
        return register(draft=draft, **rest)

    monkeypatch.setattr(approving, "register_draft", register_and_put_the_other_off)

    assert publish_due(moment) == 1
    put_off[0].refresh_from_db()
    assert put_off[0].state == OrderDraft.State.SCHEDULED
    assert put_off[0].scheduled_number == 7


def test_draft_whose_relations_the_register_refuses_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in ("5", "6"):
        schedule_draft(draft=approved(), signing=signing(number), publish_at=in_an_hour(), by=UserFactory())
    refusals = [RelationsRefused([RelationProblem("target", "Ten akt już uchylono.")])]
    register = approving.register_order

    def refuse_once(**rest) -> Order:
        if refusals:
            raise refusals.pop()
        return register(**rest)

    monkeypatch.setattr(approving, "register_order", refuse_once)

    assert publish_due(timezone.now() + timedelta(hours=2)) == 1
    assert OrderDraft.objects.get(state=OrderDraft.State.SCHEDULED).failure == "Ten akt już uchylono."


def test_unforeseen_failure_of_one_draft_stops_no_other(monkeypatch) -> None:
    stuck = schedule_draft(draft=approved(), signing=signing("5"), publish_at=in_an_hour(), by=UserFactory())
    schedule_draft(draft=approved(), signing=signing("6"), publish_at=in_an_hour(), by=UserFactory())
    register = approving.register_draft

    def failing(*, draft: OrderDraft, **given: object) -> Order:
        if draft.pk == stuck.pk:
            raise RuntimeError
        return register(draft=draft, **given)

    monkeypatch.setattr(approving, "register_draft", failing)

    assert publish_due(timezone.now() + timedelta(hours=2)) == 1

    stuck.refresh_from_db()
    assert stuck.failure
