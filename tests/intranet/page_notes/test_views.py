import json

import pytest
from django.urls import reverse

from intranet.accounts.models import Role
from intranet.directory.models import Person
from intranet.page_notes.models import PageNote
from intranet.page_notes.services import MOST_NOTES_A_DAY, NoteAlreadyDone, close_note
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.factories.page_notes import PageNoteFactory

pytestmark = pytest.mark.django_db
NEW = reverse("page_notes:create")


@pytest.mark.parametrize("role", [None, Role.HR, Role.DIRECTOR, Role.AUDITOR])
def test_note_of_others_does_not_exist(client_as, role: Role | None) -> None:
    note = PageNoteFactory(text="Widać stary numer.")
    client = client_as(*([role] if role else []))

    assert client.get(note.get_absolute_url()).status_code == 404
    assert client.post(note.get_absolute_url(), {"answer": "Moje"}).status_code == 404
    assert "Widać stary numer" not in client.get(reverse("page_notes:list")).content.decode()
    assert "Widać stary numer" not in client.get("/").content.decode()
    assert PageNote.objects.open().count() == 1


def test_author_cannot_answer_own_note(client_as) -> None:
    client = client_as()
    note = PageNoteFactory(author=client.user)

    page = client.get(note.get_absolute_url())
    answer = client.post(note.get_absolute_url(), {"answer": "Załatwiłem sam."})

    assert page.context["form"] is None
    assert answer.status_code == 302
    assert PageNote.objects.open().count() == 1


def test_answered_note_cannot_be_answered_again(client_as) -> None:
    client = client_as(Role.CHANCELLERY)
    note = PageNoteFactory(done=True)

    client.post(note.get_absolute_url(), {"answer": "Inaczej."})

    assert PageNote.objects.get().answer == "Poprawione."


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001, "a\x00b"])
def test_bad_words_are_refused_with_nothing_lost(client_as, text: str) -> None:
    response = client_as().post(NEW, {"text": text, "path": "/zarzadzenia/"})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert response.context["form"]["path"].value() == "/zarzadzenia/"
    assert not PageNote.objects.exists()


def test_too_many_notes_are_refused_in_plain_words(client_as) -> None:
    client = client_as()
    PageNoteFactory.create_batch(MOST_NOTES_A_DAY, author=client.user)

    response = client.post(NEW, {"text": "Jeszcze jedna.", "path": "/"})

    assert str(MOST_NOTES_A_DAY) in str(response.context["form"].non_field_errors())
    assert PageNote.objects.count() == MOST_NOTES_A_DAY


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_foreign_address_is_neither_followed_nor_linked(client_as, path: str) -> None:
    client = client_as()

    form = client.get(NEW, {"strona": path}).content.decode()
    sent = client.post(NEW, {"text": "Zły odnośnik.", "path": path})
    note = PageNote.objects.get()
    page = client.get(note.get_absolute_url()).content.decode()

    assert sent["Location"] == "/"
    assert (note.path, note.owner_role) == (path, Role.IT_SUPPORT)
    assert f'href="{path}"' not in form + page or not path


def test_script_in_the_address_and_the_words_stays_text(client_as) -> None:
    client = client_as()
    client.post(NEW, {"text": "<script>alert(1)</script>", "path": "/<script>alert(2)</script>"})

    page = client.get(PageNote.objects.get().get_absolute_url()).content.decode()

    assert "<script>alert" not in page


def test_sent_note_says_where_it_went_and_leads_back(client_as) -> None:
    client = client_as()

    response = client.post(NEW, {"text": "Brak załącznika.", "path": "/zarzadzenia/?year=2017"}, follow=True)

    note = PageNote.objects.get()
    assert response.redirect_chain == [("/zarzadzenia/?year=2017", 302)]
    assert [str(message) for message in response.context["messages"]][0].endswith("kancelaria.")
    assert (note.author, note.owner_role, note.page_title) == (client.user, Role.CHANCELLERY, "Zarządzenia")


def test_holder_of_the_role_finds_the_note_and_answers_it(client_as) -> None:
    note = PageNoteFactory(text="Widać stary numer.")
    client = client_as(Role.CHANCELLERY)

    home = client.get("/").content.decode()
    client.post(note.get_absolute_url(), {"answer": "Zmieniliśmy."})

    note.refresh_from_db()
    assert note.get_absolute_url() in home
    assert (note.status, note.answer, note.closed_by) == (PageNote.Status.DONE, "Zmieniliśmy.", client.user)
    assert note.get_absolute_url() not in client.get("/").content.decode()
    assert "Widać stary numer." in client.get("/uwagi/?stan=zalatwione").content.decode()


def test_author_reads_the_answer_once_as_new(client_as) -> None:
    client = client_as()
    note = PageNoteFactory(author=client.user, done=True)

    before = client.get("/").content.decode()
    own = client.get(reverse("page_notes:own")).content.decode()
    page = client.get(note.get_absolute_url()).content.decode()

    assert note.get_absolute_url() in before
    assert note.get_absolute_url() in own
    assert "Poprawione." in page
    assert note.get_absolute_url() not in client.get("/").content.decode()


def test_owner_by_name_answers_and_namesakes_do_not(client_as) -> None:
    owner, other = client_as(), client_as()
    note = PageNoteFactory(owner_role="", owner_person=Person.objects.get(user=owner.user))

    assert other.get(note.get_absolute_url()).status_code == 404
    assert owner.get(note.get_absolute_url()).context["form"] is not None


def test_administrator_sees_all_but_is_asked_only_for_own_and_orphaned(client_as) -> None:
    UserFactory(roles=[Role.CHANCELLERY])
    theirs = PageNoteFactory()
    orphan = PageNoteFactory(owner_role="", owner_person=PersonFactory(is_active=False, user=UserFactory()))
    client = client_as(Role.ADMINISTRATOR)

    listed = client.get(reverse("page_notes:list")).context["notes"]
    home = client.get("/").content.decode()

    assert set(listed) == {theirs, orphan}
    assert orphan.get_absolute_url() in home
    assert theirs.get_absolute_url() not in home


def test_account_without_a_person_can_write_too(client_as) -> None:
    client = client_as(person=False)

    assert client.post(NEW, {"text": "Bez osoby.", "path": "/"}).status_code == 302
    assert client.get(reverse("page_notes:own")).status_code == 200


def test_every_page_leads_to_the_form_with_its_address(client_as) -> None:
    page = client_as().get("/zarzadzenia/?year=2017").content.decode()

    assert f"{NEW}?strona=%2Fzarzadzenia%2F%3Fyear%3D2017" in page


@pytest.mark.parametrize("count", [2, 20])
def test_list_costs_the_same_however_long(client_as, count: int, django_assert_max_num_queries) -> None:
    PageNoteFactory.create_batch(count)
    client = client_as(Role.CHANCELLERY)

    with django_assert_max_num_queries(10):
        client.get(reverse("page_notes:list"))


@pytest.mark.parametrize("has_left", [False, True])
def test_note_to_a_role_that_nobody_holds_waits_for_administrators(client_as, has_left: bool) -> None:
    if has_left:
        UserFactory(roles=[Role.CHANCELLERY], is_active=False)
    note = PageNoteFactory()
    client, other = client_as(Role.ADMINISTRATOR), client_as(Role.HR)

    assert note.get_absolute_url() in client.get("/").content.decode()
    assert note in client.get(reverse("page_notes:list")).context["notes"]
    assert note.get_absolute_url() not in other.get("/").content.decode()


def test_slower_of_two_sees_the_others_answer_and_keeps_own_words(client_as) -> None:
    client = client_as(Role.CHANCELLERY)
    note = PageNoteFactory(done=True)

    response = client.post(note.get_absolute_url(), {"answer": "Poprawiłam <b>dziś</b> po południu."})

    page = response.content.decode()
    assert response.status_code == 200
    assert "na tę uwagę odpowiedział już ktoś inny" in page
    assert page.index("Poprawione.") < page.index("Poprawiłam &lt;b&gt;dziś&lt;/b&gt; po południu.")
    assert PageNote.objects.get().answer == "Poprawione."


def test_answer_sent_at_the_same_moment_is_not_lost(client_as, monkeypatch) -> None:
    def too_late(*, note: PageNote, **_kwargs: object) -> None:
        close_note(note=note, answer="Szybsza odpowiedź.", by=UserFactory())
        raise NoteAlreadyDone

    monkeypatch.setattr("intranet.page_notes.views.close_note", too_late)
    note = PageNoteFactory()

    page = client_as(Role.CHANCELLERY).post(note.get_absolute_url(), {"answer": "Moja."}).content.decode()

    assert "Szybsza odpowiedź." in page
    assert "Moja." in page


def test_own_answer_sent_twice_is_no_quarrel(client_as) -> None:
    client = client_as(Role.CHANCELLERY)
    note = PageNoteFactory()

    for _ in range(2):
        response = client.post(note.get_absolute_url(), {"answer": "Poprawione."})

    assert response.status_code == 302


def test_author_of_an_answered_note_gets_no_way_to_answer(client_as) -> None:
    client = client_as()
    note = PageNoteFactory(author=client.user, done=True)

    assert client.post(note.get_absolute_url(), {"answer": "Moje."}).status_code == 302


def test_owner_is_not_told_what_the_author_searched_for(client_as) -> None:
    PageNoteFactory(path="/szukaj/?q=Nowak", page_title="", owner_role=Role.IT_SUPPORT)
    client = client_as(Role.IT_SUPPORT)

    page = client.get(PageNote.objects.get().get_absolute_url()).content.decode()

    assert 'href="/szukaj/"' in page
    assert "Nowak" not in page


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/pracownicy/?q=Nowak", "Pracownicy"),
        ("/szukaj/?q=Nowak", "/szukaj/"),
        ("/nie-ma-takiej/?q=Nowak", "/nie-ma-takiej/"),
    ],
)
def test_form_names_the_page_or_its_path(client_as, path: str, shown: str) -> None:
    response = client_as().get(NEW, {"strona": path}, headers={"HX-Request": "true"})

    assert response.context["page_label"] == shown
    assert f'<span class="page-note__address">{shown}</span>' in response.content.decode()


def test_form_does_not_name_what_the_author_may_not_open(client_as) -> None:
    leaver = PersonFactory(is_active=False)

    response = client_as().get(NEW, {"strona": leaver.get_absolute_url()})

    assert response.context["page_label"] == leaver.get_absolute_url()


def test_dialog_gets_the_form_alone_and_closes_over_the_page_when_sent(client_as) -> None:
    client = client_as()
    fragment = {"HX-Request": "true"}

    form = client.get(NEW, {"strona": "/zarzadzenia/"}, headers=fragment).content.decode()
    refused = client.post(NEW, {"text": "", "path": "/zarzadzenia/"}, headers=fragment)
    sent = client.post(NEW, {"text": "Brak załącznika.", "path": "/zarzadzenia/"}, headers=fragment)

    assert "<html" not in form
    assert 'value="/zarzadzenia/"' in form
    assert (refused.status_code, "data-error-summary" in refused.content.decode()) == (200, True)
    said = json.loads(sent["HX-Trigger"])
    assert sent.status_code == 204
    assert not sent.has_header("HX-Redirect")  # it would take away a half-filled form beneath
    assert said["dialog:close"] is True
    assert (said["toast"]["text"][-11:], said["toast"]["level"]) == ("kancelaria.", "success")
    assert "messages" not in client.cookies
    assert not list(client.get("/zarzadzenia/").context["messages"])
