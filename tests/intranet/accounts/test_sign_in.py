"""Sign-in by the form, against a directory that really runs."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from intranet.accounts.models import Role, RoleGrant, User
from intranet.core.models import AuditEntry, HelpContact
from intranet.directory.models import Person
from tests.factories.accounts import UserFactory
from tests.servers.directory import PASSWORD, RunningDirectory, running_directory

pytestmark = pytest.mark.django_db


def sign_in(client: Client, login: str, password: str = PASSWORD, **extra: str):
    return client.post(reverse("account_login"), {"login": login, "password": password, **extra})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("pracownik", "zle-haslo"),
        ("pracownik", ""),
        ("pracownik", "   "),
        ("pracownik", "Demo-haslo-1\x00"),
        ("pracownik\x00", PASSWORD),
        ("", PASSWORD),
        ("*", PASSWORD),
        ("prac*", PASSWORD),
        ("pracownik)(uid=*", PASSWORD),
        ("nikt.taki", PASSWORD),
        ("x" * 5000, PASSWORD),
        ("pracownik", "x" * 5000),
        ("🙂🙂", "🙂"),
        ("\u202epracownik", PASSWORD),
    ],
)
def test_wrong_or_hostile_credentials_are_refused_in_words(
    client: Client, demo_directory: RunningDirectory, login: str, password: str
) -> None:
    response = sign_in(client, login, password)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not is_signed_in(client)
    assert not User.objects.exists()


def test_unknown_login_and_wrong_password_sound_the_same(
    client: Client, demo_directory: RunningDirectory
) -> None:
    unknown = sign_in(client, "nikt.taki").context["form"].errors
    wrong = sign_in(client, "pracownik", "zle-haslo").context["form"].errors

    assert unknown == wrong


@pytest.mark.parametrize(
    ("login", "words"),
    [
        ("konto.zablokowane", "zablokowane"),
        ("haslo.wygaslo", "wygasło"),
        ("konto.wylaczone", "wyłączone"),
        ("zmien.haslo", "zmienić"),
    ],
)
def test_directorys_reason_is_told_in_plain_polish(
    client: Client, demo_directory: RunningDirectory, login: str, words: str
) -> None:
    response = sign_in(client, login)

    assert words in str(response.context["form"].errors)
    assert not is_signed_in(client)


def test_too_many_wrong_passwords_are_stopped(client: Client, demo_directory: RunningDirectory) -> None:
    for _ in range(4):
        sign_in(client, "pracownik", "zle-haslo")

    response = sign_in(client, "pracownik")

    assert not is_signed_in(client)
    assert "Zbyt wiele błędnych prób" in str(response.context["form"].errors)


def test_limit_counts_the_account_and_not_the_way_it_is_written(
    client: Client, demo_directory: RunningDirectory
) -> None:
    for login in ("pracownik", "barbara.swiatek@mops.example", "PRACOWNIK", "Barbara.Swiatek@mops.example"):
        sign_in(client, login, "zle-haslo")

    response = sign_in(client, " pracownik")

    assert "Zbyt wiele błędnych prób" in str(response.context["form"].errors)
    assert not is_signed_in(client)


def test_right_password_does_not_use_up_attempts(client: Client, demo_directory: RunningDirectory) -> None:
    for _ in range(6):
        sign_in(Client(), "pracownik")

    sign_in(client, "pracownik")

    assert is_signed_in(client)


def test_limit_of_one_account_leaves_others_alone(client: Client, demo_directory: RunningDirectory) -> None:
    for _ in range(5):
        sign_in(client, "pracownik", "zle-haslo")

    sign_in(client, "kierownik")

    assert is_signed_in(client)


def test_limit_per_address_sees_the_reader_behind_the_proxy(
    client: Client, demo_directory: RunningDirectory, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip", "login_failed": "100/m/ip,4/5m/key"}

    answers = [
        client.post(
            reverse("account_login"), {"login": "x", "password": "y"}, headers={"X-Forwarded-For": address}
        ).status_code
        for address in ("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.3", "10.0.0.3")
    ]

    assert answers == [200, 200, 200, 200, 429]


def test_wagtails_screens_for_accounts_are_closed(client: Client, demo_directory: RunningDirectory) -> None:
    sign_in(client, "administrator")

    for address in ("/cms/users/", "/cms/users/add/", f"/cms/users/edit/{User.objects.get().pk}/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {}).status_code == 403


def test_member_of_staff_signs_in_and_out(client: Client, demo_directory: RunningDirectory) -> None:
    response = sign_in(client, "pracownik")

    assert response.status_code == 302
    assert response["Location"] == "/"
    assert is_signed_in(client)
    user = User.objects.get()
    assert (user.username, user.get_full_name()) == ("pracownik", "Barbara Świątek")
    assert not user.has_usable_password()
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))[-2:] == [
        "accounts.sign_in",
        "accounts.sign_out",
    ]


def test_sign_out_needs_a_post(client: Client, demo_directory: RunningDirectory) -> None:
    sign_in(client, "pracownik")

    client.get(reverse("account_logout"))

    assert is_signed_in(client)


@pytest.mark.parametrize("login", ["PRACOWNIK", " pracownik ", "barbara.swiatek@mops.example"])
def test_upper_case_spaces_and_address_are_the_same_person(
    client: Client, demo_directory: RunningDirectory, login: str
) -> None:
    sign_in(client, "pracownik")

    sign_in(Client(), login)

    assert User.objects.count() == 1


def test_person_is_made_at_first_sign_in(client: Client, demo_directory: RunningDirectory) -> None:
    sign_in(client, "pracownik")

    person = Person.objects.get()
    assert person.user == User.objects.get()
    assert person.directory_guid == person.user.directory_guid


def test_roles_come_from_groups_and_manual_ones_stay(
    client: Client, demo_directory: RunningDirectory
) -> None:
    sign_in(client, "kancelaria")
    user = User.objects.get()
    RoleGrant.objects.filter(user=user).delete()
    RoleGrant.objects.create(user=user, role=Role.HR, source=RoleGrant.Source.DIRECTORY)
    RoleGrant.objects.create(user=user, role=Role.AUDITOR, source=RoleGrant.Source.MANUAL)

    sign_in(Client(), "kancelaria")

    roles = User.objects.get().roles
    assert Role.CHANCELLERY in roles
    assert Role.AUDITOR in roles
    assert Role.HR not in roles


def test_only_administrators_enter_the_administration(
    client: Client, demo_directory: RunningDirectory
) -> None:
    sign_in(client, "informatyk")
    administrator = Client()
    sign_in(administrator, "administrator")

    assert client.get("/cms/", follow=True).status_code == 403
    assert client.get("/admin/", follow=True).status_code == 403
    assert administrator.get("/cms/").status_code == 200
    assert administrator.get("/admin/").status_code == 200


def test_login_given_to_another_person_does_not_inherit_the_account(
    client: Client, demo_directory: RunningDirectory
) -> None:
    former = UserFactory(username="pracownik", directory_guid=uuid.uuid4())

    sign_in(client, "pracownik")

    former.refresh_from_db()
    assert former.username == f"pracownik~{former.pk}"
    assert User.objects.get(username="pracownik").pk != former.pk


def test_renamed_person_keeps_the_account(client: Client, demo_directory: RunningDirectory) -> None:
    sign_in(client, "pracownik")
    User.objects.update(username="dawny.login")

    sign_in(Client(), "pracownik")

    assert User.objects.get().username == "pracownik"


def test_account_blocked_here_does_not_get_in(client: Client, demo_directory: RunningDirectory) -> None:
    sign_in(client, "pracownik")
    User.objects.update(is_active=False, is_blocked_by_hand=True)

    response = sign_in(Client(), "pracownik")

    assert response.status_code == 200
    assert client.get("/").status_code == 302


def test_next_address_of_another_site_is_ignored(client: Client, demo_directory: RunningDirectory) -> None:
    response = sign_in(client, "pracownik", next="https://example.org/")

    assert response["Location"] == "/"


def test_signed_in_person_is_sent_on_to_the_page_asked_for(
    client: Client, demo_directory: RunningDirectory
) -> None:
    response = sign_in(client, "pracownik", next="/zarzadzenia/")

    assert response["Location"] == "/zarzadzenia/"


def test_directory_down_is_said_at_once_and_open_sessions_go_on(
    client: Client,
    settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
    demo_directory: RunningDirectory,
) -> None:
    with running_directory(tmp_path_factory.mktemp("mortal")) as mortal:
        settings.LDAP_SERVERS, settings.LDAP_CA_FILE = [mortal.url], str(mortal.ca_file)
        sign_in(client, "pracownik")
        mortal.stop()

    newcomer = Client()
    response = sign_in(newcomer, "pracownik")

    assert "Katalog kont nie odpowiada" in str(response.context["form"].errors)
    assert not is_signed_in(newcomer)
    assert client.get("/").status_code == 200


def test_outage_does_not_use_up_attempts(
    client: Client, settings: Settings, demo_directory: RunningDirectory
) -> None:
    alive, settings.LDAP_SERVERS = settings.LDAP_SERVERS, ["ldap://127.0.0.1:9"]
    for _ in range(6):
        sign_in(client, "pracownik")
    settings.LDAP_SERVERS = alive

    sign_in(client, "pracownik")

    assert is_signed_in(client)


def test_directory_with_another_certificate_is_not_trusted(
    client: Client,
    settings: Settings,
    demo_directory: RunningDirectory,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with running_directory(tmp_path_factory.mktemp("impostor")) as impostor:
        settings.LDAP_SERVERS = [impostor.url]
        response = sign_in(client, "pracownik")

    assert "Katalog kont nie odpowiada" in str(response.context["form"].errors)
    assert not is_signed_in(client)


def test_sign_in_page_says_whom_to_call(client: Client) -> None:
    HelpContact.objects.create(pk=1, phone="42 685 40 40", hours="wtorek 9–17", note="pokój 214")

    page = client.get(reverse("account_login")).content.decode()

    assert "42 685 40 40" in page
    assert "wtorek 9–17" in page


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    assert client.get("/konto/rejestracja/").status_code == 404
