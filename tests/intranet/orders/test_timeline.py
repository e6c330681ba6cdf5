"""The history of an order as facts, and its picture."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from intranet.accounts.models import Role, User
from intranet.directory.audience import make_audience
from intranet.orders.lifelines import Lifelines, draw_lifelines
from intranet.orders.models import REGISTER, Order, OrderAttachment, OrderCorrection, OrderStatus
from intranet.orders.timeline import Event, Happening, Timeline, timeline_of
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory, OrderRelationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_noon")]

NOW = date(2020, 6, 1)
MARCH = date(2017, 3, 1)


@pytest.fixture
def _noon():
    with time_machine.travel("2020-06-01 10:00Z", tick=False):
        yield


def history(order: Order, *, user: User | None = None, on: date = NOW) -> Timeline:
    return timeline_of(order, user=user or UserFactory(roles=[Role.CHANCELLERY]), on=on)


def told(timeline: Timeline, happening: Happening) -> list[Event]:
    return [event for event in timeline.events if event.happening is happening]


def closed_order(**fields: object) -> Order:
    return OrderFactory(audience=make_audience(units=[OrgUnitFactory()]), subject="spraw poufnych", **fields)


# --- Refusals ---


def test_closed_act_is_a_number_with_its_relation_and_nothing_more() -> None:
    order, closed = OrderFactory(), closed_order(number=77, signed_on=MARCH, change_summary="Tajne.")
    OrderRelationFactory(source=closed, target=order, type="AMENDS", effective_on=MARCH)
    OrderAttachmentFactory(order=closed)

    timeline = history(order, user=UserFactory())

    act = next(life.act for life in timeline.lives if not life.is_own)
    assert (act.number, act.order, act.url, act.history_url) == ("77/2017", None, "", "")
    about_it = [event for event in timeline.events if event.act == act]
    assert [(event.happening, event.day, event.details) for event in about_it] == [
        (Happening.AMENDED, MARCH, "")
    ]
    assert timeline.has_closed


def test_what_closed_acts_do_to_each_other_is_not_told() -> None:
    order, first, second = OrderFactory(), closed_order(), closed_order()
    for closed in (first, second):
        OrderRelationFactory(source=closed, target=order, type="AMENDS")
    OrderRelationFactory(source=first, target=second)

    timeline = history(order, user=UserFactory())

    assert {(tie.source.pk, tie.target.pk) for tie in timeline.ties} == {
        (first.pk, order.pk),
        (second.pk, order.pk),
    }


def test_corrections_and_withdrawals_of_a_closed_act_are_not_told() -> None:
    order, closed = OrderFactory(), closed_order()
    OrderRelationFactory(source=order, target=closed, type="AMENDS")
    mend(closed)
    withdraw(OrderAttachmentFactory(order=closed))

    timeline = history(order, user=UserFactory())

    assert not told(timeline, Happening.DATA_MENDED)
    assert not told(timeline, Happening.FILE_WITHDRAWN)


# --- What happened ---


def mend(order: Order) -> None:
    with time_machine.travel(datetime(2018, 12, 31, 23, 30, tzinfo=UTC), tick=False), REGISTER.opened():
        OrderCorrection.objects.create(
            order=order,
            field="executor",
            before="",
            after="główny księgowy",
            reason="Pominięto przy przepisywaniu.",
            corrected_by=UserFactory(),
        )


def withdraw(attachment: OrderAttachment) -> None:
    with REGISTER.opened():
        attachment.file, attachment.withdrawn_reason = None, "Zły skan."
        attachment.withdrawn_at = datetime(2019, 5, 6, 12, tzinfo=UTC)
        OrderAttachment.objects.bulk_update([attachment], ["file", "withdrawn_reason", "withdrawn_at"])


def test_life_of_an_order_is_told_day_by_day() -> None:
    order = OrderFactory(
        signed_on=date(2017, 1, 12),
        published_on=date(2017, 1, 13),
        effective_from=date(2017, 2, 1),
        effective_until=date(2019, 12, 31),
    )

    told_days = [(event.happening, event.day) for event in history(order).events]

    assert told_days == [
        (Happening.SIGNED, date(2017, 1, 12)),
        (Happening.PUBLISHED, date(2017, 1, 13)),
        (Happening.IN_FORCE, date(2017, 2, 1)),
        (Happening.EXPIRED, date(2019, 12, 31)),
    ]


def test_what_falls_on_one_day_is_one_line() -> None:
    events = history(OrderFactory()).events

    assert len(events) == 1
    assert events[0].words.count(",") == 2


def test_every_relation_is_told_with_its_part_and_day() -> None:
    order = OrderFactory()
    for type, fragment in [("AMENDS", "§ 1"), ("CORRECTS", "§ 2"), ("REPEALS", "§ 3"), ("REPEALS", "")]:
        OrderRelationFactory(target=order, type=type, fragment=fragment, effective_on=MARCH)

    told_relations = [
        (event.happening, event.fragment, event.day, event.target.number)
        for event in history(order).events
        if event.target is not None
    ]

    assert sorted(told_relations) == [
        (Happening.AMENDED, "§ 1", MARCH, order.full_number),
        (Happening.CORRECTED, "§ 2", MARCH, order.full_number),
        (Happening.PARTLY_REPEALED, "§ 3", MARCH, order.full_number),
        (Happening.REPEALED, "", MARCH, order.full_number),
    ]


def test_amendment_says_in_words_what_changes() -> None:
    relation = OrderRelationFactory(type="AMENDS", source__change_summary="Dodano dyżury.")

    assert [event.details for event in told(history(relation.target), Happening.AMENDED)] == [
        "Dodano dyżury."
    ]


def test_history_reaches_through_other_acts_in_both_directions() -> None:
    oldest, old, order, new = OrderFactory.create_batch(4)
    other = OrderRelationFactory(target=oldest, type="AMENDS").source
    for source, target in [(old, oldest), (order, old), (new, order)]:
        OrderRelationFactory(source=source, target=target)

    timeline = history(order)

    assert {life.act.pk for life in timeline.lives} == {one.pk for one in (oldest, old, order, new, other)}
    assert [life.is_own for life in timeline.lives].count(True) == 1


def test_mended_data_are_told_with_the_reason_on_the_day_in_warsaw() -> None:
    order = OrderFactory()
    mend(order)

    event = told(history(order), Happening.DATA_MENDED)[0]

    assert event.day == date(2019, 1, 1)
    assert "Pominięto przy przepisywaniu." in event.details
    assert "główny księgowy" in event.details


def test_withdrawn_file_is_told_with_its_reason() -> None:
    attachment = OrderAttachmentFactory()
    withdraw(attachment)

    event = told(history(attachment.order), Happening.FILE_WITHDRAWN)[0]

    assert event.day == date(2019, 5, 6)
    assert "Zły skan." in event.details


def test_repealed_order_does_not_expire_as_well() -> None:
    order = OrderFactory(effective_until=date(2019, 12, 31))
    OrderRelationFactory(target=order, effective_on=date(2018, 1, 1))

    assert not told(history(order), Happening.EXPIRED)


def test_order_repealed_before_its_day_never_enters_into_force() -> None:
    order = OrderFactory(effective_from=date(2018, 6, 1))
    OrderRelationFactory(target=order, effective_on=date(2018, 1, 1))

    timeline = history(order)

    assert not told(timeline, Happening.IN_FORCE)
    assert next(life for life in timeline.lives if life.is_own).force is None


def test_repealing_the_repealer_gives_no_new_time_in_force() -> None:
    first, second, third = OrderFactory.create_batch(3)
    OrderRelationFactory(source=second, target=first, effective_on=MARCH)
    OrderRelationFactory(source=third, target=second, effective_on=date(2018, 1, 1))

    lives = {life.act.pk: life for life in history(first).lives}

    assert lives[first.pk].force == (first.effective_from, date(2017, 2, 28))
    assert lives[first.pk].status == OrderStatus.REPEALED


@pytest.mark.parametrize(("type", "fragment"), [("REPEALS", "§ 3"), ("CORRECTS", ""), ("AMENDS", "")])
def test_what_is_not_a_whole_repeal_ends_no_force(type: str, fragment: str) -> None:
    order = OrderRelationFactory(type=type, fragment=fragment, effective_on=MARCH).target

    life = next(life for life in history(order).lives if life.is_own)

    assert life.force == (order.effective_from, None)
    assert life.status == OrderStatus.IN_FORCE


def test_events_after_the_chosen_day_are_marked() -> None:
    order = OrderRelationFactory(type="AMENDS", effective_on=date(2018, 1, 1)).target

    own = [event for event in history(order, on=MARCH).events if event.is_own]

    assert [event.is_after for event in own] == [False, True]


def test_status_in_the_family_is_that_of_the_chosen_day() -> None:
    order = OrderRelationFactory(effective_on=date(2018, 1, 1)).target

    statuses = [
        next(life for life in history(order, on=day).lives if life.is_own).status
        for day in (date(2016, 1, 1), MARCH, date(2018, 1, 1))
    ]

    assert statuses == [OrderStatus.PENDING, OrderStatus.IN_FORCE, OrderStatus.REPEALED]


def test_large_family_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intranet.orders.timeline.MOST_ORDERS", 3)
    order = OrderFactory()
    for _ in range(4):
        OrderRelationFactory(target=order, type="AMENDS")

    timeline = history(order)

    assert timeline.is_cut
    assert len(timeline.lives) == 3


@pytest.mark.parametrize("count", [2, 20])
def test_history_asks_as_many_queries_whatever_its_length(count: int, django_assert_num_queries) -> None:
    order = OrderFactory()
    for number in range(count):
        relation = OrderRelationFactory(target=order, type="AMENDS", fragment=f"§ {number + 1}")
        OrderRelationFactory(source=OrderFactory(), target=relation.source, type="CORRECTS")
        mend(relation.source)
    user = UserFactory(roles=[Role.CHANCELLERY])
    user.has_role(Role.CHANCELLERY)

    with django_assert_num_queries(6):
        timeline = timeline_of(order, user=user, on=NOW)
        draw_lifelines(timeline)

    assert len(timeline.lives) == 2 * count + 1


# --- The picture ---


def picture(order: Order, **asked: date) -> Lifelines:
    return draw_lifelines(history(order, **asked))


def share(position: str) -> float:
    return float(position.removesuffix("%"))


def test_picture_has_a_lane_for_each_act_and_an_arrow_for_each_relation() -> None:
    order = OrderFactory()
    OrderRelationFactory(target=order, type="AMENDS")
    OrderRelationFactory(target=order, fragment="§ 3")

    drawn = picture(order)

    assert len(drawn.lanes) == 3
    assert sorted(arrow.kind for arrow in drawn.arrows) == ["amends", "part"]
    assert drawn.kinds == ["amends", "part"]


def test_bar_of_an_act_in_force_runs_out_and_of_a_repealed_one_ends() -> None:
    relation = OrderRelationFactory(effective_on=date(2018, 1, 1), source__signed_on=date(2017, 12, 1))

    bars = {lane.act.pk: lane.bar for lane in picture(relation.target).lanes}

    assert bars[relation.target.pk].has_end
    assert not bars[relation.source.pk].has_end
    arrow = picture(relation.target).arrows[0]
    assert share(bars[relation.target.pk].end) <= share(arrow.position)
    assert arrow.is_up


def test_everything_stands_inside_the_picture() -> None:
    order = OrderFactory(effective_until=date(2199, 12, 31))
    OrderRelationFactory(target=order, effective_on=date(2150, 1, 1), source__effective_from=date(1999, 1, 1))

    drawn = picture(order, on=date(1950, 1, 1))

    positions = [share(arrow.position) for arrow in drawn.arrows]
    positions += [share(tick.position) for tick in drawn.ticks]
    for lane in drawn.lanes:
        positions += [
            share(lane.bar.start),
            share(lane.bar.start) + share(lane.bar.width),
            share(lane.bar.end),
        ]
    assert all(0 <= position <= 100.01 for position in positions)
    assert drawn.day is None
    assert len(drawn.ticks) <= 12


def test_chosen_day_is_a_line_of_its_own() -> None:
    order = OrderFactory()

    assert picture(order).day is None
    assert picture(order, on=date(2018, 1, 1)).day.label == "01.01.2018"
    assert share(picture(order, on=date(2018, 1, 1)).day.position) < share(picture(order).today.position)


def test_arrows_of_one_day_stand_side_by_side() -> None:
    source = OrderFactory()
    for _ in range(3):
        OrderRelationFactory(source=source)

    assert sorted(arrow.dx for arrow in picture(source).arrows) == [-6, 0, 6]


def test_order_signed_today_has_a_picture_too() -> None:
    drawn = picture(OrderFactory(signed_on=NOW))

    assert drawn.lanes[0].bar is not None
    assert drawn.ticks
