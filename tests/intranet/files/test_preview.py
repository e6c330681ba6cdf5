from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from intranet.accounts.models import User
from intranet.directory.audience import make_audience
from intranet.files.kinds import CSV, XLSX
from intranet.files.models import FileText, StoredFile
from intranet.files.owners import (
    OwnerPage,
    OwnerRule,
    Withdrawn,
    WithdrawnRule,
    owner_rules,
    withdrawn_rules,
)
from intranet.files.passages import passages_of
from intranet.files.preview import MOST_SHOWN, preview_of
from intranet.files.services import store_file
from tests.factories.directory import OrgUnitFactory
from tests.factories.orders import OrderAttachmentFactory, OrderFactory
from tests.intranet.files import samples

pytestmark = pytest.mark.django_db
Status = FileText.Status


def stored(
    name: str = "regulamin.pdf", status: str = Status.DONE, text: str = "", **fields: object
) -> StoredFile:
    makers = {"pdf": samples.pdf, "docx": samples.docx, "png": samples.picture, "csv": lambda: b"a;b\n1;2"}
    file = store_file(data=makers[name.rpartition(".")[2]](), name=name)
    FileText.objects.filter(file=file).update(status=status, text=text, **fields)
    return StoredFile.objects.select_related("reading").get(pk=file.pk)


@pytest.fixture
def belongs_to_an_order() -> Iterator[None]:
    page = OwnerPage("Zarządzenie 7/2017", "/zarzadzenia/7/", "Załącznik nr 1. Regulamin")
    owner_rules.register(OwnerRule("test", lambda user, file: page))
    yield
    owner_rules.unregister("test")


@pytest.fixture
def withdrawn() -> Iterator[UUID]:
    """Give the identifier of a file that was withdrawn; only people of the directory may know."""
    gone = uuid4()

    def tell(user: User, file_id: UUID) -> Withdrawn | None:
        if file_id != gone or not hasattr(user, "person"):
            return None
        page = OwnerPage("Zarządzenie 7/2017", "/zarzadzenia/7/")
        return Withdrawn("Regulamin", "Zawiera dane klienta.", datetime(2026, 3, 2, tzinfo=UTC), page)

    withdrawn_rules.register(WithdrawnRule("test", tell))
    yield gone
    withdrawn_rules.unregister("test")


def test_preview_of_another_units_file_looks_like_a_missing_one(client_as) -> None:
    hidden = OrderAttachmentFactory(order=OrderFactory(audience=make_audience(units=[OrgUnitFactory()])))
    client = client_as()

    forbidden = client.get(hidden.file.get_preview_url())
    missing = client.get(f"/pliki/{uuid4()}/podglad/")

    assert forbidden.status_code == missing.status_code == 404
    assert hidden.file.name not in forbidden.content.decode()


def test_stranger_sees_no_preview(client) -> None:
    assert client.get(stored().get_preview_url()).status_code == 302


@pytest.mark.parametrize("address", ["", "podglad/"])
def test_withdrawn_file_is_unknown_to_whoever_may_not_know_of_it(
    client_as, withdrawn: UUID, address: str
) -> None:
    response = client_as(person=False).get(f"/pliki/{withdrawn}/{address}")

    assert response.status_code == 404
    assert "Zawiera dane klienta." not in response.content.decode()


@pytest.mark.parametrize("address", ["", "podglad/"])
def test_withdrawn_file_leaves_its_reason(client_as, withdrawn: UUID, address: str) -> None:
    response = client_as().get(f"/pliki/{withdrawn}/{address}")

    page = response.content.decode()
    assert response.status_code == 410
    assert "Zawiera dane klienta." in page
    assert "/zarzadzenia/7/" in page


@pytest.mark.usefixtures("everybody_reads")
def test_rule_hides_a_file_that_is_still_kept(client_as) -> None:
    file = stored()
    told = Withdrawn("Regulamin", "", datetime(2026, 3, 2, tzinfo=UTC))
    withdrawn_rules.register(
        WithdrawnRule("asked", lambda user, file_id: told if file_id == file.pk else None)
    )
    try:
        response = client_as().get(file.get_absolute_url())
    finally:
        withdrawn_rules.unregister("asked")

    assert response.status_code == 410


@pytest.mark.usefixtures("everybody_reads", "belongs_to_an_order")
def test_preview_says_what_the_file_is_and_where_it_belongs(client_as) -> None:
    file = stored(text=samples.WORDS, pages=3)

    response = client_as().get(file.get_preview_url())

    page = response.content.decode()
    assert response.status_code == 200
    save = f"{file.get_absolute_url()}?pobierz"
    for said in (
        "Załącznik nr 1. Regulamin",
        file.name,
        file.sha256,
        samples.WORDS,
        save,
    ):
        assert said in page
    assert 'href="/zarzadzenia/7/"' in page


@pytest.mark.usefixtures("everybody_reads")
def test_preview_may_frame_our_own_files_and_nobody_may_frame_it(client_as) -> None:
    policy = client_as().get(stored().get_preview_url())["Content-Security-Policy"]

    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.usefixtures("everybody_reads")
def test_hostile_text_and_name_are_only_words(client_as) -> None:
    file = stored("<img src=x onerror=alert(1)>.pdf", text="<script>alert(1)</script>")

    page = client_as().get(file.get_preview_url()).content.decode()

    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


@pytest.mark.usefixtures("everybody_reads")
def test_preview_costs_few_queries_whatever_is_in_the_file(client_as, django_assert_max_num_queries) -> None:
    client, file = client_as(), stored(text="Akapit.\n\n" * 5_000)
    client.get("/")

    with django_assert_max_num_queries(12):
        client.get(file.get_preview_url())


@pytest.mark.parametrize(
    ("name", "status", "text", "shape", "title"),
    [
        ("a.pdf", Status.DONE, "Treść", "frame", None),
        ("a.pdf", Status.WAITING, "", "frame", "The text of this file is still being read"),
        ("a.pdf", Status.NO_TEXT_LAYER, "", "frame", "This is a scan without text"),
        ("a.pdf", Status.ENCRYPTED, "", "frame", "This file is protected with a password"),
        ("a.pdf", Status.BROKEN, "", "none", "This file is damaged"),
        ("a.pdf", Status.TOO_BIG, "", "frame", "The text of this file could not be read"),
        ("a.docx", Status.DONE, "Treść", "text", None),
        ("a.docx", Status.WAITING, "Treść", "text", None),
        ("a.docx", Status.TIMED_OUT, "", "none", "The text of this file could not be read"),
        ("a.docx", Status.NO_TEXT_LAYER, "", "none", "No text was found in this file"),
        ("a.png", Status.NO_TEXT_LAYER, "", "picture", "This file is a picture"),
    ],
)
def test_file_is_shown_as_its_kind_allows_and_what_is_wrong_is_said(
    name: str, status: str, text: str, shape: str, title: str | None
) -> None:
    with translation.override("en"):
        preview = preview_of(stored(name, status, text))

        assert preview.shape == shape
        assert (str(preview.remark.title) if preview.remark else None) == title


@pytest.mark.usefixtures("everybody_reads")
@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.png", "a.csv"])
def test_every_kind_in_every_state_has_a_page(client_as, name: str, status: str) -> None:
    assert client_as().get(stored(name, status).get_preview_url()).status_code == 200


@pytest.mark.usefixtures("everybody_reads")
def test_file_stored_before_texts_were_kept_has_a_page(client_as) -> None:
    file = stored()
    FileText.objects.all().delete()

    assert client_as().get(file.get_preview_url()).status_code == 200


def test_very_long_text_is_cut_and_said_to_be() -> None:
    preview = preview_of(stored(text="a" * (MOST_SHOWN + 1)))

    assert preview.is_text_cut
    assert len(preview.passages[0].text) == MOST_SHOWN


def test_rows_of_a_sheet_become_a_table() -> None:
    name, table, note = passages_of("Wykaz\n\nNazwa\tMiasto\nŻłobek\tŁódź\nFilia\n\nUwaga", XLSX.media_type)

    assert (name.text, note.text) == ("Wykaz", "Uwaga")
    assert table.header == ("Nazwa", "Miasto")
    assert table.rows == (("Żłobek", "Łódź"), ("Filia", ""))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_becomes_a_table_whatever_parts_its_cells(separator: str) -> None:
    (table,) = passages_of(f'nazwa{separator}opis\nŻłobek{separator}"dwa\nwiersze"', CSV.media_type)

    assert table.rows == (("Żłobek", "dwa\nwiersze"),)


@pytest.mark.parametrize("text", ["bez separatora", 'a;"' + "x" * 200_000, "nazwa;opis"])
def test_csv_that_is_no_table_is_text(text: str) -> None:
    (passage,) = passages_of(text, CSV.media_type)

    assert passage.rows == ()
    assert passage.text


@pytest.mark.parametrize(("media_type", "separator"), [(CSV.media_type, ";"), (XLSX.media_type, "\t")])
def test_one_long_row_among_many_short_ones_makes_no_millions_of_cells(
    media_type: str, separator: str
) -> None:
    text = "a" + separator * 2000 + "\n" + "b\n" * 20_000

    (passage,) = passages_of(text, media_type)

    assert passage.rows == ()
    assert passage.text == text


def test_many_tables_together_make_no_more_cells_than_one_may() -> None:
    table = "a\tb\n" * 4000

    passages = passages_of("\n\n".join([table.strip()] * 5), XLSX.media_type)

    assert [bool(passage.rows) for passage in passages] == [True, True, False, False, False]
