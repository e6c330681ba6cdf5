"""The form of a draft: who may write, what is saved, what it begins with."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from intranet.accounts.models import Role
from intranet.directory.audience import make_audience
from intranet.orders.models import OrderDraft, OrderRelation
from intranet.orders.services.approving import submit_draft
from tests.factories.directory import OrgUnitFactory, PersonFactory
from tests.factories.legal import LegalActFactory
from tests.factories.orders import OrderDraftFactory, OrderFactory
from tests.intranet.orders.draft_typing import opened_form, save

pytestmark = pytest.mark.django_db
CONFLICT = 409


@pytest.fixture
def clerk(client_as):
    return client_as(Role.CHANCELLERY)


@pytest.mark.parametrize("role", [None, Role.HR, Role.AUDITOR])
def test_others_find_no_way_to_drafts(client_as, role) -> None:
    client = client_as(*([role] if role else []))
    draft = OrderDraftFactory()

    for name in (
        "draft",
        "preview_draft",
        "draft_differences",
        "send_draft",
        "decide_draft",
        "register_draft",
    ):
        assert client.get(reverse(f"orders:{name}", args=[draft.pk])).status_code in {403, 404}
    for name in ("draft", "autosave_draft", "send_draft", "recall_draft", "discard_draft", "decide_draft"):
        assert client.post(reverse(f"orders:{name}", args=[draft.pk])).status_code in {403, 404}
    for name in ("drafts", "new_draft", "suggest_orders"):
        assert client.get(reverse(f"orders:{name}")).status_code in {403, 404}


def test_director_writes_in_no_draft(client_as) -> None:
    director, draft = client_as(Role.DIRECTOR), OrderDraftFactory()
    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)

    assert save(director, draft, {}, text="x").status_code == 403
    assert director.post(reverse("orders:autosave_draft", args=[draft.pk])).status_code == 403
    assert director.get(reverse("orders:new_draft")).status_code == 403
    assert director.post(reverse("orders:discard_draft", args=[draft.pk])).status_code == 403


def test_director_does_not_see_what_was_never_sent(client_as) -> None:
    assert client_as(Role.DIRECTOR).get(OrderDraftFactory().get_absolute_url()).status_code == 404


def test_nothing_is_kept_before_the_first_save(clerk) -> None:
    clerk.get(reverse("orders:new_draft"))
    answer = clerk.post(reverse("orders:new_draft"), {"kind": "ORDER", "subject": ""})

    assert answer.status_code == 200
    assert not OrderDraft.objects.exists()


def test_first_save_makes_the_draft(clerk) -> None:
    answer = clerk.post(reverse("orders:new_draft"), {"kind": "CIRCULAR", "subject": "zasad  zastępstw"})

    draft = OrderDraft.objects.get()
    assert answer.url == draft.get_absolute_url()
    assert (draft.kind, draft.subject, draft.author) == ("CIRCULAR", "zasad zastępstw", clerk.user)


def test_form_sent_back_as_it_was_changes_nothing(clerk) -> None:
    draft = OrderDraftFactory(executor="Kierownicy")

    answer = save(clerk, draft, opened_form(draft, clerk.user))

    assert answer.status_code == 302
    assert OrderDraft.objects.get().version == draft.version
    assert clerk.user not in draft.editors.all()


def test_all_that_is_typed_is_saved(clerk) -> None:
    draft, unit, target = OrderDraftFactory(), OrgUnitFactory(), OrderFactory(number=5, year=2015)
    typed = {
        "text": "§ 1. Nowy.\r\n§ 2. Drugi.",
        "effective_from": "1.2.2026",
        "owner_unit": unit.pk,
        "audience": "UNITS",
        "audience_units": [unit.pk],
        "relations-0-type": "AMENDS",
        "relations-0-target": "5/2015",
        "relations-0-fragment": "par. 3",
        "change_summary": "Inny termin.",
    }

    answer = save(clerk, draft, opened_form(draft, clerk.user), **typed)

    assert answer.status_code == 302
    draft = OrderDraft.objects.get()
    assert draft.text == "§ 1. Nowy.\n§ 2. Drugi."
    assert f"{draft.effective_from:%Y-%m-%d}" == "2026-02-01"
    assert draft.owner_unit == unit
    assert [row.unit for row in draft.audience.unit_rows.all()] == [unit]
    assert [(row.target, row.fragment) for row in draft.relations.all()] == [(target, "§ 3")]
    assert draft.updated_by == clerk.user


@pytest.mark.parametrize(
    "number", ["5a/2015", "5 a/2015", "5A/15", "zarządzenie 5a/2015", "nr 5a/2015", "zarządzenie nr 5A/2015"]
)
def test_order_to_change_is_named_as_people_write_it(clerk, number: str) -> None:
    draft, target = OrderDraftFactory(), OrderFactory(number=5, number_suffix="a", year=2015)
    data = opened_form(draft, clerk.user)

    save(clerk, draft, data, **{"relations-0-type": "CORRECTS", "relations-0-target": number})

    assert draft.relations.get().target == target


def test_ambiguous_number_is_asked_about_and_the_rest_is_saved(clerk) -> None:
    draft = OrderDraftFactory()
    for kind in ("ORDER", "CIRCULAR"):
        OrderFactory(number=5, year=2015, kind=kind)
    typed = {"relations-0-type": "AMENDS", "relations-0-target": "5/2015", "executor": "Kierownicy"}

    answer = save(clerk, draft, opened_form(draft, clerk.user), **typed)

    assert answer.status_code == 200
    assert "okólnik 5/2015" in answer.content.decode()
    draft = OrderDraft.objects.get()
    assert draft.executor == "Kierownicy"
    assert not draft.relations.exists()


def test_wrong_date_keeps_what_was_typed_and_saves_the_rest(clerk) -> None:
    draft = OrderDraftFactory()

    answer = save(
        clerk, draft, opened_form(draft, clerk.user), effective_from="31.02.2026", text="§ 1. Nowy."
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "31.02.2026" in page
    assert OrderDraft.objects.get().text == "§ 1. Nowy."


def test_files_are_added_without_losing_typed_text(clerk) -> None:
    draft = OrderDraftFactory()
    files = [
        SimpleUploadedFile("Wzór_wniosku.txt", b"Wniosek o zastepstwo"),
        SimpleUploadedFile("Zasady.txt", b"Zasady zastepstw"),
    ]

    save(clerk, draft, opened_form(draft, clerk.user), text="§ 1. Z plikami.", files=files, action="attach")

    assert [(row.number, row.title) for row in draft.attachments.all()] == [
        (1, "Wzór wniosku"),
        (2, "Zasady"),
    ]
    assert OrderDraft.objects.get().text == "§ 1. Z plikami."


def test_refused_file_does_not_stop_the_text(clerk) -> None:
    draft = OrderDraftFactory()
    file = SimpleUploadedFile("program.exe", b"MZ")

    answer = save(clerk, draft, opened_form(draft, clerk.user), text="§ 1. Z plikami.", files=[file])

    assert answer.status_code == 200
    assert "program.exe" in answer.content.decode()
    assert OrderDraft.objects.get().text == "§ 1. Z plikami."
    assert not draft.attachments.exists()


def test_attachment_may_be_renamed_and_taken_off(clerk) -> None:
    draft = OrderDraftFactory()
    files = [SimpleUploadedFile(f"{name}.txt", b"tresc") for name in ("a", "b")]
    save(clerk, draft, opened_form(draft, clerk.user), files=files)
    data = opened_form(draft, clerk.user)

    save(clerk, draft, data, **{"attachments-0-title": "Nowy tytuł", "attachments-1-DELETE": "on"})

    assert [row.title for row in draft.attachments.all()] == ["Nowy tytuł"]


def test_same_number_twice_is_refused(clerk) -> None:
    draft = OrderDraftFactory()
    files = [SimpleUploadedFile(f"{name}.txt", b"tresc") for name in ("a", "b")]
    save(clerk, draft, opened_form(draft, clerk.user), files=files)

    answer = save(clerk, draft, opened_form(draft, clerk.user), **{"attachments-1-number": "1"})

    assert answer.status_code == 200
    assert [row.number for row in draft.attachments.all()] == [1, 2]


def test_legal_bases_are_read_from_the_text_and_kept_on_save(clerk) -> None:
    act = LegalActFactory(position=901)
    draft = OrderDraftFactory()
    words = "Na podstawie art. 110 ust. 1 ustawy o pomocy społecznej (Dz.U. z 2023 r. poz. 901)"

    answer = save(clerk, draft, opened_form(draft, clerk.user), legal_basis=words, action="read_bases")

    assert answer.status_code == 200
    assert "art. 110 ust. 1" in answer.content.decode()
    assert not draft.legal_bases.exists()

    save(
        clerk,
        draft,
        opened_form(draft, clerk.user),
        **{"bases-0-act": act.pk, "bases-0-provision": "art. 110"},
    )

    assert [(row.act, row.provision) for row in draft.legal_bases.all()] == [(act, "art. 110")]


def test_readers_that_the_form_cannot_choose_stay_as_they_are(clerk) -> None:
    person = PersonFactory(surname="Żuraw")
    draft = OrderDraftFactory(audience=make_audience(persons=[person]))

    assert "Żuraw" in clerk.get(draft.get_absolute_url()).content.decode()

    save(clerk, draft, opened_form(draft, clerk.user), text="§ 1. Inny.")

    draft = OrderDraft.objects.get()
    assert draft.text == "§ 1. Inny."
    assert [row.person for row in draft.audience.person_rows.all()] == [person]


@pytest.mark.parametrize("opened", ["", "{", "[1]", '{"text": 5}'])
def test_broken_fingerprints_break_nothing(clerk, opened: str) -> None:
    draft = OrderDraftFactory()
    data = {**opened_form(draft, clerk.user), "opened": opened}

    assert save(clerk, draft, data, text="§ 1. Inny.").status_code in {302, CONFLICT}


def test_form_without_its_rows_is_no_failure(clerk) -> None:
    draft = OrderDraftFactory()

    assert clerk.post(draft.get_absolute_url(), {"text": "x"}).status_code in {200, CONFLICT}


# --- Beginning from an order, suggestions ---


def test_copy_takes_the_text_and_the_readers_but_no_number(clerk) -> None:
    unit = OrgUnitFactory()
    source = OrderFactory(audience=make_audience(units=[unit]), text="§ 1. Wzór.", executor="Kadry")
    address = f"{reverse('orders:new_draft')}?kopia={source.pk}"

    clerk.post(address, {"kind": "ORDER", "subject": source.subject})

    draft = OrderDraft.objects.get()
    assert (draft.text, draft.executor) == ("§ 1. Wzór.", "Kadry")
    assert [row.unit for row in draft.audience.unit_rows.all()] == [unit]
    assert draft.audience != source.audience
    assert not draft.relations.exists()


@pytest.mark.parametrize(("way", "type_"), [("zmienia", "AMENDS"), ("uchyla", "REPEALS")])
def test_draft_that_changes_an_order_begins_with_the_relation(clerk, way: str, type_: str) -> None:
    source = OrderFactory()
    address = f"{reverse('orders:new_draft')}?{way}={source.pk}"
    subject = clerk.get(address).context["form"]["subject"].value()

    clerk.post(address, {"kind": "ORDER", "subject": subject})

    relation = OrderDraft.objects.get().relations.get()
    assert (relation.type, relation.target) == (type_, source)
    assert source.full_number in subject


def test_each_way_to_begin_from_an_order_says_what_it_will_do(clerk) -> None:
    source, address = OrderFactory(), reverse("orders:new_draft")

    pages = [clerk.get(f"{address}?{way}={source.pk}").content for way in ("kopia", "zmienia", "uchyla")]

    callouts = {page.split(b'class="callout__body"')[1].split(b"</p>")[0] for page in pages}
    assert len(callouts) == 3


@pytest.mark.parametrize("asked", ["0", "abc", "9" * 30, "-1"])
def test_beginning_from_no_order_begins_empty(clerk, asked: str) -> None:
    assert clerk.get(f"{reverse('orders:new_draft')}?kopia={asked}").status_code == 200


def test_order_page_offers_drafts_to_the_chancellery_alone(clerk, client_as) -> None:
    order = OrderFactory()

    assert f"?zmienia={order.pk}" in clerk.get(order.get_absolute_url()).content.decode()
    assert "?zmienia=" not in client_as().get(order.get_absolute_url()).content.decode()


def test_orders_are_suggested_by_number_and_escaped(clerk) -> None:
    OrderFactory(number=5, year=2015, subject="zasad <b>obiegu</b>")

    page = clerk.get(reverse("orders:suggest_orders"), {"relations-0-target": "5/2015"}).content.decode()

    assert 'value="zarządzenie 5/2015' in page
    assert "<b>" not in page


def test_form_costs_the_same_with_more_rows(clerk, django_assert_max_num_queries) -> None:
    draft = OrderDraftFactory()
    for _number in range(8):
        draft.relations.create(target=OrderFactory(), type=OrderRelation.Type.AMENDS)

    with django_assert_max_num_queries(40):
        clerk.get(draft.get_absolute_url())
