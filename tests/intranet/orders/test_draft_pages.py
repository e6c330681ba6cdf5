"""Pages of the way of a draft: approval, differences, registration."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from intranet.accounts.models import Role
from intranet.core.dates import short_date, today
from intranet.files.services import store_file
from intranet.orders.models import Order, OrderDraft
from intranet.orders.services.approving import approve_draft, return_draft, submit_draft
from intranet.orders.services.drafting import attach_to_draft, save_draft
from intranet.orders.tasks import publish_due
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderDraftFactory, OrderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client_as):
    return client_as(Role.CHANCELLERY)


@pytest.fixture
def director(client_as):
    return client_as(Role.DIRECTOR)


def page(name: str, draft: OrderDraft) -> str:
    return reverse(f"orders:{name}", args=[draft.pk])


def submitted(**fields) -> OrderDraft:
    draft = OrderDraftFactory(**fields)
    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)
    return OrderDraft.objects.get(pk=draft.pk)


def approved(**fields) -> OrderDraft:
    return approve_draft(draft=submitted(**fields), version=1, by=UserFactory())


def signing(**fields) -> dict[str, object]:
    return {
        "number": f"1/{today().year}",
        "signed_on": short_date(today()),
        "is_sure": "on",
        "action": "register",
        **fields,
    }


# --- Refusals ---


def test_chancellery_decides_on_nothing(clerk) -> None:
    draft = submitted()

    assert clerk.get(page("decide_draft", draft)).status_code == 403
    assert clerk.post(page("decide_draft", draft), {"version": 1, "action": "approve"}).status_code == 403


def test_director_sends_recalls_and_registers_nothing(director) -> None:
    waiting, ready = submitted(), approved()

    for name, draft in (("recall_draft", waiting), ("send_draft", waiting), ("register_draft", ready)):
        assert director.post(page(name, draft), signing()).status_code == 403


def test_director_who_wrote_in_the_draft_is_told_to_leave_it_to_another(director) -> None:
    draft = submitted(editors=[director.user])

    shown = director.get(page("decide_draft", draft)).content.decode()
    director.post(page("decide_draft", draft), {"version": 1, "action": "approve"})

    assert 'value="approve"' not in shown
    draft.refresh_from_db()
    assert draft.state == OrderDraft.State.SUBMITTED


@pytest.mark.parametrize("action", [None, "", "x"])
def test_answer_that_says_nothing_decides_nothing(director, action) -> None:
    draft = submitted()

    director.post(page("decide_draft", draft), {"version": 1, **({"action": action} if action else {})})

    draft.refresh_from_db()
    assert draft.state == OrderDraft.State.SUBMITTED


def test_return_without_remarks_is_asked_for_them(director) -> None:
    draft = submitted()

    answer = director.post(page("decide_draft", draft), {"version": 1, "action": "return", "remarks": " "})

    assert answer.status_code == 200
    draft.refresh_from_db()
    assert draft.state == OrderDraft.State.SUBMITTED


def test_version_taken_back_meanwhile_is_not_approved(director) -> None:
    draft = submitted()
    director.get(page("decide_draft", draft))

    director.post(page("decide_draft", draft), {"version": 7, "action": "approve"})

    draft.refresh_from_db()
    assert draft.state == OrderDraft.State.SUBMITTED


def test_incomplete_draft_is_told_what_it_lacks(clerk) -> None:
    draft = OrderDraftFactory(text="")

    assert clerk.post(page("send_draft", draft), {"version": draft.version}).status_code == 302
    shown = clerk.get(page("send_draft", draft)).content.decode()

    assert "#id_text" in shown
    draft.refresh_from_db()
    assert draft.state == OrderDraft.State.DRAFT


@pytest.mark.parametrize("version", ["", "abc", "99"])
def test_other_version_than_the_one_read_is_not_sent(clerk, version: str) -> None:
    draft = OrderDraftFactory()

    clerk.post(page("send_draft", draft), {"version": version})

    draft.refresh_from_db()
    assert draft.state == OrderDraft.State.DRAFT


def test_draft_that_is_not_approved_has_no_registration(clerk) -> None:
    assert clerk.get(page("register_draft", submitted())).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": "trzynaście"}, "number"),
        ({"number": "13/1999"}, "number"),
        ({"number": ""}, "number"),
        ({"signed_on": "31.02.2026"}, "signed_on"),
        ({"signed_on": "1.1.2999", "number": "1/2999"}, "signed_on"),
        ({"is_sure": ""}, "is_sure"),
        ({"published_on": "1.1.2000"}, "published_on"),
        ({"published_on": "1.1.2999"}, "published_on"),
        ({"action": "schedule", "publish_on": ""}, "publish_on"),
        ({"action": "schedule", "publish_on": "1.1.2020"}, "publish_on"),
        ({"action": "schedule", "publish_on": "1.1.2099", "publish_hour": "25:00"}, "publish_hour"),
    ],
)
def test_wrong_signing_is_explained_at_its_field(clerk, wrong: dict[str, str], field: str) -> None:
    draft = approved()

    answer = clerk.post(page("register_draft", draft), signing(**wrong))

    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Order.objects.exists()


def test_taken_number_names_its_bearer(clerk) -> None:
    OrderFactory(number=1, signed_on=today(), subject="zasad obiegu dokumentów")

    answer = clerk.post(page("register_draft", approved()), signing())

    assert "zasad obiegu dokumentów" in answer.context["form"].errors["number"][0]


def test_scan_stays_with_the_draft_when_something_else_is_wrong(clerk) -> None:
    draft = approved()
    scan = SimpleUploadedFile("skan.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n")

    answer = clerk.post(page("register_draft", draft), signing(number="", scan=scan))

    assert answer.status_code == 200
    assert [row.file.name for row in draft.attachments.all()] == ["skan.pdf"]
    assert "skan.pdf" in answer.content.decode()


def test_page_note_of_a_draft_names_no_order(clerk) -> None:
    order = OrderFactory()
    draft = OrderDraftFactory(pk=order.pk)

    assert clerk.get(draft.get_absolute_url()).status_code == 200


# --- The way ---


def test_draft_goes_from_the_chancellery_through_the_director_to_the_register(clerk, director) -> None:
    draft = OrderDraftFactory()
    clerk.post(page("send_draft", draft), {"version": draft.version})
    director.post(page("decide_draft", draft), {"version": 1, "action": "approve"})

    answer = clerk.post(page("register_draft", draft), signing(number=f"13 A/{today().year}"))

    order = Order.objects.get()
    assert answer.url == order.get_absolute_url()
    assert order.full_number == f"13a/{today().year}"
    assert clerk.get(page("draft", draft)).status_code == 200


def test_next_number_is_proposed(clerk) -> None:
    OrderFactory(number=41, signed_on=today())

    answer = clerk.get(page("register_draft", approved()))

    assert answer.context["form"]["number"].value() == f"42/{today().year}"


def test_scheduled_order_is_published_by_the_task_run_twice(clerk) -> None:
    draft = approved()
    tomorrow = today() + timedelta(days=1)
    fields = signing(action="schedule", is_sure="", publish_on=short_date(tomorrow), publish_hour="7:30")
    assert clerk.post(page("register_draft", draft), fields).status_code == 302

    OrderDraft.objects.update(publish_at=timezone.now() - timedelta(minutes=1))
    publish_due()
    publish_due()

    assert Order.objects.get().number == 1


def test_external_act_is_registered_without_a_number_of_ours(clerk) -> None:
    draft = approved(kind=Order.Kind.EXTERNAL_ACT, external_number="5034/VI/17", signed_on="2017-03-01")

    clerk.post(page("register_draft", draft), {"is_sure": "on", "action": "register"})

    assert Order.objects.get().full_number == "5034/VI/17"


def test_recall_asks_first_and_then_gives_the_draft_back(clerk) -> None:
    draft = submitted()

    assert clerk.get(page("recall_draft", draft)).status_code == 200
    clerk.post(page("recall_draft", draft))

    draft.refresh_from_db()
    assert draft.state == OrderDraft.State.DRAFT


def test_draft_on_its_way_is_not_deleted(clerk) -> None:
    draft, other = submitted(), OrderDraftFactory()

    clerk.post(page("discard_draft", draft))
    clerk.post(page("discard_draft", other))

    assert list(OrderDraft.objects.all()) == [draft]


def test_director_sees_what_changed_since_the_version_returned(director) -> None:
    draft = submitted()
    return_draft(draft=draft, version=1, remarks="Kto prowadzi ewidencję?", by=UserFactory())
    draft.refresh_from_db()
    text = draft.text.replace("kierownik", "kierownik wydziału")
    draft = save_draft(draft=draft, seen_version=draft.version, contents={"text": text}, by=draft.author)
    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)

    shown = director.get(page("decide_draft", draft)).content.decode()

    assert "Kto prowadzi ewidencję?" in shown
    assert "<ins>" in shown
    assert "wydziału" in shown
    assert director.get(page("draft_differences", draft)).context["changes"][0].name == "text"


def test_changed_file_is_a_difference_even_under_the_same_name(clerk) -> None:
    draft = OrderDraftFactory()
    for content in (b"%PDF-1.7\n%a\n", b"%PDF-1.7\n%b\n"):
        draft.attachments.all().delete()
        file = store_file(data=content, name="a.pdf")
        attach_to_draft(draft=draft, file=file, title="Wzór", role="FORM", number=1, by=draft.author)
        if not draft.versions.exists():
            submit_draft(draft=draft, seen_version=draft.version, by=draft.author)
            return_draft(draft=draft, version=1, remarks="Zły plik.", by=UserFactory())

    changes = clerk.get(page("draft_differences", draft)).context["changes"]

    assert [change.name for change in changes] == ["attachments"]


@pytest.mark.parametrize("asked", ["9", "abc", "-1", ""])
def test_unknown_version_is_compared_as_the_last_one(clerk, asked: str) -> None:
    answer = clerk.get(page("draft_differences", submitted()), {"wersja": asked})

    assert answer.context["version"].number == 1


def test_draft_never_sent_has_no_differences(clerk) -> None:
    assert clerk.get(page("draft_differences", OrderDraftFactory())).status_code == 302


def test_preview_shows_the_act_as_its_readers_will_see_it(clerk) -> None:
    draft = OrderDraftFactory(text="§ 1. Wprowadza się zasady.\n1) pierwszy")

    shown = clerk.get(page("preview_draft", draft)).content.decode()

    assert "Dyrektora Miejskiego Ośrodka" in shown
    assert f"…/{today().year}" in shown
    assert "legal-list" in shown


@pytest.mark.parametrize(
    "fields", [{"subject": "", "text": "", "issuer": ""}, {"text": "<script>x</script>"}]
)
def test_preview_of_anything_is_no_failure(clerk, fields: dict[str, str]) -> None:
    answer = clerk.get(page("preview_draft", OrderDraftFactory(**fields)))

    assert answer.status_code == 200
    assert "<script>x" not in answer.content.decode()
