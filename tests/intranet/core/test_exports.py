import csv
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import quote

import openpyxl
import pypdf
import pytest
from django.utils import translation
from pypdf.generic import DictionaryObject

from intranet.core.exports import FORMATS, Column, ColumnKind, Row, Table, TooLongForPaper, download, pdf_file
from intranet.core.pdf import PdfError

COLUMNS = (
    Column("Lp.", ColumnKind.NUMBER, 5),
    Column("Numer", width=12),
    Column("Data", ColumnKind.DATE, 11),
    Column("W sprawie", width=60),
)
ROWS: list[Row] = [
    (1, "1/2017", date(2017, 1, 12), "wprowadzenia zażółconej gęślej jaźni"),
    (2, "2/2017", None, 'zasad; „w cudzysłowie” i "prostym"\nw dwóch liniach'),
]
FORMULAS = [
    "=1+1",
    "+48 42 685",
    "-5 dni",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "\n=1",
    "#N/A",
    "=cmd|' /C calc'!A0",
]


def table(rows: object = ROWS, **changes: object) -> Table:
    given = {"title": "Rejestr zarządzeń 2017", "columns": COLUMNS, "rows": rows, "notes": ("Stan na dziś",)}
    return Table(**{**given, "author": "MOPS w Łodzi", **changes})  # type: ignore[arg-type]


def written(key: str, given: Table) -> bytes:
    target = io.BytesIO()
    FORMATS[key].write(given, target)
    return target.getvalue()


def read_csv(given: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written("csv", given).decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(given: Table) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", given)))


def read_pdf(given: Table) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(written("pdf", given)))


def tags_of(reader: pypdf.PdfReader) -> list[str]:
    names: list[str] = []

    def walk(node: object) -> None:
        resolved = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(resolved, list):
            for inner in resolved:
                walk(inner)
        elif isinstance(resolved, DictionaryObject):
            names.extend([str(resolved["/S"])] if "/S" in resolved else [])
            walk(resolved.get("/K"))

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return names


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text_in_a_workbook(text: str) -> None:
    sheet = read_xlsx(table([(1, text, None, "")])).worksheets[0]

    assert sheet["B2"].data_type == "s"
    assert sheet["B2"].value == text
    assert sheet["B2"].quotePrefix == (text != "#N/A")


@pytest.mark.parametrize("text", [text for text in FORMULAS if text != "#N/A"])
def test_text_that_looks_like_a_formula_gets_an_apostrophe_in_csv(text: str) -> None:
    assert read_csv(table([(1, text, None, "")]))[1][1] == f"'{text}"


def test_negative_number_is_no_formula() -> None:
    assert read_csv(table([(-5, "1/2017", None, "")]))[1][0] == "-5"


def test_headings_are_guarded_too() -> None:
    columns = [Column("=1+1")]

    assert read_csv(table([], columns=columns))[0] == ["'=1+1"]
    assert read_xlsx(table([], columns=columns)).worksheets[0]["A1"].data_type == "s"


@pytest.mark.parametrize("key", FORMATS)
def test_characters_that_a_file_cannot_hold_are_left_out(key: str) -> None:
    assert written(key, table([(1, "do\x00b\x0bre\ud800", None, "\ufffe")], title="Rejestr\x01"))


def test_csv_opens_in_polish_spreadsheets() -> None:
    content = written("csv", table())

    assert content.startswith(b"\xef\xbb\xbf")
    assert read_csv(table()) == [
        ["Lp.", "Numer", "Data", "W sprawie"],
        ["1", "1/2017", "2017-01-12", "wprowadzenia zażółconej gęślej jaźni"],
        ["2", "2/2017", "", 'zasad; „w cudzysłowie” i "prostym"\nw dwóch liniach'],
    ]


def test_moments_and_fractions_are_written_for_the_office() -> None:
    moment = datetime(2017, 7, 1, 6, 30, 12, 5, tzinfo=UTC)
    given = [(Decimal("2.50"), "", moment, "")]

    assert read_csv(table(given))[1] == ["2,50", "", "2017-07-01 08:30", ""]
    sheet = read_xlsx(table(given)).worksheets[0]
    assert sheet["A2"].value == 2.5
    assert sheet["C2"].value == datetime(2017, 7, 1, 8, 30)
    assert "01.07.2017 08:30" in read_pdf(table(given)).pages[0].extract_text()


def test_workbook_has_a_frozen_header_filters_widths_and_repeats_the_header_on_paper() -> None:
    sheet = read_xlsx(table()).worksheets[0]

    assert [cell.value for cell in sheet[1]] == ["Lp.", "Numer", "Data", "W sprawie"]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["D"].width == 62


def test_workbook_holds_dates_and_numbers_as_such() -> None:
    sheet = read_xlsx(table()).worksheets[0]

    assert sheet["C2"].is_date
    assert sheet["C2"].value.date() == date(2017, 1, 12)
    assert sheet["C2"].number_format == "dd.mm.yyyy"
    assert sheet["A2"].data_type == "n"
    assert sheet["C3"].value is None


def test_day_before_excels_calendar_stays_readable() -> None:
    assert read_xlsx(table([(1, "", date(1899, 5, 3), "")])).worksheets[0]["C2"].value == "03.05.1899"


def test_workbook_names_its_title_author_and_language() -> None:
    book = read_xlsx(table())

    assert book.properties.title == "Rejestr zarządzeń 2017"
    assert book.properties.creator == "MOPS w Łodzi"
    assert book.properties.language == "pl"
    about = [cell.value for cell in book.worksheets[1]["A"]]
    assert about == ["Rejestr zarządzeń 2017", "Stan na dziś", "MOPS w Łodzi"]


def test_title_of_any_length_and_sign_names_a_sheet() -> None:
    assert read_xlsx(table(title="'Rok 2017/2018: [wszystkie] rodzaje aktów*'")).sheetnames[0] == (
        "Rok 2017 2018   wszystkie  rodz"
    )
    assert read_xlsx(table(title="///")).sheetnames[0] == "1"


def test_text_longer_than_a_cell_may_hold_is_cut() -> None:
    assert len(read_xlsx(table([(1, "x" * 40_000, None, "")])).worksheets[0]["B2"].value) == 32_767


def test_nothing_in_a_workbook_points_outside_or_calculates() -> None:
    with zipfile.ZipFile(io.BytesIO(written("xlsx", table()))) as archive:
        names = archive.namelist()
        sheet = archive.read("xl/worksheets/sheet1.xml")

    assert not [name for name in names if "external" in name or "vba" in name.lower()]
    assert b"<f>" not in sheet


def test_pdf_is_tagged_landscape_and_names_its_language_and_title() -> None:
    reader = read_pdf(table())

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "pl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Rejestr zarządzeń 2017"
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 595)


def test_pdf_marks_the_heading_the_header_cells_and_the_cells() -> None:
    tags = tags_of(read_pdf(table()))

    assert [tags.count(tag) for tag in ("/H1", "/Table", "/TH", "/TD")] == [1, 1, 4, 8]


def test_pdf_repeats_the_header_and_numbers_every_page() -> None:
    rows = [(number, f"{number}/2017", date(2017, 1, 12), "sprawa " * 20) for number in range(1, 151)]

    with translation.override("en"):
        pages = [page.extract_text().replace("\u00a0", " ") for page in read_pdf(table(rows)).pages]

    assert len(pages) > 3
    assert all("W sprawie" in page for page in pages)
    assert all(f"page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_pdf_of_an_empty_list_still_says_what_it_is() -> None:
    text = read_pdf(table([])).pages[0].extract_text()

    assert "Rejestr zarządzeń 2017" in text
    assert "Stan na dziś" in text


@pytest.mark.parametrize(
    "hostile", ['#panic("x")', "$x^2$ *b* _i_ \\u{41}", '"},{"rows":[]} //', "Ocena 😀 漢字"]
)
def test_markup_and_rare_characters_are_shown_as_typed_or_as_squares(hostile: str) -> None:
    given = table(
        [(1, hostile, None, hostile)],
        title=f"Tytuł {hostile}",
        columns=[*COLUMNS[:1], Column("x", width=60), *COLUMNS[2:]],
    )

    text = read_pdf(given).pages[0].extract_text().replace("\u200b", "").replace("\u00a0", " ")

    expected = hostile.replace("😀", "□").replace("漢字", "□□")
    assert text.count(expected) >= 3


def test_pdf_of_more_rows_than_fit_paper_is_refused_without_reading_them_all(monkeypatch) -> None:
    monkeypatch.setattr(pdf_file, "MOST_ROWS", 3)
    endless: Iterator[Row] = iter(lambda: (1, "1/2017", None, ""), None)

    with pytest.raises(TooLongForPaper):
        written("pdf", table(endless))


def test_typesetter_that_takes_too_long_is_an_error_in_words(monkeypatch) -> None:
    monkeypatch.setattr(pdf_file, "LONGEST_SECONDS", 0.01)

    with pytest.raises(PdfError, match="longer"):
        written("pdf", table())


def test_typesetter_that_dies_is_an_error_in_words(monkeypatch, tmp_path) -> None:
    killed = tmp_path / "killed.py"
    killed.write_text("import os; os.kill(os.getpid(), 9)")
    monkeypatch.setattr(pdf_file.typesetting, "__file__", str(killed))

    with pytest.raises(PdfError, match="-9"):
        written("pdf", table())


@pytest.mark.parametrize("key", FORMATS)
def test_download_has_a_name_with_polish_letters_and_is_never_shown_as_a_page(key: str) -> None:
    response = download(table(), FORMATS[key], name="Rejestr zarządzeń", on=date(2017, 1, 12))

    name = quote(f"Rejestr zarządzeń 2017-01-12.{key}")
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["Content-Type"] == FORMATS[key].media_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert int(response["Content-Length"]) == len(b"".join(response))
    response.file_to_stream.close()


def test_failure_while_rows_are_read_leaves_no_half_answer() -> None:
    def broken() -> Iterator[Row]:
        yield ROWS[0]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        download(table(broken()), FORMATS["csv"], name="Rejestr")


@pytest.mark.parametrize("key", ["csv", "xlsx"])
def test_twenty_thousand_rows_take_no_more_memory_than_a_few(key: str) -> None:
    script = f"""
import io, os, resource, sys, tempfile
import django; django.setup()
from intranet.core.exports import FORMATS, Column, Table
def rows(count):
    for number in range(count):
        yield [f"{{number}} " + "słowo " * 30] * 5
def write(count):
    with tempfile.TemporaryFile() as target:
        FORMATS[{key!r}].write(Table("Rejestr", [Column("a")] * 5, rows(count)), target)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
few = write(200)
print(write(20_000) - few)
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "intranet.settings.test"}

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) < 8 * 1024, "kilobytes more for a hundred times the rows"
