from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from intranet.core.dates import today
from intranet.files.services import store_file
from intranet.orders.checking import DraftProblems, problems_of
from intranet.orders.models import (
    DraftVersion,
    HeldNumber,
    Order,
    OrderAttachment,
    OrderDraft,
    OrderRelation,
    RegisterSettings,
)
from intranet.orders.numbers import OrderNumber
from intranet.orders.relating import Problem as RelationProblem
from intranet.orders.relating import RelationsRefused
from intranet.orders.services import NumberAnnulled, NumberTaken, YearOfAnother, approving
from intranet.orders.services.approving import (
    OwnDraft,
    Signing,
    WrongState,
    approve_draft,
    keep_scan,
    publish_due,
    recall_draft,
    register_draft,
    return_draft,
    schedule_draft,
    submit_draft,
)
from intranet.orders.services.drafting import DraftNotEditable, attach_to_draft
from intranet.orders.services.numbering import hold_number
from intranet.orders.services.refusals import NumberPromised
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderDraftFactory, OrderFactory

pytestmark = pytest.mark.django_db


def submitted(**fields) -> OrderDraft:
    draft = OrderDraftFactory(**fields)
    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)
    draft.refresh_from_db()
    return draft


def approved(**fields) -> OrderDraft:
    return approve_draft(draft=submitted(**fields), version=1, by=UserFactory())


def signing(number: str = "1", suffix: str = "", **fields) -> Signing:
    day = fields.pop("signed_on", today())
    return Signing(OrderNumber(int(number), suffix, day.year), day, today(), **fields)


def annul(number: str) -> None:
    hold_number(
        kind="ORDER",
        number=OrderNumber(int(number), "", today().year),
        state="ANNULLED",
        reason="papier zaginął",
        by=UserFactory(),
    )


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def test_author_cannot_approve_own_draft() -> None:
    draft = submitted()

    with pytest.raises(OwnDraft):
        approve_draft(draft=draft, version=1, by=draft.author)


def test_whoever_wrote_in_the_draft_can_neither_approve_nor_return_it() -> None:
    director = UserFactory()
    draft = submitted(editors=[director])

    with pytest.raises(OwnDraft):
        approve_draft(draft=draft, version=1, by=director)
    with pytest.raises(OwnDraft):
        return_draft(draft=draft, version=1, remarks="x", by=director)


def test_the_database_itself_refuses_own_approval() -> None:
    draft = submitted()

    with pytest.raises(IntegrityError), transaction.atomic():
        OrderDraft.objects.filter(pk=draft.pk).update(
            state="APPROVED", approved_by=draft.author, approved_at=timezone.now()
        )


def test_incomplete_draft_is_not_sent_and_all_problems_are_told_at_once() -> None:
    draft = OrderDraftFactory(subject="", issuer="", text="")

    with pytest.raises(DraftProblems) as refusal:
        submit_draft(draft=draft, seen_version=draft.version, by=draft.author)

    assert {problem.field for problem in refusal.value.problems} == {"subject", "issuer", "text"}


def test_amending_draft_needs_words_on_what_changes() -> None:
    draft = OrderDraftFactory()
    draft.relations.create(target=OrderFactory(), type=OrderRelation.Type.AMENDS)

    assert [problem.field for problem in problems_of(draft)] == ["change_summary"]


def test_relations_that_contradict_the_register_stop_the_draft() -> None:
    draft = OrderDraftFactory(change_summary="Kierownik ustala zastępstwo.")
    repealed = OrderFactory(effective_until=date(2017, 12, 31))
    draft.relations.create(target=repealed, type=OrderRelation.Type.AMENDS, effective_on=date(2018, 5, 1))

    assert [problem.field for problem in problems_of(draft)] == ["relations"]


def test_external_act_known_to_the_register_is_not_sent_again() -> None:
    known = OrderFactory(external=True)
    draft = OrderDraftFactory(
        kind=Order.Kind.EXTERNAL_ACT, external_number=known.external_number, signed_on=known.signed_on
    )

    assert [problem.field for problem in problems_of(draft)] == ["external_number"]


def test_order_effective_before_the_institution_existed_is_refused() -> None:
    RegisterSettings.objects.update_or_create(
        pk=1, defaults={"issuer": "Dyrektor", "established_on": date(1990, 9, 1)}
    )
    draft = OrderDraftFactory(effective_from=date(1989, 1, 1))

    assert [problem.field for problem in problems_of(draft)] == ["effective_from"]


def test_draft_changed_since_it_was_read_is_not_sent() -> None:
    draft = OrderDraftFactory(version=3)

    with pytest.raises(WrongState):
        submit_draft(draft=draft, seen_version=2, by=draft.author)


def test_draft_is_sent_once() -> None:
    draft = submitted()

    with pytest.raises(DraftNotEditable):
        submit_draft(draft=draft, seen_version=draft.version, by=draft.author)


def test_recalled_version_cannot_be_approved_even_when_another_waits() -> None:
    draft = submitted()
    recall_draft(draft=draft, by=draft.author)
    draft.refresh_from_db()
    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)

    with pytest.raises(WrongState):
        approve_draft(draft=draft, version=1, by=UserFactory())

    assert approve_draft(draft=draft, version=2, by=UserFactory()).state == OrderDraft.State.APPROVED


def test_returned_draft_may_be_written_in_again_and_keeps_remarks() -> None:
    draft, director = submitted(), UserFactory()

    returned = return_draft(draft=draft, version=1, remarks="Dopisać termin.", by=director)

    assert returned.is_editable
    version = DraftVersion.objects.get()
    assert (version.verdict, version.remarks, version.decided_by) == ("RETURNED", "Dopisać termin.", director)


def test_return_without_remarks_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        return_draft(draft=submitted(), version=1, remarks="", by=UserFactory())


@pytest.mark.parametrize("state", ["DRAFT", "SUBMITTED", "RETURNED"])
def test_only_an_approved_draft_is_registered(state: str) -> None:
    draft = OrderDraftFactory(state=state)

    with pytest.raises(WrongState):
        register_draft(draft=draft, signing=signing(), by=draft.author)


def test_recall_loses_the_approval() -> None:
    draft = recall_draft(draft=approved(), by=UserFactory())

    assert (draft.state, draft.approved_by, draft.approved_at) == (OrderDraft.State.DRAFT, None, None)


def test_registered_order_has_what_was_approved() -> None:
    target = OrderFactory()
    draft = OrderDraftFactory(change_summary="Zastępstwo ustala kierownik.", executor="Kierownicy")
    draft.relations.create(target=target, type=OrderRelation.Type.AMENDS, fragment="§ 3")
    attach_to_draft(
        draft=draft,
        file=store_file(data=b"%PDF-1.7\n%a\n", name="a.pdf"),
        title="Wzór",
        role=OrderAttachment.Role.FORM,
        number=None,
        by=draft.author,
    )
    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)
    draft = approve_draft(draft=draft, version=1, by=UserFactory())

    scan = store_file(data=b"%PDF-1.7\n%skan\n", name="skan.pdf")
    order = register_draft(
        draft=draft, signing=signing("7", "a", original_place="Segregator 1", scan=scan), by=draft.author
    )

    assert order.full_number == f"7a/{today().year}"
    assert (order.text, order.executor, order.original_place) == (draft.text, "Kierownicy", "Segregator 1")
    assert order.effective_from == today()
    assert [(row.target, row.fragment) for row in order.outgoing_relations.all()] == [(target, "§ 3")]
    assert [(row.number, row.role) for row in order.attachments.all()] == [(None, "SIGNED_COPY"), (1, "FORM")]
    draft.refresh_from_db()
    assert (draft.state, draft.order) == (OrderDraft.State.REGISTERED, order)
    assert not draft.attachments.exists()


def test_draft_is_registered_once() -> None:
    draft = approved()
    register_draft(draft=draft, signing=signing(), by=draft.author)

    with pytest.raises(WrongState):
        register_draft(draft=draft, signing=signing("2"), by=draft.author)


def test_taken_number_is_refused_and_the_draft_stays_approved() -> None:
    taken = OrderFactory(number=1, signed_on=today())
    draft = approved()

    with pytest.raises(NumberTaken) as refusal:
        register_draft(draft=draft, signing=signing(), by=draft.author)

    assert refusal.value.args[0] == taken
    draft.refresh_from_db()
    assert draft.state == OrderDraft.State.APPROVED


def test_number_of_another_year_is_refused() -> None:
    day = date(2020, 5, 4)

    with pytest.raises(YearOfAnother):
        register_draft(
            draft=approved(), signing=Signing(OrderNumber(1, "", 2021), day, day), by=UserFactory()
        )
    with pytest.raises(YearOfAnother):
        schedule_draft(
            draft=approved(),
            signing=Signing(OrderNumber(1, "", 2021), day, day),
            publish_at=in_an_hour(),
            by=UserFactory(),
        )


def test_second_scan_takes_the_place_of_the_first() -> None:
    draft = approved()
    for name in ("zły.pdf", "dobry.pdf"):
        keep_scan(draft=draft, scan=store_file(data=b"%PDF-1.7\n%skan\n", name=name), by=draft.author)

    order = register_draft(draft=draft, signing=signing(), by=draft.author)

    assert [row.file_name for row in order.attachments.all()] == ["dobry.pdf"]


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
