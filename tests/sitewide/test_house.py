"""Rules of the whole house."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import helpdesk
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pytest_socket import SocketConnectBlockedError

from intranet.accounts.models import Role
from intranet.core.demo import demo_loaders
from intranet.orders.models import Order
from tests.servers.directory import RunningDirectory

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = sorted((ROOT / "intranet" / "settings").glob("*.py"))
READ = re.compile(r"""env\.\w+\(\s*["'](\w+)["']""")
MOST_LINES = 400


def tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [
        ROOT / line
        for line in listed.stdout.splitlines()
        if line.endswith(suffixes) and (ROOT / line).is_file()
    ]


def test_a_test_reaches_no_other_machine() -> None:
    with socket.socket() as connection, pytest.raises((SocketConnectBlockedError, UserWarning)) as blocked:
        connection.connect(("192.0.2.1", 80))

    assert "192.0.2.1" in str(blocked.value)


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_UNIX])
def test_a_test_reaches_servers_of_this_machine(family: socket.AddressFamily, tmp_path: Path) -> None:
    with socket.socket(family) as server, socket.socket(family) as client:
        server.bind(("127.0.0.1", 0) if family == socket.AF_INET else str(tmp_path / "s"))
        server.listen()

        client.connect(server.getsockname())

        accepted, _ = server.accept()
        accepted.close()


def test_helpdesk_is_the_library_and_not_our_folder() -> None:
    assert "site-packages" in (helpdesk.__file__ or "")
    assert not (ROOT / "helpdesk" / "__init__.py").exists()


def test_every_variable_of_the_environment_is_described() -> None:
    read = {name for path in SETTINGS for name in READ.findall(path.read_text())}
    described = set(
        re.findall(r"^#?\s?([A-Z][A-Z_]+)=", (ROOT / "deploy" / "env.example").read_text(), re.MULTILINE)
    )

    assert read == described


def test_imports_point_down() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.django_db
def test_no_migration_is_pending() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_polish_catalogue_is_complete() -> None:
    call_command("catalogue", "check")


def test_no_source_file_is_too_long() -> None:
    long = {
        path.relative_to(ROOT): lines
        for path in tracked(".py", ".html", ".css", ".js")
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > MOST_LINES
    }

    assert not long


def test_nothing_is_called_utils() -> None:
    forbidden = {"utils.py", "helpers.py", "common.py"}

    assert [path for path in tracked(".py") if path.name in forbidden] == []


@pytest.mark.django_db
def test_demo_loads_and_loads_again_without_doubles(demo_directory: RunningDirectory, settings) -> None:
    settings.IS_DEMO = True
    call_command("load_demo", verbosity=0)
    orders = Order.objects.count()

    call_command("load_demo", verbosity=0)

    assert len(demo_loaders) >= 3
    assert orders >= 25
    assert Order.objects.count() == orders
    assert not Order.objects.filter(attachments__isnull=True).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("fragment", ["IS_DEMO", "IS_PRODUCTION"])
def test_demo_is_refused_outside_a_demonstration(settings, fragment: str) -> None:
    settings.IS_DEMO = fragment != "IS_DEMO"
    settings.IS_PRODUCTION = fragment == "IS_PRODUCTION"

    with pytest.raises(CommandError, match="demonstration"):
        call_command("load_demo")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_opens_each_page_of_the_menu(client_as, role: Role | None) -> None:
    client = client_as(*([role] if role else []))
    page = client.get(reverse("home:index"))

    for entry in [*page.context["menu_items"], *page.context["quick_links"]]:
        assert client.get(entry.url).status_code == 200, entry.url


@pytest.mark.django_db
def test_help_contact_is_offered_to_whom_it_concerns(client_as) -> None:
    address = reverse("accounts:help_contact")

    assert address not in client_as(Role.HR).get("/").content.decode()
    assert address in client_as(Role.ADMINISTRATOR).get("/").content.decode()


@pytest.mark.django_db
def test_polish_is_spoken_whatever_the_browser_prefers_until_switched(client_as) -> None:
    client = client_as()
    english_browser = {"headers": {"Accept-Language": "en"}}

    before = client.get("/zarzadzenia/", **english_browser).content.decode()
    client.post("/jezyk/", {"language": "en", "next": "/"})
    after = client.get("/zarzadzenia/").content.decode()

    assert 'lang="pl"' in before
    assert "Rejestr zarządzeń" in before
    assert 'lang="en"' in after
    assert "Register of orders" in after


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/zarzadzenia/", "/szukaj/", "/pracownicy/", "/pracownicy/komorki/", "/strony/"]
)
def test_pages_ask_nothing_of_other_hosts_and_run_no_inline_code(client_as, address: str) -> None:
    response = client_as().get(address)
    page = response.content.decode()

    assert response.status_code == 200
    assert not re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", page)
    assert not re.findall(r"<script(?![^>]*(?:src|nonce)=)", page)
    assert not re.findall(r"""\sstyle=["']|\son\w+=["']""", page)
    assert "unsafe-inline" not in response["Content-Security-Policy"]
