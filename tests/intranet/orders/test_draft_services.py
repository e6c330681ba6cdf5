import pytest

from intranet.core.models import AuditEntry
from intranet.directory.audience import everyone, make_audience
from intranet.files.services import store_file
from intranet.orders.models import DraftAttachment, OrderAttachment, OrderDraft, OrderRelation
from intranet.orders.services import NewRelation
from intranet.orders.services.drafting import (
    DraftChangedMeanwhile,
    DraftNotEditable,
    KeptAttachment,
    arrange_attachments,
    attach_to_draft,
    create_draft,
    detach_from_draft,
    discard_draft,
    save_draft,
)
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.orders import OrderDraftFactory, OrderFactory

pytestmark = pytest.mark.django_db


def file(name: str = "zał.pdf"):
    return store_file(data=b"%PDF-1.7\n%sample\n", name=name)


def save(draft: OrderDraft, **changes):
    given = {"seen_version": draft.version, "contents": {}, "by": draft.author, **changes}
    return save_draft(draft=draft, **given)


@pytest.mark.parametrize("state", ["SUBMITTED", "APPROVED"])
def test_nobody_changes_what_is_being_approved_or_was(state: str) -> None:
    draft = OrderDraftFactory()
    by = {"approved_by": UserFactory(), "approved_at": draft.created_at} if state == "APPROVED" else {}
    OrderDraft.objects.filter(pk=draft.pk).update(state=state, **by)

    with pytest.raises(DraftNotEditable):
        save(draft, contents={"text": "inny"})
    with pytest.raises(DraftNotEditable):
        attach_to_draft(draft=draft, file=file(), title="x", role="ANNEX", number=None, by=draft.author)
    with pytest.raises(DraftNotEditable):
        arrange_attachments(draft=draft, kept=[], removed=[], by=draft.author)
    with pytest.raises(DraftNotEditable):
        discard_draft(draft=draft, by=draft.author)


def test_save_over_a_newer_version_is_refused_and_changes_nothing() -> None:
    draft = OrderDraftFactory()
    save(draft, contents={"text": "nowy"})

    with pytest.raises(DraftChangedMeanwhile):
        save(draft, contents={"text": "spóźniony"})

    draft.refresh_from_db()
    assert draft.text == "nowy"


def test_unknown_field_is_an_error_of_the_caller() -> None:
    draft = OrderDraftFactory()

    with pytest.raises(KeyError):
        save(draft, contents={"state": "APPROVED"})


def test_whoever_saves_has_written_in_the_draft() -> None:
    draft, other = OrderDraftFactory(), UserFactory()

    saved = save(draft, contents={"text": "nowy"}, by=other)

    assert saved.version == draft.version + 1
    assert saved.updated_by == other
    assert set(saved.editors.all()) == {draft.author, other}


def test_relations_given_replace_those_there_and_none_leaves_them() -> None:
    draft, one, two = OrderDraftFactory(), OrderFactory(), OrderFactory()
    draft = save(draft, relations=[NewRelation(OrderRelation.Type.AMENDS, one, "§ 3")])
    draft = save(draft, contents={"text": "nowy"})

    assert [row.target for row in draft.relations.all()] == [one]

    draft = save(draft, relations=[NewRelation(OrderRelation.Type.REPEALS, two)])

    assert [row.target for row in draft.relations.all()] == [two]


def test_the_same_units_keep_their_audience_and_others_get_a_new_one() -> None:
    draft, unit, other = OrderDraftFactory(), OrgUnitFactory(), OrgUnitFactory()
    draft = save(draft, audience_units=[unit])
    kept = draft.audience
    draft = save(draft, audience_units=[unit])

    assert draft.audience == kept

    assert save(draft, audience_units=[other]).audience != kept


def test_choosing_units_leaves_no_person_of_a_former_audience_among_readers() -> None:
    unit, person = OrgUnitFactory(), PersonFactory()
    draft = OrderDraftFactory(audience=make_audience(units=[unit], persons=[person]))

    draft = save(draft, audience_units=[unit])

    assert not draft.audience.person_rows.exists()


def test_no_units_means_everyone() -> None:
    draft = OrderDraftFactory(audience=make_audience(units=[OrgUnitFactory()]))

    assert save(draft, audience_units=[]).audience == everyone()


def test_annexes_are_numbered_and_a_copy_of_the_paper_is_not() -> None:
    draft = OrderDraftFactory()
    for role in (OrderAttachment.Role.ANNEX, OrderAttachment.Role.SIGNED_COPY, OrderAttachment.Role.POLICY):
        attach_to_draft(draft=draft, file=file(), title=role, role=role, number=None, by=draft.author)

    assert [row.number for row in draft.attachments.order_by("pk")] == [1, None, 2]


def test_attachments_may_change_places() -> None:
    draft = OrderDraftFactory()
    one, two = (
        attach_to_draft(draft=draft, file=file(), title=name, role="ANNEX", number=None, by=draft.author)
        for name in ("pierwszy", "drugi")
    )

    arrange_attachments(
        draft=draft,
        kept=[KeptAttachment(one.pk, "pierwszy", "ANNEX", 2), KeptAttachment(two.pk, "drugi", "FORM", 1)],
        removed=[],
        by=draft.author,
    )

    assert [row.title for row in draft.attachments.all()] == ["drugi", "pierwszy"]


def test_number_that_another_file_has_got_meanwhile_moves_on() -> None:
    draft = OrderDraftFactory()
    one, _two = (
        attach_to_draft(draft=draft, file=file(), title=name, role="ANNEX", number=None, by=draft.author)
        for name in ("pierwszy", "drugi")
    )

    arrange_attachments(
        draft=draft, kept=[KeptAttachment(one.pk, "pierwszy", "ANNEX", 2)], removed=[], by=draft.author
    )

    one.refresh_from_db()
    assert one.number == 3


def test_file_of_another_draft_cannot_be_arranged() -> None:
    draft, other = OrderDraftFactory(), OrderDraftFactory()
    foreign = attach_to_draft(
        draft=other, file=file(), title="cudzy", role="ANNEX", number=None, by=other.author
    )

    arrange_attachments(
        draft=draft,
        kept=[KeptAttachment(foreign.pk, "zmieniony", "ANNEX", 1)],
        removed=[foreign.pk],
        by=draft.author,
    )

    foreign.refresh_from_db()
    assert foreign.title == "cudzy"


def test_file_taken_off_is_off_and_recorded() -> None:
    draft = OrderDraftFactory()
    row = attach_to_draft(draft=draft, file=file(), title="x", role="ANNEX", number=None, by=draft.author)

    detach_from_draft(attachment=row, by=draft.author)

    assert not DraftAttachment.objects.exists()
    assert AuditEntry.objects.filter(action="orders.draft_detach").exists()


def test_new_draft_is_for_everyone_and_issued_by_whom_the_settings_say() -> None:
    author = UserFactory()

    draft = create_draft(by=author, contents={"subject": "zasad"})

    assert draft.audience.is_everyone
    assert draft.issuer == "Dyrektor"
    assert list(draft.editors.all()) == [author]
    assert AuditEntry.objects.filter(action="orders.draft_create").exists()


def test_discarded_draft_is_gone_and_recorded() -> None:
    draft = OrderDraftFactory()

    discard_draft(draft=draft, by=draft.author)

    assert not OrderDraft.objects.exists()
    assert AuditEntry.objects.filter(action="orders.draft_discard").exists()
