"""Lists of drafts, what waits for whom, and who reads their files."""

import pytest
from django.urls import reverse
from django.utils import timezone

from intranet.accounts.models import Role
from intranet.files.models import StoredFile
from intranet.files.services import store_file
from intranet.orders.draft_todo import drafts_waiting
from intranet.orders.models import OrderDraft
from intranet.orders.services.approving import approve_draft, return_draft, submit_draft
from intranet.orders.services.drafting import attach_to_draft
from tests.factories.accounts import UserFactory
from tests.factories.orders import OrderDraftFactory

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


def test_list_tells_states_and_counts(clerk) -> None:
    OrderDraftFactory()
    submitted()
    approved()

    answer = clerk.get(reverse("orders:drafts"))

    assert [tab.count for tab in answer.context["tabs"]] == [3, 1, 0, 1, 1, 0, 0]
    assert len(clerk.get(reverse("orders:drafts"), {"stan": "SUBMITTED"}).context["rows"]) == 1


def test_mine_are_those_i_wrote_in(clerk) -> None:
    OrderDraftFactory()
    own = [OrderDraftFactory(author=clerk.user), OrderDraftFactory(editors=[clerk.user])]

    rows = clerk.get(reverse("orders:drafts"), {"czyje": "moje"}).context["rows"]

    assert {row[0] for row in rows} == set(own)


@pytest.mark.parametrize("asked", [{"stan": "XXX"}, {"page": "abc"}, {"czyje": "x"}])
def test_wrong_filter_of_the_list_is_no_failure(clerk, asked: dict[str, str]) -> None:
    assert clerk.get(reverse("orders:drafts"), asked).status_code == 200


@pytest.mark.parametrize("number", [2, 20])
def test_list_asks_the_same_however_long(clerk, django_assert_max_num_queries, number: int) -> None:
    for _number in range(number):
        OrderDraftFactory()

    with django_assert_max_num_queries(14):
        clerk.get(reverse("orders:drafts"))


def test_director_has_to_do_what_somebody_else_wrote(director) -> None:
    waiting = submitted()
    submitted(editors=[director.user])
    OrderDraftFactory()

    assert [item.url for item in drafts_waiting(director.user)] == [page("decide_draft", waiting)]


def test_chancellery_has_to_do_what_was_returned_approved_or_not_published(clerk) -> None:
    returned = submitted(subject="zwróconego")
    return_draft(draft=returned, version=1, remarks="Zły termin.", by=UserFactory())
    approved(subject="zatwierdzonego")
    stuck = approved(subject="zaplanowanego")
    OrderDraft.objects.filter(pk=stuck.pk).update(
        state="SCHEDULED", publish_at=timezone.now(), scheduled_by=stuck.author, failure="Zajęte."
    )
    submitted()

    items = list(drafts_waiting(clerk.user))

    assert len(items) == 3
    assert "Zajęte." in {item.detail for item in items}


def test_others_have_nothing_to_do_with_drafts() -> None:
    submitted()

    assert list(drafts_waiting(UserFactory())) == []


# --- Files ---


def test_file_of_a_draft_is_for_those_who_may_read_the_draft(clerk, director, client_as) -> None:
    draft = OrderDraftFactory()
    file = store_file(data=b"%PDF-1.7\n%a\n", name="a.pdf")
    attach_to_draft(draft=draft, file=file, title="Wzór", role="FORM", number=1, by=draft.author)

    assert status(client_as(), file) == 404
    assert status(director, file) == 404
    assert status(clerk, file) == 200

    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)

    assert status(director, file) == 200


def status(client, file: StoredFile) -> int:
    answer = client.get(file.get_absolute_url())
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code
