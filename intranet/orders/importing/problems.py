"""What may be wrong with a table, in words that say what to do; collected, never raised one by one."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

from intranet.orders.importing.columns import BY_KEY, Layout

# More than anybody reads; the number of all is kept.
MOST_KEPT = 10_000
MOST_REMARKS_KEPT = 2_000
LONGEST_VALUE = 200
LONGEST_MESSAGE = 600

MESSAGES: dict[str, str | Promise] = {
    # The table as a whole
    "table_unreadable": _(
        "The table cannot be read (%(why)s). Open it in its program, save it again as XLSX or CSV."
    ),
    "no_headings": _(
        "There is no row with the names of columns. Copy the first row of the template into the table."
    ),
    "no_rows": _("There are no rows below the names of columns."),
    "too_many_rows": _("There are more than %(limit)s rows. Divide the table into parts."),
    "column_missing": _("The column “%(name)s” is missing."),
    "column_doubled": _("The column “%(name)s” is there twice. Leave one."),
    "column_unknown": _("This column is not known and is left out."),
    "example_left_out": _("The example row of the template was left out."),
    # A cell
    "required": _("This must not be empty."),
    "formula": _("There is a formula here. Copy the cell and paste it back as values only."),
    "cell_error": _("The spreadsheet shows an error here. Write the value."),
    "too_long": _("This is too long: %(length)s characters, at most %(limit)s fit."),
    "maybe_cut": _(
        "The text has exactly as many characters as a cell holds, so its end may be missing. Compare it with the act."
    ),
    "not_a_date": _("This is no date. Write the day, month and year, for example 12.01.2017."),
    "no_such_day": _("There is no such day in the calendar."),
    "short_year": _("The year has two digits; it was read as %(day)s."),
    "day_as_number": _("The date is written as a number; it was read as %(day)s."),
    "year_out_of_range": _("The year is surely a mistake."),
    "unknown_kind": _("There is no such kind of act. The kinds are: %(kinds)s."),
    "unknown_state": _("There is no such state. Leave it empty, or write: zarezerwowany, anulowany."),
    "number_as_date": _(
        "The spreadsheet took this number for a date. Set the column to text and write the number again."
    ),
    "not_a_number": _("This is no number of an act. Write it for example so: 13a/2017."),
    "number_zero": _("Numbers begin with 1."),
    "unknown_unit": _("There is no such unit, now or in the past."),
    "unknown_unit_near": _("There is no such unit, now or in the past. Did you mean: %(near)s?"),
    "ambiguous_unit": _("Several units are called so. Write the symbol: %(symbols)s."),
    "unknown_class": _("There is no such class in the JRWA list of the intranet."),
    "unknown_role": _("There is no such kind of attachment. The kinds are: %(roles)s."),
    # A row
    "year_of_another": _("The year of the number is not the year of signing (%(day)s)."),
    "signed_in_future": _("The day of signing has not come yet."),
    "ends_before_start": _("The act would end before it takes effect (%(day)s)."),
    "before_institution": _("The institution exists since %(day)s; an order cannot take effect earlier."),
    "held_external": _("An external act has no number to be reserved or annulled."),
    "held_with_more": _("A number without an act has only a kind, a number, a state and a reason."),
    "reason_without_state": _("A reason is given only for a reserved or annulled number."),
    "nothing_to_read": _("The act has neither a text nor a file; readers will see only its data."),
    "no_change_summary": _("The act amends another one, but the table does not say what changed."),
    "no_issuer": _("Say who issued the external act."),
    # Numbers against one another and the register
    "doubled": _("The same number is in row %(first)s."),
    "other_content": _("This number is in the register with other content. What differs: %(columns)s."),
    "number_taken": _("An act in the register bears this number, so it cannot be reserved or annulled."),
    "number_annulled": _("This number was annulled (%(reason)s)."),
    "number_reserved": _(
        "This number is reserved (%(reason)s). Give the reservation back first, in the numbers of the register."
    ),
    "held_otherwise": _("This number is already held in the register, in another state or for another reason."),
    # Relations
    "relation_unreadable": _(
        "“%(text)s” is no number of an act. Separate numbers with semicolons: 5/2015 (§ 3); 7/2016."
    ),
    "fragment_unreadable": _("“%(text)s” names no part of an act. Write it for example so: § 2 ust. 1 pkt 3."),
    "target_unknown": _("%(number)s is neither in the table nor in the register."),
    "target_ambiguous": _("Several acts bear the number %(number)s. Write the kind before it: okólnik 5/2015."),
    "target_itself": _("An act cannot amend, repeal or correct itself."),
    "target_twice": _("The same is said of %(number)s twice."),
    "circle": _("The changes would run in a circle: %(chain)s."),
    "target_later": _("%(number)s was signed later (%(day)s) than the act that changes it."),
    "target_repealed": _("%(number)s had already been repealed by %(repealer)s on %(day)s."),
    # Files
    "files_without_source": _("Files are named here, but neither an archive nor a folder was given."),
    "file_entry_unreadable": _("“%(text)s” is no name of a file. Write: skan.pdf; zał. 1: polityka.pdf | Polityka."),
    "file_missing": _("There is no file “%(name)s” among the files given."),
    "file_ambiguous": _("Several files are called so. Write the folder too: %(paths)s."),
    "file_twice": _("The file “%(name)s” is named twice in this row."),
    "file_number_twice": _("Two attachments of this act have the number %(number)s."),
    "file_refused": "%(sentence)s",
    "file_unused": _("No row names this file; it will not be imported."),
    "archive_unreadable": _("The archive is damaged or is no ZIP archive. Make it again."),
    "archive_encrypted": _("The archive is protected with a password. Make it without one."),
    "archive_path": _("The archive holds a name that leads outside it. Make it again, of plain files and folders."),
    "archive_doubled": _("The archive holds two files under this name."),
    "archive_bomb": _("The archive unpacks to a size that no set of documents has. Divide it into parts."),
    "archive_many": _("There are more than %(limit)s files. Divide them into parts."),
    "folder_missing": _("The folder on the server cannot be read."),
}  # fmt: skip
REMARKS = frozenset(
    {
        "column_unknown",
        "example_left_out",
        "maybe_cut",
        "short_year",
        "day_as_number",
        "held_with_more",
        "reason_without_state",
        "nothing_to_read",
        "no_change_summary",
        "target_later",
        "target_repealed",
        "file_unused",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, or to be noticed: where, what was read there, and the message in words."""

    code: str
    message: str
    row: int | None = None
    letter: str = ""
    column: str = ""
    value: str = ""

    @property
    def is_remark(self) -> bool:
        return self.code in REMARKS


class Problems:
    """Collects problems up to a limit and counts all; knows which rows are spoilt."""

    def __init__(self) -> None:
        self.kept: list[Problem] = []
        self.bad_rows: set[int] = set()
        self.errors = 0
        self.remarks = 0
        self.layout = Layout({}, [], [])

    def add(
        self, code: str, *, row: int | None = None, column: str = "", value: object = "", **params: Any
    ) -> None:
        """Note a problem of the cell at ``row`` and ``column`` (a key), where ``value`` was read."""
        place = self.layout.places.get(column)
        letter = get_column_letter(place + 1) if place is not None else ""
        header = BY_KEY[column].header if column in BY_KEY else ""
        self.add_at(code, row=row, letter=letter, header=header, value=value, **params)

    def add_at(
        self,
        code: str,
        *,
        row: int | None = None,
        letter: str = "",
        header: str = "",
        value: object = "",
        **params: Any,
    ) -> None:
        """Note a problem of a place that is no known column."""
        is_remark = code in REMARKS
        if is_remark:
            self.remarks += 1
        else:
            self.errors += 1
            if row is not None:
                self.bad_rows.add(row)
        if self.errors > MOST_KEPT or (is_remark and self.remarks > MOST_REMARKS_KEPT):
            return
        message = str(MESSAGES[code])
        if params:
            message %= params
        self.kept.append(
            Problem(
                code, message[:LONGEST_MESSAGE], row, letter, header[:60], str(value)[:LONGEST_VALUE].strip()
            )
        )
