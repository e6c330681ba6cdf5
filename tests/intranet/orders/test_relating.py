"""What one order may do to another."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from intranet.orders.models import REGISTER, Order, OrderDraft, OrderRelation, OrderStatus
from intranet.orders.relating import (
    ActingOrder,
    Problem,
    RelationsRefused,
    check_relations,
    refuse_contradictions,
)
from intranet.orders.services import NewRelation
from tests.factories.orders import OrderFactory, OrderRelationFactory

pytestmark = pytest.mark.django_db

Type = OrderRelation.Type
SIGNED = date(2018, 1, 10)
ACTING = ActingOrder(signed_on=SIGNED, effective_from=SIGNED, change_summary="Zmieniono godziny.")


def errors(problems: list[Problem]) -> list[tuple[str, int | None]]:
    return [(problem.field, problem.row) for problem in problems if not problem.is_warning]


def warnings(problems: list[Problem]) -> list[tuple[str, int | None]]:
    return [(problem.field, problem.row) for problem in problems if problem.is_warning]


def amends(target: Order, fragment: str = "", on: date | None = None) -> NewRelation:
    return NewRelation(Type.AMENDS, target, fragment, on)


def repeals(target: Order, fragment: str = "", on: date | None = None) -> NewRelation:
    return NewRelation(Type.REPEALS, target, fragment, on)


def corrects(target: Order, fragment: str = "", on: date | None = None) -> NewRelation:
    return NewRelation(Type.CORRECTS, target, fragment, on)


# --- Refusals ---


@pytest.mark.parametrize("type", Type)
def test_order_cannot_act_on_itself(type: Type) -> None:
    order = OrderFactory(signed_on=SIGNED)

    problems = check_relations(replace(ACTING, pk=order.pk), [NewRelation(type, order)])

    assert errors(problems) == [("target", 0)]


def test_same_is_not_said_twice() -> None:
    target = OrderFactory()

    problems = check_relations(
        ACTING, [amends(target, "§ 3"), amends(target, "par. 3"), amends(target, "§ 4")]
    )

    assert errors(problems) == [("target", 1)]


def test_same_as_already_registered_is_refused() -> None:
    relation = OrderRelationFactory(type=Type.AMENDS, fragment="§ 3")

    problems = check_relations(
        replace(ACTING, pk=relation.source.pk), [amends(relation.target, "§ 3", date(2018, 2, 1))]
    )

    assert errors(problems) == [("target", 0)]


@pytest.mark.parametrize("relation", [repeals, amends])
@pytest.mark.parametrize("fragment", ["", "§ 3"])
@pytest.mark.parametrize("since", [date(2017, 6, 1), SIGNED])
def test_what_another_order_repealed_whole_cannot_be_changed(relation, fragment: str, since: date) -> None:
    repealed = OrderRelationFactory(effective_on=since, source__number=99)

    problems = check_relations(ACTING, [relation(repealed.target, fragment)])

    assert errors(problems) == [("target", 0)]
    assert "99/2017" in problems[0].message


def test_what_has_expired_cannot_be_changed() -> None:
    expired = OrderFactory(effective_until=date(2017, 12, 31))

    assert errors(check_relations(ACTING, [amends(expired)])) == [("target", 0)]
    assert errors(check_relations(ACTING, [repeals(expired)])) == [("target", 0)]


def test_what_the_order_itself_repeals_it_cannot_change_afterwards() -> None:
    target = OrderFactory()

    problems = check_relations(ACTING, [repeals(target), amends(target, "§ 3")])

    assert errors(problems) == [("target", 1)]


def test_later_signed_order_cannot_be_changed_by_an_earlier_one() -> None:
    later = OrderFactory(signed_on=SIGNED + timedelta(days=1), effective_from=SIGNED)

    assert errors(check_relations(ACTING, [corrects(later)])) == [("target", 0)]


def test_order_cannot_be_changed_before_it_existed() -> None:
    target = OrderFactory(signed_on=date(2017, 5, 1))

    problems = check_relations(ACTING, [repeals(target, on=date(2017, 4, 30))])

    assert errors(problems) == [("effective_on", 0)]


def test_order_changes_nothing_after_its_own_end() -> None:
    source = replace(ACTING, effective_until=date(2018, 12, 31))

    problems = check_relations(source, [repeals(OrderFactory(), on=date(2019, 1, 1))])

    assert errors(problems) == [("effective_on", 0)]


@pytest.mark.parametrize("summary", ["", "  \n"])
def test_amending_order_must_say_what_changes(summary: str) -> None:
    source = replace(ACTING, change_summary=summary)

    assert errors(check_relations(source, [amends(OrderFactory())])) == [("change_summary", None)]
    assert errors(check_relations(source, [repeals(OrderFactory())])) == []


@pytest.mark.parametrize("fragment", ["opłaty", "§", "x" * 300, "§ 1, " * 30 + "§ 2"])
def test_part_that_cannot_be_read_is_told(fragment: str) -> None:
    assert errors(check_relations(ACTING, [amends(OrderFactory(), fragment)])) == [("fragment", 0)]


def test_circle_is_refused_and_named() -> None:
    first, second, third = OrderFactory.create_batch(3, signed_on=SIGNED)
    OrderRelationFactory(source=second, target=third, type=Type.AMENDS, effective_on=SIGNED)
    OrderRelationFactory(source=third, target=first, type=Type.CORRECTS, effective_on=SIGNED)

    problems = check_relations(replace(ACTING, pk=first.pk), [amends(OrderFactory()), amends(second)])

    assert errors(problems) == [("target", 1)]
    written = [order.full_number for order in (first, second, third, first)]
    assert " → ".join(written) in problems[0].message


def test_long_circle_is_named_by_its_ends() -> None:
    orders = OrderFactory.create_batch(12, signed_on=SIGNED)
    for source, target in zip(orders[1:], orders[2:], strict=False):
        OrderRelationFactory(source=source, target=target, type=Type.CORRECTS, effective_on=SIGNED)
    OrderRelationFactory(source=orders[-1], target=orders[0], type=Type.CORRECTS, effective_on=SIGNED)

    message = check_relations(replace(ACTING, pk=orders[0].pk), [corrects(orders[1])])[0].message

    assert message.count("→") == 8
    assert "…" in message


def test_refusal_carries_its_problems_and_no_warnings() -> None:
    target = OrderFactory(external=True)

    with pytest.raises(RelationsRefused) as refusal:
        refuse_contradictions(ACTING, [amends(target), amends(target)])

    assert errors(refusal.value.problems) == [("target", 1)]
    assert warnings(refusal.value.problems) == []


# --- What is only a warning ---


def test_order_of_another_issuer_is_warned_of() -> None:
    problems = check_relations(ACTING, [repeals(OrderFactory(external=True))])

    assert (errors(problems), warnings(problems)) == ([], [("target", 0)])


def test_effect_before_the_order_itself_is_warned_of() -> None:
    problems = check_relations(ACTING, [repeals(OrderFactory(), on=SIGNED - timedelta(days=9))])

    assert (errors(problems), warnings(problems)) == ([], [("effective_on", 0)])


def test_history_keeps_what_the_paper_says() -> None:
    repealed = OrderRelationFactory(effective_on=date(2017, 6, 1)).target
    later = OrderFactory(signed_on=SIGNED + timedelta(days=1), effective_from=SIGNED)
    source = replace(ACTING, change_summary="")
    relations = [repeals(repealed), amends(later, "w części opłat")]

    problems = refuse_contradictions(source, relations, is_history=True)

    assert sorted(problem.field for problem in problems) == ["change_summary", "fragment", "target", "target"]
    assert all(problem.is_warning for problem in problems)


def test_history_too_has_no_circle_and_nothing_twice() -> None:
    relation = OrderRelationFactory(type=Type.AMENDS)
    source = replace(ACTING, pk=relation.target.pk)

    relations = [amends(relation.source), corrects(relation.source), corrects(relation.source)]

    problems = check_relations(source, relations, is_history=True)

    assert errors(problems) == [("target", 0), ("target", 2)]


# --- What is allowed ---


def test_ordinary_changes_are_allowed() -> None:
    first, second, third = OrderFactory.create_batch(3)
    relations = [
        amends(first, "§ 2 ust. 1 pkt 3 i § 5"),
        repeals(second),
        repeals(third, "§ 3"),
        corrects(third, "zał. nr 1", date(2018, 3, 1)),
    ]

    assert check_relations(ACTING, relations) == []


def test_repeal_may_come_sooner_than_another_one() -> None:
    repealed = OrderRelationFactory(effective_on=date(2020, 1, 1)).target

    assert check_relations(ACTING, [repeals(repealed)]) == []


def test_order_may_be_repealed_before_it_enters_into_force() -> None:
    assert check_relations(ACTING, [repeals(OrderFactory(pending=True))]) == []


def test_mistake_in_a_repealed_order_may_be_corrected() -> None:
    repealed = OrderRelationFactory(effective_on=date(2017, 6, 1)).target

    assert check_relations(ACTING, [corrects(repealed, "§ 3")]) == []


def test_partial_repeal_leaves_the_rest_to_be_changed() -> None:
    target = OrderRelationFactory(fragment="§ 3", effective_on=date(2017, 6, 1)).target

    assert check_relations(ACTING, [amends(target, "§ 4")]) == []


def test_amendment_until_the_day_of_own_repeal_is_allowed() -> None:
    target = OrderFactory()

    assert check_relations(ACTING, [amends(target), repeals(target, on=date(2018, 7, 1))]) == []


def test_draft_without_days_is_looked_at_as_far_as_it_goes() -> None:
    draft = OrderDraft(change_summary="", signed_on=None)
    target = OrderRelationFactory(effective_on=date(2017, 6, 1)).target

    assert errors(check_relations(ActingOrder.of(draft), [amends(target)])) == [("change_summary", None)]


def test_day_of_signing_stands_for_a_day_of_force_not_given_yet() -> None:
    draft = OrderDraft(change_summary="x", signed_on=SIGNED)
    target = OrderRelationFactory(effective_on=date(2017, 6, 1)).target

    assert errors(check_relations(ActingOrder.of(draft), [amends(target)])) == [("target", 0)]


# --- Against a plain reading of the rules, over many small registers ---


def register_at_random(dice: random.Random, orders: list[Order]) -> list[OrderRelation]:
    """Tie orders at random, never twice the same; days and circles as they fall."""
    pairs = dice.sample(list(permutations(orders, 2)), dice.randint(0, 7))
    rows = [
        OrderRelation(
            source=source,
            target=target,
            type=dice.choice([Type.REPEALS, Type.REPEALS, Type.AMENDS, Type.CORRECTS]),
            fragment=dice.choice(["", "", "§ 3"]),
            effective_on=SIGNED + timedelta(days=dice.randint(-20, 20)),
        )
        for source, target in pairs
    ]
    with REGISTER.opened():
        OrderRelation.objects.all().delete()
        return OrderRelation.objects.bulk_create(rows)


def reaches(rows: list[OrderRelation], start: int, goal: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        following = {row.target_id for row in rows if row.source_id == at} - seen
        seen |= following
        waiting += following
    return goal in seen


@pytest.mark.parametrize("seed", range(30))
def test_circles_and_dead_targets_are_found_as_by_hand(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  (a test)
    orders = OrderFactory.create_batch(6, signed_on=SIGNED, effective_from=date(2017, 1, 1))
    rows = register_at_random(dice, orders)
    source, target = dice.sample(orders, 2)
    day = SIGNED + timedelta(days=dice.randint(-20, 20))
    facts = replace(ActingOrder.of(source), change_summary="x")

    problems = check_relations(facts, [amends(target, "§ 99", day)])

    closes_circle = reaches(rows, target.pk, source.pk)
    is_dead = any(
        row.target_id == target.pk
        and row.source_id != source.pk
        and row.type == Type.REPEALS
        and not row.fragment
        and row.effective_on <= day
        for row in rows
    )
    assert len(errors(problems)) == closes_circle + is_dead


@pytest.mark.parametrize("seed", range(10))
def test_first_whole_repeal_alone_ends_force_whatever_else_is_done(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  (a test)
    orders = OrderFactory.create_batch(6, signed_on=SIGNED, effective_from=date(2017, 1, 1))
    rows = register_at_random(dice, orders)
    day = SIGNED + timedelta(days=dice.randint(-20, 20))

    computed = {order.pk: order.status_today for order in Order.objects.annotate_status(day)}

    for order in orders:
        days = [
            row.effective_on
            for row in rows
            if row.target_id == order.pk and row.type == Type.REPEALS and not row.fragment
        ]
        is_repealed = any(one <= day for one in days)
        assert computed[order.pk] == (OrderStatus.REPEALED if is_repealed else OrderStatus.IN_FORCE)


# --- Cost ---


@pytest.mark.parametrize("count", [2, 20])
def test_rules_ask_as_many_queries_whatever_the_relations(count: int, django_assert_max_num_queries) -> None:
    orders = OrderFactory.create_batch(count, signed_on=SIGNED)
    for source, target in zip(orders, orders[1:], strict=False):
        OrderRelationFactory(source=source, target=target, type=Type.AMENDS)
    acting = replace(ActingOrder.of(orders[-1]), change_summary="x")

    with django_assert_max_num_queries(4):
        check_relations(acting, [amends(target) for target in orders[:-1]])
