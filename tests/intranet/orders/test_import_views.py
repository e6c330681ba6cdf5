"""The screens of an import: who may enter, what is sent, what is seen, without a worker too."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from intranet.accounts.models import Role
from intranet.files import limits
from intranet.orders.importing import running
from intranet.orders.importing.columns import COLUMNS
from intranet.orders.models import Order, RegisterImport
from tests.factories.orders import OrderFactory
from tests.intranet.orders.import_samples import (
    GOOD,
    PDF,
    archive,
    book,
    checked,
    imported,
    problems_of,
    row,
    sent,
)

pytestmark = pytest.mark.django_db

LIST = "/zarzadzenia/import/"
OTHERS = [role for role in Role if role not in {Role.CHANCELLERY, Role.ADMINISTRATOR}]


def upload(content: bytes, name: str = "Rejestr.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("role", [None, *OTHERS])
def test_others_are_refused(client_as, role):
    found = checked(book(GOOD))
    client = client_as(*([role] if role else []))
    own = found.get_absolute_url()

    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"table": upload(book(GOOD))}).status_code == 403
    assert client.get(f"{LIST}wzor/").status_code == 403
    for address in (own, f"{own}postep/", f"{own}problemy.xlsx", f"{own}zapisz/"):
        assert client.get(address).status_code == 404
    for step in ("zapisz", "przerwij", "ponow"):
        assert client.post(f"{own}{step}/").status_code == 404
    assert RegisterImport.objects.get().state == "CHECKED"


@pytest.mark.parametrize("step", ["przerwij", "ponow"])
def test_steps_are_taken_by_post_only(client_as, step):
    found = checked(book(GOOD))

    assert client_as(Role.CHANCELLERY).get(f"{found.get_absolute_url()}{step}/").status_code == 405


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "table"),
        ({"table": (b"", "Rejestr.xlsx")}, "table"),
        ({"table": (b"MZ not a table", "Rejestr.xlsx")}, "table"),
        ({"table": (b"%PDF-1.7", "Rejestr.pdf")}, "table"),
        ({"table": (book(GOOD), "Rejestr.xlsx"), "archive": (b"Rar! not a zip", "skany.zip")}, "archive"),
        ({"table": (book(GOOD), "Rejestr.xlsx"), "archive": (b"", "skany.zip")}, "archive"),
        ({"table": (book(GOOD), "Rejestr.xlsx"), "archive": (PDF, "skany.rar")}, "archive"),
    ],
)
def test_bad_uploads_are_refused_with_words(client_as, files, words):
    given = {name: upload(*file) for name, file in files.items()}

    answer = client_as(Role.CHANCELLERY).post(LIST, given)

    assert answer.status_code == 200
    assert answer.context["form"].errors[words]
    assert not RegisterImport.objects.exists()


def test_archive_over_the_limit_is_refused_with_words(client_as, monkeypatch):
    monkeypatch.setattr(limits, "MEGABYTE", 1)
    monkeypatch.setattr(limits, "most_bytes", lambda: 50_000_000)
    given = {"table": upload(book(GOOD)), "archive": upload(b"PK\x03\x04" + bytes(2000), "skany.zip")}

    answer = client_as(Role.CHANCELLERY).post(LIST, given)

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) >= {"archive"}


@pytest.mark.parametrize("role", [Role.CHANCELLERY, Role.ADMINISTRATOR])
def test_sent_table_waits_for_a_worker_and_says_so(client_as, role):
    client = client_as(role)

    answer = client.post(LIST, {"table": upload(book(GOOD), "Rejestr zarządzeń 2015.xlsx")}, follow=True)

    found = RegisterImport.objects.get()
    assert answer.redirect_chain[0][0] == found.get_absolute_url()
    assert (found.state, found.table_name) == ("WAITING_CHECK", "Rejestr zarządzeń 2015.xlsx")
    assert f'hx-get="{found.get_absolute_url()}postep/?stan=WAITING_CHECK"' in answer.text


def test_import_that_waits_too_long_tells_why_and_may_be_set_going(client_as):
    found = sent(book(GOOD))
    RegisterImport.objects.update(queued_at=timezone.now() - timedelta(minutes=3))
    client = client_as(Role.CHANCELLERY)

    answer = client.get(found.get_absolute_url())
    client.post(f"{found.get_absolute_url()}ponow/")

    assert answer.context["is_late"]
    assert "/ponow/" in answer.text
    found.refresh_from_db()
    assert (found.state, found.is_late_at(timezone.now())) == ("WAITING_CHECK", False)


def test_second_import_is_refused_with_words_while_one_is_busy(client_as):
    sent(book(GOOD))

    answer = client_as(Role.CHANCELLERY).post(LIST, {"table": upload(book(GOOD))})

    assert answer.context["form"].non_field_errors()
    assert RegisterImport.objects.count() == 1


def test_fragment_follows_the_work_and_asks_for_the_page_when_it_is_over(client_as):
    found = sent(book(GOOD))
    client = client_as(Role.CHANCELLERY)
    address = f"{found.get_absolute_url()}postep/?stan=CHECKING"
    RegisterImport.objects.update(
        state="CHECKING", phase="READING", done=40, total=100, seen_at=timezone.now()
    )

    moving = client.get(address)
    RegisterImport.objects.update(state="CHECKED")
    still = client.get(address)

    assert 'value="40" max="100"' in moving.text
    assert "HX-Refresh" not in moving
    assert (still["HX-Refresh"], "hx-get" in still.text) == ("true", False)


def test_dead_worker_is_seen_on_the_page_and_in_the_list(client_as):
    found = sent(book(GOOD))
    RegisterImport.objects.update(state="CHECKING", seen_at=timezone.now() - timedelta(minutes=6))
    client = client_as(Role.CHANCELLERY)

    assert "/ponow/" in client.get(found.get_absolute_url()).text
    assert client.get(LIST).context["rows"][0][1].variant == "repealed"


def test_problems_are_paged_and_given_as_files(client_as):
    found = checked(book(*(row(numer=f"x{n}") for n in range(60))))
    client = client_as(Role.CHANCELLERY)

    page = client.get(f"{found.get_absolute_url()}?page=2")
    workbook = load_workbook(BytesIO(client.get(f"{found.get_absolute_url()}problemy.xlsx").getvalue()))
    text = client.get(f"{found.get_absolute_url()}problemy.csv").getvalue().decode("utf-8-sig")

    assert len(page.context["page"]) == 10
    assert workbook.worksheets[0].max_row == 61
    assert len(text.splitlines()) == 61
    assert [cell.value for cell in workbook.worksheets[0][2]][:4] == [2, "B", "numer", "x0"]
    assert client.get(f"{found.get_absolute_url()}problemy.pdf").status_code == 404


def test_import_is_confirmed_on_a_plain_page_too(client_as):
    found = checked(book(GOOD))
    client = client_as(Role.CHANCELLERY)
    address = f"{found.get_absolute_url()}zapisz/"

    question = client.get(address)
    client.post(address)
    running.run_import(found.pk)

    assert question.templates[0].name == "core/forms/confirm_page.html"
    found.refresh_from_db()
    assert (found.state, found.confirmed_by) == ("DONE", client.user)
    assert Order.objects.count() == 1


@pytest.mark.parametrize("step", ["zapisz", "przerwij", "ponow"])
def test_step_that_came_too_late_is_told_and_changes_nothing(client_as, step):
    found = imported(book(GOOD))

    answer = client_as(Role.CHANCELLERY).post(f"{found.get_absolute_url()}{step}/", follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    found.refresh_from_db()
    assert found.state == "DONE"


def test_every_state_of_an_import_is_shown(client_as):
    found = checked(book(GOOD))
    client = client_as(Role.CHANCELLERY)

    for state in RegisterImport.State.values:
        written_at = timezone.now() if state in {"INDEXING", "DONE"} else None
        RegisterImport.objects.update(state=state, written_at=written_at, seen_at=timezone.now())
        assert client.get(found.get_absolute_url()).status_code == 200
        assert client.get(LIST).status_code == 200


def test_template_filled_as_it_is_can_be_imported(client_as):
    content = client_as(Role.CHANCELLERY).get(reverse("orders:import_template")).getvalue()
    workbook = load_workbook(BytesIO(content))
    sheet = workbook["Rejestr"]
    values = [GOOD.get(column.header) for column in COLUMNS]

    sheet.append(values)
    filled = BytesIO()
    workbook.save(filled)
    found = checked(filled.getvalue())

    assert [cell.value for cell in sheet[1]] == [column.header for column in COLUMNS]
    assert len(workbook.sheetnames) == 3
    assert (problems_of(found), found.counts["new_orders"]) == ([], 1)


def test_example_of_the_template_is_itself_good():
    OrderFactory(number=5, year=2015)
    example = {column.header: column.example for column in COLUMNS if column.key != "owner_unit"}
    example["rodzaj"] = "zarządzenie"
    files = archive({"skan.pdf": PDF, "polityka.pdf": PDF + b"%"})

    assert problems_of(checked(book(example), files)) == []


def test_folder_is_offered_only_when_the_settings_name_one(client_as, settings: Settings, tmp_path):
    client = client_as(Role.CHANCELLERY)
    assert "folder" not in client.get(LIST).context["form"].fields

    (tmp_path / "2015").mkdir()
    settings.REGISTER_IMPORT_FOLDER = str(tmp_path)

    choices = client.get(LIST).context["form"].fields["folder"].choices
    assert [value for value, _ in choices] == ["", ".", "2015"]
    both = {
        "table": upload(book(GOOD)),
        "archive": upload(archive({"a.pdf": PDF}), "a.zip"),
        "folder": "2015",
    }
    assert client.post(LIST, both).context["form"].errors["folder"]


def test_list_asks_as_many_questions_for_many_imports_as_for_few(client_as, django_assert_max_num_queries):
    client = client_as(Role.CHANCELLERY)
    found = checked(book(GOOD))
    client.get(LIST)

    for count in (1, 9):
        RegisterImport.objects.bulk_create(
            RegisterImport(
                state="DONE",
                written_at=timezone.now(),
                table_name="x.xlsx",
                table_format="xlsx",
                started_by=found.started_by,
            )
            for _ in range(count)
        )
        with django_assert_max_num_queries(16):
            client.get(LIST)
