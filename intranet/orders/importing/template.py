"""The workbook to fill in: columns with an example row, what each column takes, the words allowed."""

from collections.abc import Iterable
from typing import IO, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from intranet.directory.models import OrgUnit
from intranet.orders.importing.checking import MOST_ROWS
from intranet.orders.importing.columns import COLUMNS
from intranet.orders.importing.table import REGISTER_SHEET
from intranet.orders.importing.words import KIND_WORDS, ROLE_WORDS, STATE_WORDS
from intranet.orders.models import JrwaClass

_TEXT_FORMAT = "@"
_BOLD = Font(bold=True)
_REQUIRED_FILL = PatternFill("solid", fgColor="FDF1D4")
_FILL = PatternFill("solid", fgColor="E1EFF6")
_LINE = Border(bottom=Side(style="thin", color="46535F"))
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_EXAMPLE = Font(italic=True, color="46535F")


def write_template(target: IO[bytes]) -> None:
    """Write the template to ``target``, in the language of the register."""
    with translation.override(settings.LANGUAGE_CODE):
        book = Workbook(write_only=True)
        _write_register(book)
        _write_columns(book)
        _write_values(book)
        book.save(target)
        book.close()


def _write_register(book: Workbook) -> None:
    sheet = book.create_sheet(REGISTER_SHEET)
    sheet.freeze_panes = "C2"
    for index, column in enumerate(COLUMNS, start=1):
        dimension = sheet.column_dimensions[get_column_letter(index)]
        # As text, or the spreadsheet makes a date of 5/2015 and takes the zero of 0120 away.
        dimension.width, dimension.number_format = column.width, _TEXT_FORMAT
    for key, words in (("kind", KIND_WORDS), ("state", STATE_WORDS)):
        place = get_column_letter([column.key for column in COLUMNS].index(key) + 1)
        allowed = ",".join(written[0] for value, written in words.items() if value)
        rule = DataValidation(type="list", formula1=f'"{allowed}"', allow_blank=True, showErrorMessage=False)
        rule.add(f"{place}2:{place}{MOST_ROWS + 1}")
        sheet.data_validations.append(rule)
    sheet.append(
        [
            _cell(sheet, column.header, font=_BOLD, fill=_REQUIRED_FILL if column.is_required else _FILL)
            for column in COLUMNS
        ]
    )
    sheet.append([_cell(sheet, column.example, font=_EXAMPLE) for column in COLUMNS])


def _write_columns(book: Workbook) -> None:
    sheet = book.create_sheet("Objaśnienia")
    for letter, width in zip("ABCD", (20, 14, 90, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    _heading(sheet, (_("Column"), _("Required"), _("What to write"), _("Example")))
    for column in COLUMNS:
        required = _("yes") if column.is_required else ""
        _line(sheet, (column.header, required, str(column.note), column.example.removeprefix("PRZYKŁAD: ")))
    _line(sheet, ())
    for sentence in (
        _("The row that begins with PRZYKŁAD is an example: it is left out, whether you delete it or not."),
        _("Columns may stand in any order; those you do not need may be deleted."),
        _("Leave no formulas: paste values only."),
        _(
            "Names of files in the ZIP archive may be given without the folder when only one file is called so."
        ),
        _(
            "Nothing is written while anything is wrong. The same table may be sent again: what is there is skipped."
        ),
    ):
        _line(sheet, ("", "", sentence))


def _write_values(book: Workbook) -> None:
    sheet = book.create_sheet("Dozwolone wartości")
    for letter, width in zip("ABC", (26, 26, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    _heading(sheet, (_("Column"), _("Write"), _("It means")))
    _list(sheet, "rodzaj", KIND_WORDS.values())
    _list(sheet, "stan", (written for value, written in STATE_WORDS.items() if value))
    _list(sheet, "pliki", ROLE_WORDS.values())
    for symbol, title in JrwaClass.objects.filter(is_active=True).values_list("symbol", "title"):
        _line(sheet, ("klasa JRWA", symbol, title))
    for symbol, name in OrgUnit.objects.order_by("symbol").values_list("symbol", "name"):
        _line(sheet, ("komórka, widoczność", symbol, name))


def _list(sheet: Any, column: str, words: Iterable[tuple[str, ...]]) -> None:
    for first, *others in words:
        also = _("also: %(words)s") % {"words": ", ".join(others)} if others else ""
        _line(sheet, (column, first, also))


def _heading(sheet: Any, labels: Iterable[str]) -> None:
    sheet.append([_cell(sheet, label, font=_BOLD, fill=_FILL) for label in labels])


def _line(sheet: Any, values: Iterable[str]) -> None:
    sheet.append([_cell(sheet, value) for value in values])


def _cell(sheet: Any, text: str, *, font: Font | None = None, fill: PatternFill | None = None) -> Any:
    cell = WriteOnlyCell(sheet, text or None)
    cell.alignment, cell.number_format = _WRAPPED, _TEXT_FORMAT
    if text:
        cell.data_type = "s"
    if font is not None:
        cell.font = font
    if fill is not None:
        cell.fill, cell.border = fill, _LINE
    return cell
