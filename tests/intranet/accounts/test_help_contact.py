import pytest
from django.urls import reverse

from intranet.accounts.models import Role
from intranet.core.models import AuditEntry, HelpContact

pytestmark = pytest.mark.django_db
GOOD = {"phone": "42 685 40 40 wew. 1", "hours": "8–16, wtorek 9–17", "email": "", "note": ""}


@pytest.mark.parametrize("role", [None, Role.HR, Role.CHANCELLERY, Role.DIRECTOR])
def test_others_cannot_say_whom_to_call(client_as, role: Role | None) -> None:
    client = client_as(*([role] if role else []))

    assert client.get(reverse("accounts:help_contact")).status_code == 403
    assert client.post(reverse("accounts:help_contact"), GOOD).status_code == 403
    assert not HelpContact.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"phone": ""},
        {"phone": "zadzwoń"},
        {"phone": "<script>alert(1)</script>"},
        {"phone": "9" * 500},
        {"hours": ""},
        {"hours": "x" * 500},
        {"email": "to nie adres"},
        {"note": "słowo" * 200},
    ],
)
def test_bad_contact_is_refused_with_nothing_lost_and_nothing_saved(
    client_as, change: dict[str, str]
) -> None:
    client = client_as(Role.IT_SUPPORT)

    response = client.post(reverse("accounts:help_contact"), {**GOOD, **change})

    assert response.status_code == 200
    assert response.context["form"].errors
    for name, value in {**GOOD, **change}.items():
        assert response.context["form"][name].value() == value
    assert not HelpContact.objects.exists()


@pytest.mark.parametrize(
    "note",
    [
        "x" * 200,
        "🙂 zapraszamy 🙂",
        "\u202eodwrócony tekst",
        "<b>pogrubienie</b> & znaki",
        "Źdźbło „w trawie”",
    ],
)
def test_odd_words_are_kept_and_shown_as_they_are(client_as, note: str) -> None:
    client = client_as(Role.ADMINISTRATOR)

    response = client.post(reverse("accounts:help_contact"), {**GOOD, "note": note}, follow=True)

    assert HelpContact.objects.get().note == note
    assert "<b>pogrubienie</b>" not in response.content.decode()


def test_change_is_audited_with_what_it_replaced(client_as) -> None:
    client = client_as(Role.ADMINISTRATOR)
    client.post(reverse("accounts:help_contact"), GOOD)

    client.post(reverse("accounts:help_contact"), {**GOOD, "phone": "42 111 22 33"})

    entry = AuditEntry.objects.filter(action="accounts.help_contact").first()
    assert entry.actor_id == str(client.user.pk)
    assert entry.details["before"]["phone"] == "42 685 40 40 wew. 1"
    assert HelpContact.objects.count() == 1


def test_saved_contact_is_in_the_footer_at_once(client_as, django_capture_on_commit_callbacks) -> None:
    client = client_as(Role.ADMINISTRATOR)
    client.post(reverse("accounts:help_contact"), GOOD)
    assert "42 685 40 40 wew. 1" in client.get("/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("accounts:help_contact"), {**GOOD, "phone": "42 111 22 33"})

    assert "42 111 22 33" in client.get("/").content.decode()
