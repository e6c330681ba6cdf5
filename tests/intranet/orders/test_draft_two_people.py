"""Two people at one draft or one number, with real connections."""

from datetime import timedelta

from django.utils import timezone

from intranet.core.dates import today
from intranet.orders.models import Order, OrderDraft
from intranet.orders.numbering import next_number
from intranet.orders.numbers import OrderNumber
from intranet.orders.services import NumberTaken
from intranet.orders.services.approving import (
    Signing,
    WrongState,
    approve_draft,
    recall_draft,
    register_draft,
    schedule_draft,
    submit_draft,
)
from intranet.orders.services.drafting import DraftChangedMeanwhile, save_draft
from intranet.orders.services.refusals import NumberPromised
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderDraftFactory
from tests.two_writers import at_once, two_writers


def submitted() -> OrderDraft:
    draft = OrderDraftFactory()
    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)
    return OrderDraft.objects.get(pk=draft.pk)


def approved() -> OrderDraft:
    return approve_draft(draft=submitted(), version=1, by=UserFactory())


def signing(number: OrderNumber) -> Signing:
    return Signing(number, today(), today())


@two_writers
def test_same_number_typed_by_two_is_given_once_and_the_other_is_told_to_whom() -> None:
    drafts, number = [approved(), approved()], OrderNumber(7, "", today().year)

    results = at_once(
        *(lambda d=draft: register_draft(draft=d, signing=signing(number), by=d.author) for draft in drafts)
    )

    order = Order.objects.get()
    refusals = [result for result in results if isinstance(result, NumberTaken)]
    assert len(refusals) == 1
    assert refusals[0].args[0] == order
    assert OrderDraft.objects.filter(state=OrderDraft.State.APPROVED).count() == 1


@two_writers
def test_two_who_were_proposed_the_same_number_get_two() -> None:
    drafts = [approved(), approved()]
    proposed = next_number("ORDER", today().year)

    results = at_once(
        *(lambda d=draft: register_draft(draft=d, signing=signing(proposed), by=d.author) for draft in drafts)
    )
    late = next(d for d, result in zip(drafts, results, strict=True) if isinstance(result, NumberTaken))
    register_draft(draft=late, signing=signing(next_number("ORDER", today().year)), by=late.author)

    assert sorted(order.number for order in Order.objects.all()) == [1, 2]


@two_writers
def test_number_scheduled_by_one_is_not_registered_by_another() -> None:
    one, two = approved(), approved()
    number, moment = OrderNumber(7, "", today().year), timezone.now() + timedelta(hours=1)

    results = at_once(
        lambda: schedule_draft(draft=one, signing=signing(number), publish_at=moment, by=one.author),
        lambda: register_draft(draft=two, signing=signing(number), by=two.author),
    )

    refused = [result for result in results if isinstance(result, NumberPromised | NumberTaken)]
    assert len(refused) == 1


@two_writers
def test_one_draft_registered_by_two_becomes_one_order() -> None:
    draft = approved()

    results = at_once(
        *(
            lambda n=number: register_draft(
                draft=draft, signing=signing(OrderNumber(n, "", today().year)), by=draft.author
            )
            for number in (1, 2)
        )
    )

    assert Order.objects.count() == 1
    assert sum(isinstance(result, WrongState) for result in results) == 1


@two_writers
def test_of_approval_and_recall_at_once_the_first_wins() -> None:
    draft, director = submitted(), UserFactory()

    at_once(
        lambda: approve_draft(draft=draft, version=1, by=director),
        lambda: recall_draft(draft=draft, by=draft.author),
    )

    # Recall is allowed after approval too, so the draft is the clerk's again whichever came first.
    draft.refresh_from_db()
    assert (draft.state, draft.approved_by) == (OrderDraft.State.DRAFT, None)


@two_writers
def test_two_saves_at_once_do_not_overwrite_each_other() -> None:
    draft = OrderDraftFactory()

    results = at_once(
        *(
            lambda t=text: save_draft(
                draft=draft, seen_version=draft.version, contents={"text": t}, by=draft.author
            )
            for text in ("pierwszy", "drugi")
        )
    )

    assert sum(isinstance(result, DraftChangedMeanwhile) for result in results) == 1
