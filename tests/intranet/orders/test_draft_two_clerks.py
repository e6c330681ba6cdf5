"""Two clerks at one draft, and the form that saves itself: nobody's words are lost."""

import json
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from intranet.accounts.models import Role
from intranet.legal.models import LegalAct
from intranet.orders.models import OrderDraft, OrderRelation
from intranet.orders.services.approving import submit_draft
from tests.factories.orders import OrderDraftFactory, OrderFactory
from tests.intranet.orders.draft_typing import opened_form, save

pytestmark = pytest.mark.django_db
CONFLICT = 409


@pytest.fixture
def clerk(client_as):
    return client_as(Role.CHANCELLERY)


def test_fields_changed_by_only_one_of_two_are_merged(clerk, client_as) -> None:
    second, draft = client_as(Role.CHANCELLERY), OrderDraftFactory()
    data = opened_form(draft, clerk.user)
    save(second, draft, opened_form(draft, second.user), executor="Kierownicy")

    answer = save(clerk, draft, data, text="§ 1. Inny.")

    assert answer.status_code == 302
    draft = OrderDraft.objects.get()
    assert (draft.executor, draft.text) == ("Kierownicy", "§ 1. Inny.")
    told = unescape(clerk.get(draft.get_absolute_url()).content.decode())
    assert str(second.user) in told


def test_second_clerk_sees_both_texts_and_loses_nothing(clerk, client_as) -> None:
    second, draft = client_as(Role.CHANCELLERY), OrderDraftFactory()
    data = opened_form(draft, clerk.user)
    save(second, draft, opened_form(draft, second.user), text="§ 1. Zastępstwo ustala dyrektor.")

    answer = save(clerk, draft, data, text="§ 1. Zastępstwo ustala kadrowa.", executor="Kadry")

    page = answer.content.decode()
    assert answer.status_code == CONFLICT
    assert "<del>" in page
    assert "§ 1. Zastępstwo ustala kadrowa.</textarea>" in page
    draft = OrderDraft.objects.get()
    assert draft.text == "§ 1. Zastępstwo ustala dyrektor."
    assert draft.executor == "Kadry"


def test_own_text_is_saved_once_both_were_seen(clerk, client_as) -> None:
    second, draft = client_as(Role.CHANCELLERY), OrderDraftFactory()
    data = opened_form(draft, clerk.user)
    save(second, draft, opened_form(draft, second.user), text="§ 1. Ich.")
    page = save(clerk, draft, data, text="§ 1. Moje.").context["editor"]

    answer = save(clerk, draft, {**data, "opened": page.opened_json}, text="§ 1. Moje.")

    assert answer.status_code == 302
    assert OrderDraft.objects.get().text == "§ 1. Moje."


def test_the_other_text_may_be_chosen(clerk, client_as) -> None:
    second, draft = client_as(Role.CHANCELLERY), OrderDraftFactory()
    data = opened_form(draft, clerk.user)
    save(second, draft, opened_form(draft, second.user), text="§ 1. Ich.")
    page = save(clerk, draft, data, text="§ 1. Moje.").context["editor"]

    again = {**data, "opened": page.opened_json, "choice-text": "theirs"}
    answer = save(clerk, draft, again, text="§ 1. Moje.", executor="Kadry")

    assert answer.status_code == 302
    draft = OrderDraft.objects.get()
    assert (draft.text, draft.executor) == ("§ 1. Ich.", "Kadry")


def test_third_change_after_the_choice_is_asked_about_again(clerk, client_as) -> None:
    second, draft = client_as(Role.CHANCELLERY), OrderDraftFactory()
    data = opened_form(draft, clerk.user)
    save(second, draft, opened_form(draft, second.user), text="§ 1. Ich.")
    page = save(clerk, draft, data, text="§ 1. Moje.").context["editor"]
    save(second, draft, opened_form(draft, second.user), text="§ 1. Ich drugie.")

    answer = save(clerk, draft, {**data, "opened": page.opened_json}, text="§ 1. Moje.")

    assert answer.status_code == CONFLICT
    assert OrderDraft.objects.get().text == "§ 1. Ich drugie."


def test_relations_changed_by_both_are_a_conflict_as_a_whole(clerk, client_as) -> None:
    second, draft = client_as(Role.CHANCELLERY), OrderDraftFactory()
    one, two = OrderFactory(), OrderFactory()
    data = opened_form(draft, clerk.user)
    theirs = {"relations-0-type": "AMENDS", "relations-0-target": one.full_number}
    save(second, draft, opened_form(draft, second.user), **theirs)

    mine = {"relations-0-type": "REPEALS", "relations-0-target": two.full_number}
    answer = save(clerk, draft, data, **mine)

    assert answer.status_code == CONFLICT
    assert [(row.type, row.target) for row in draft.relations.all()] == [(OrderRelation.Type.AMENDS, one)]


def test_file_added_beside_an_open_form_stays(clerk, client_as) -> None:
    second, draft = client_as(Role.CHANCELLERY), OrderDraftFactory()
    data = opened_form(draft, clerk.user)
    file = SimpleUploadedFile("a.txt", b"tresc")
    save(second, draft, opened_form(draft, second.user), files=[file])

    save(clerk, draft, data, text="§ 1. Inny.")

    assert draft.attachments.count() == 1


def test_file_taken_off_by_another_is_no_failure(clerk, client_as) -> None:
    second, draft = client_as(Role.CHANCELLERY), OrderDraftFactory()
    save(second, draft, opened_form(draft, second.user), files=[SimpleUploadedFile("a.txt", b"tresc")])
    data = opened_form(draft, clerk.user)
    save(second, draft, opened_form(draft, second.user), **{"attachments-0-DELETE": "on"})

    answer = save(clerk, draft, data, **{"attachments-0-title": "Nowy tytuł"})

    assert answer.status_code == 302
    assert not draft.attachments.exists()


def test_text_typed_while_the_draft_was_sent_stays_on_the_page(clerk) -> None:
    draft = OrderDraftFactory()
    data = opened_form(draft, clerk.user)
    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)

    answer = save(clerk, draft, data, text="§ 1. Dopisane za późno.")

    page = answer.content.decode()
    assert answer.status_code == CONFLICT
    assert "§ 1. Dopisane za późno.</textarea>" in page
    assert OrderDraft.objects.get().text == draft.text


# --- Autosave ---


def autosave(client, draft: OrderDraft, data: dict[str, object], **changes):
    answer = client.post(reverse("orders:autosave_draft", args=[draft.pk]), {**data, **changes})
    return answer.status_code, json.loads(answer.content)


def test_autosave_saves_and_answers_with_new_fingerprints(clerk) -> None:
    draft = OrderDraftFactory()
    data = opened_form(draft, clerk.user)

    status, answer = autosave(clerk, draft, data, text="§ 1. Pierwszy.")
    again, _answer = autosave(
        clerk, draft, {**data, "opened": json.dumps(answer["opened"])}, text="§ 1. Drugi."
    )

    assert (status, again) == (200, 200)
    assert OrderDraft.objects.get().text == "§ 1. Drugi."


def test_autosave_over_another_persons_text_stops_and_says_so(clerk, client_as) -> None:
    second, draft = client_as(Role.CHANCELLERY), OrderDraftFactory()
    data = opened_form(draft, clerk.user)
    save(second, draft, opened_form(draft, second.user), text="§ 1. Ich.")

    status, answer = autosave(clerk, draft, data, text="§ 1. Moje.")

    assert status == CONFLICT
    assert str(second.user) in answer["words"]
    # The button pressed next must still show both texts.
    data["opened"] = json.dumps(answer["opened"])
    assert save(clerk, draft, data, text="§ 1. Moje.").status_code == CONFLICT
    assert OrderDraft.objects.get().text == "§ 1. Ich."


def test_autosave_does_not_give_back_what_another_changed(clerk, client_as) -> None:
    second, draft = client_as(Role.CHANCELLERY), OrderDraftFactory()
    data = opened_form(draft, clerk.user)
    save(second, draft, opened_form(draft, second.user), executor="Kierownicy")

    _status, answer = autosave(clerk, draft, data, text="§ 1. Moje.")
    autosave(clerk, draft, {**data, "opened": json.dumps(answer["opened"])}, text="§ 1. Moje, dalej.")

    draft = OrderDraft.objects.get()
    assert (draft.executor, draft.text) == ("Kierownicy", "§ 1. Moje, dalej.")


def test_autosave_of_a_draft_being_approved_is_refused(clerk) -> None:
    draft = OrderDraftFactory()
    data = opened_form(draft, clerk.user)
    submit_draft(draft=draft, seen_version=draft.version, by=draft.author)

    status, _answer = autosave(clerk, draft, data, text="§ 1. Moje.")

    assert status == CONFLICT


def test_autosave_enters_no_half_written_act(clerk) -> None:
    draft = OrderDraftFactory()
    typed = {"bases-0-new_year": 2004, "bases-0-new_position": 593, "bases-0-new_title": "Ustawa o pom"}

    autosave(clerk, draft, opened_form(draft, clerk.user), **typed, text="§ 1. Moje.")

    assert not LegalAct.objects.exists()
    assert OrderDraft.objects.get().text == "§ 1. Moje."
