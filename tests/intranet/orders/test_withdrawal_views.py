from contextlib import closing

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils.http import quote_etag

from intranet.accounts.models import Role
from intranet.directory.audience import make_audience
from intranet.files.models import FileText, StoredFile
from intranet.files.services import store_file
from intranet.orders.models import FileWithdrawal, OrderAttachment
from intranet.orders.record_todo import files_waiting
from intranet.orders.services.withdrawing import ask_withdrawal, confirm_withdrawal, refuse_withdrawal
from tests.factories.accounts import UserFactory
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory
from tests.intranet.files import samples

pytestmark = pytest.mark.django_db

LIST = "/zarzadzenia/wycofania/"
UNREADABLE = "/zarzadzenia/pliki-nieczytelne/"
REASON = "skan innego dokumentu"
STRANGERS = [None, Role.LEGAL, Role.HR, Role.AUDITOR]


def ask_address(attachment: OrderAttachment) -> str:
    return f"{attachment.order.get_absolute_url()}zalaczniki/{attachment.pk}/wycofanie/"


def hidden(attachment: OrderAttachment | None = None, by=None) -> FileWithdrawal:
    return ask_withdrawal(
        attachment=attachment or OrderAttachmentFactory(), reason=REASON, by=by or UserFactory()
    )


def text_of(response) -> str:
    return BeautifulSoup(response.content, "html.parser").select_one("main").text.replace("\xa0", " ")


def opened(client, address: str) -> HttpResponse:
    """Return the answer of a file's address, its bytes put away."""
    with closing(client.get(address)) as response:
        return response


# --- Refusals ---


@pytest.mark.parametrize("role", STRANGERS)
def test_others_hide_nothing(client_as, role: Role | None) -> None:
    attachment = OrderAttachmentFactory()
    client = client_as(role) if role else client_as()

    assert client.get(ask_address(attachment)).status_code == 403
    assert client.post(ask_address(attachment), {"reason": REASON}).status_code == 403
    assert not FileWithdrawal.objects.exists()


@pytest.mark.parametrize("role", STRANGERS)
@pytest.mark.parametrize("verb", ["potwierdz", "oddaj"])
def test_others_decide_nothing(client_as, role: Role | None, verb: str) -> None:
    withdrawal = hidden()
    client = client_as(role) if role else client_as()

    assert client.post(f"{LIST}{withdrawal.pk}/{verb}/").status_code == 403
    withdrawal.refresh_from_db()
    assert withdrawal.state == "ASKED"


def test_list_is_for_those_who_look_after_files_and_the_auditor(client_as) -> None:
    withdrawal = hidden()

    assert client_as().get(LIST).status_code == 403
    assert client_as().get(f"{LIST}{withdrawal.pk}/").status_code == 403
    assert client_as(Role.LEGAL).get(UNREADABLE).status_code == 403
    assert client_as(Role.AUDITOR).get(LIST).status_code == 200


def test_administrator_learns_nothing_of_an_order_that_is_not_for_him(client_as) -> None:
    order = OrderFactory(audience=make_audience(units=[OrgUnitFactory()]))
    attachment = OrderAttachmentFactory(order=order, title="Tajny wykaz")
    withdrawal, client = hidden(attachment), client_as(Role.ADMINISTRATOR)

    assert client.get(ask_address(attachment)).status_code == 404
    assert client.get(f"{LIST}{withdrawal.pk}/").status_code == 404
    assert client.post(f"{LIST}{withdrawal.pk}/potwierdz/").status_code == 404
    assert "Tajny wykaz" not in text_of(client.get(LIST))
    assert list(files_waiting(client.user)) == []


@pytest.mark.parametrize("verb", ["potwierdz", "oddaj"])
def test_whoever_hid_the_file_does_not_decide(client_as, verb: str) -> None:
    client = client_as(Role.CHANCELLERY)
    withdrawal = hidden(by=client.user)

    response = client.post(f"{LIST}{withdrawal.pk}/{verb}/", follow=True)

    withdrawal.refresh_from_db()
    assert withdrawal.state == "ASKED"
    assert [str(message) for message in response.context["messages"]] != []
    assert f"{withdrawal.pk}/{verb}/" not in response.content.decode()


@pytest.mark.parametrize("reason", ["", "  ", "abc", "x" * 501, "a\x00bcdef"])
def test_reason_that_says_nothing_hides_nothing(client_as, reason: str) -> None:
    attachment = OrderAttachmentFactory()

    response = client_as(Role.CHANCELLERY).post(ask_address(attachment), {"reason": reason})

    assert response.status_code == 200
    assert not FileWithdrawal.objects.exists()


def test_attachment_under_another_order_is_not_found(client_as) -> None:
    attachment, other = OrderAttachmentFactory(), OrderFactory()

    address = f"{other.get_absolute_url()}zalaczniki/{attachment.pk}/wycofanie/"

    assert client_as(Role.CHANCELLERY).get(address).status_code == 404


@pytest.mark.parametrize("verb", ["potwierdz", "oddaj"])
def test_decision_needs_a_form(client_as, verb: str) -> None:
    assert client_as(Role.DIRECTOR).get(f"{LIST}{hidden().pk}/{verb}/").status_code == 405


def test_bad_replacement_is_told_and_nothing_is_destroyed(client_as) -> None:
    withdrawal = hidden()
    bad = SimpleUploadedFile("dobry.pdf", b"<html><script>alert(1)</script>", content_type="application/pdf")

    response = client_as(Role.DIRECTOR).post(f"{LIST}{withdrawal.pk}/potwierdz/", {"replacement": bad})

    assert response.status_code == 200
    withdrawal.refresh_from_db()
    assert withdrawal.state == "ASKED"


# --- The way of a wrong scan ---


@pytest.mark.parametrize("role", [Role.CHANCELLERY, Role.DIRECTOR, Role.ADMINISTRATOR])
def test_file_is_hidden_and_another_person_is_asked(client_as, role: Role) -> None:
    attachment, client, second = OrderAttachmentFactory(), client_as(role), client_as(Role.DIRECTOR)

    response = client.post(ask_address(attachment), {"reason": REASON})

    withdrawal = FileWithdrawal.objects.get()
    assert response.url == f"{LIST}{withdrawal.pk}/"
    assert list(files_waiting(client.user)) == []
    [item] = files_waiting(second.user)
    assert (item.url, REASON in str(item.detail)) == (f"{LIST}{withdrawal.pk}/", True)


def test_hidden_file_answers_that_it_is_gone(client_as) -> None:
    attachment = OrderAttachmentFactory()
    reader, file = client_as(), attachment.file
    etag = quote_etag(file.sha256)
    hidden(attachment)

    for client in (reader, client_as(Role.CHANCELLERY), client_as(Role.DIRECTOR)):
        assert client.get(file.get_absolute_url()).status_code == 410
        assert client.get(file.get_preview_url()).status_code == 410
        assert client.get(file.get_absolute_url(), headers={"if-none-match": etag}).status_code == 410
        assert client.get(file.get_absolute_url(), headers={"range": "bytes=0-3"}).status_code == 410
    assert REASON not in text_of(reader.get(file.get_absolute_url()))


def test_page_shows_a_hidden_file_without_a_way_to_it(client_as) -> None:
    attachment = OrderAttachmentFactory()
    withdrawal = hidden(attachment)
    address = attachment.file.get_absolute_url()

    page = client_as().get(attachment.order.get_absolute_url()).content.decode()
    chancellery = client_as(Role.CHANCELLERY).get(attachment.order.get_absolute_url()).content.decode()

    assert address not in page
    assert address not in chancellery
    assert f"{LIST}{withdrawal.pk}/" not in page
    assert f"{LIST}{withdrawal.pk}/" in chancellery


def test_second_person_sees_what_and_why_and_destroys(client_as, django_capture_on_commit_callbacks) -> None:
    attachment = OrderAttachmentFactory()
    file, kept_as = attachment.file, attachment.file.content.name
    withdrawal, client = hidden(attachment), client_as(Role.DIRECTOR)
    shown = text_of(client.get(f"{LIST}{withdrawal.pk}/"))
    for words in (REASON, attachment.label, file.sha256, str(withdrawal.asked_by)):
        assert words in shown

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{LIST}{withdrawal.pk}/potwierdz/")

    assert response.status_code == 302
    assert not StoredFile.objects.exists()
    assert not file.content.storage.exists(kept_as)


def test_tombstone_tells_readers_when_why_and_which_file(
    client_as, django_capture_on_commit_callbacks
) -> None:
    attachment = OrderAttachmentFactory()
    file = attachment.file
    with django_capture_on_commit_callbacks(execute=True):
        confirm_withdrawal(withdrawal=hidden(attachment), by=UserFactory())
    reader = client_as()

    shown = text_of(reader.get(attachment.order.get_absolute_url()))

    assert REASON in shown
    assert file.sha256 in shown
    gone = reader.get(file.get_absolute_url())
    assert gone.status_code == 410
    assert REASON in text_of(gone)


def test_address_of_a_withdrawn_file_tells_strangers_nothing(client_as) -> None:
    order = OrderFactory(audience=make_audience(units=[OrgUnitFactory()]))
    attachment = OrderAttachmentFactory(order=order)
    address = attachment.file.get_absolute_url()
    confirm_withdrawal(withdrawal=hidden(attachment), by=UserFactory())

    assert client_as().get(address).status_code == 404


def test_right_file_goes_with_the_question_and_takes_the_place(
    client_as, django_capture_on_commit_callbacks
) -> None:
    attachment = OrderAttachmentFactory()
    right = SimpleUploadedFile("dobry.docx", samples.docx("Właściwa treść"))
    client_as(Role.CHANCELLERY).post(ask_address(attachment), {"reason": REASON, "replacement": right})
    withdrawal, second = FileWithdrawal.objects.get(), client_as(Role.DIRECTOR)
    assert withdrawal.replacement.get_preview_url() in second.get(f"{LIST}{withdrawal.pk}/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        second.post(f"{LIST}{withdrawal.pk}/potwierdz/")

    new = OrderAttachment.objects.with_file().get()
    assert new.number == attachment.number
    assert opened(client_as(), new.file.get_absolute_url()).status_code == 200


def test_second_person_gives_the_right_file(client_as) -> None:
    withdrawal = hidden()
    right = SimpleUploadedFile("dobry.docx", samples.docx("Właściwa treść"))

    client_as(Role.ADMINISTRATOR).post(f"{LIST}{withdrawal.pk}/potwierdz/", {"replacement": right})

    assert OrderAttachment.objects.with_file().get().file_name == "dobry.docx"


def test_file_is_given_back(client_as) -> None:
    attachment = OrderAttachmentFactory()
    withdrawal = hidden(attachment)

    client_as(Role.CHANCELLERY).post(f"{LIST}{withdrawal.pk}/oddaj/")

    assert opened(client_as(), attachment.file.get_absolute_url()).status_code == 200


def test_decision_that_comes_second_is_told_so(client_as) -> None:
    withdrawal = hidden()
    refuse_withdrawal(withdrawal=withdrawal, by=UserFactory())

    response = client_as(Role.DIRECTOR).post(f"{LIST}{withdrawal.pk}/potwierdz/", follow=True)

    assert len(response.context["messages"]) == 1
    assert OrderAttachment.objects.with_file().exists()


def test_withdrawn_file_cannot_be_hidden_again(client_as) -> None:
    attachment, client = OrderAttachmentFactory(), client_as(Role.CHANCELLERY)
    confirm_withdrawal(withdrawal=hidden(attachment), by=UserFactory())

    response = client.get(ask_address(attachment))

    assert response.url == attachment.get_absolute_url()
    assert "wycofanie" not in client.get(attachment.order.get_absolute_url()).content.decode()


def test_history_names_both_people_and_costs_a_fixed_number_of_questions(
    client_as, django_assert_max_num_queries
) -> None:
    client = client_as(Role.AUDITOR)
    for _ in range(8):
        confirm_withdrawal(withdrawal=hidden(), by=UserFactory())
        hidden()
    client.get(LIST)

    with django_assert_max_num_queries(14):
        shown = text_of(client.get(LIST))

    done = FileWithdrawal.objects.filter(state="CONFIRMED").first()
    assert str(done.asked_by) in shown
    assert str(done.decided_by) in shown


# --- Files that cannot be read out ---


@pytest.mark.parametrize("status", ["NO_TEXT_LAYER", "ENCRYPTED", "BROKEN"])
def test_chancellery_sees_files_that_cannot_be_read_out(client_as, status: str) -> None:
    attachment, client = OrderAttachmentFactory(title="Skan bez tekstu"), client_as(Role.CHANCELLERY)
    FileText.objects.filter(file=attachment.file).update(status=status)

    assert "Skan bez tekstu" in text_of(client.get(UNREADABLE))
    [item] = files_waiting(client.user)
    assert item.url == UNREADABLE
    label = str(FileText.Status(status).label)
    assert label.lower() in text_of(client.get(attachment.order.get_absolute_url())).lower()
    assert label.lower() not in text_of(client_as().get(attachment.order.get_absolute_url())).lower()


def test_readable_and_withdrawn_files_are_not_among_them(client_as) -> None:
    readable, withdrawn = OrderAttachmentFactory(title="Czytelny"), OrderAttachmentFactory(title="Wycofany")
    FileText.objects.filter(file=readable.file).update(status="DONE", text="treść")
    FileText.objects.filter(file=withdrawn.file).update(status="BROKEN")
    hidden(withdrawn)
    client = client_as(Role.CHANCELLERY)

    shown = text_of(client.get(UNREADABLE))

    assert "Czytelny" not in shown
    assert "Wycofany" not in shown
    # Its own question about the hidden file is another person's.
    assert [item.url for item in files_waiting(client.user) if item.url == UNREADABLE] == []


def test_list_of_unreadable_files_costs_a_fixed_number_of_questions(
    client_as, django_assert_max_num_queries
) -> None:
    client = client_as(Role.CHANCELLERY)
    for number in range(15):
        file = store_file(data=f"%PDF-1.7\n{number}".encode(), name="skan.pdf")
        OrderAttachmentFactory(file=file)
    FileText.objects.update(status="NO_TEXT_LAYER")
    client.get(UNREADABLE)

    with django_assert_max_num_queries(14):
        client.get(UNREADABLE)
