from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from intranet.core.dates import today
from intranet.files.services import store_file
from intranet.orders.checking import DraftProblems, problems_of
from intranet.orders.models import (
    DraftVersion,
    Order,
    OrderAttachment,
    OrderDraft,
    OrderRelation,
    RegisterSettings,
)
from intranet.orders.numbers import OrderNumber
from intranet.orders.services import NumberTaken, YearOfAnother
from intranet.orders.services.approving import (
    OwnDraft,
    Signing,
    WrongState,
    approve_draft,
    keep_scan,
    recall_draft,
    register_draft,
    return_draft,
    schedule_draft,
    submit_draft,
)
from intranet.orders.services.drafting import DraftNotEditable, attach_to_draft
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderDraftFactory, OrderFactory
from tests.intranet.orders.draft_states import approved, in_an_hour, signing, submitted

pytestmark = pytest.mark.django_db


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
