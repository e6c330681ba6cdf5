"""CSV as Polish spreadsheets open it: semicolons, and a mark that tells them the letters are UTF-8."""

import csv
from datetime import date, datetime
from io import TextIOWrapper
from typing import IO

from intranet.core.exports.table import Table, Value
from intranet.core.exports.values import local_time, looks_like_formula, shown, writable


def write_csv(table: Table, target: IO[bytes]) -> None:
    """Write the columns' names and the rows to ``target``; title and notes would not be data.

    Days are 2017-01-12, which every program reads. A text that a spreadsheet would calculate gets an apostrophe.
    """
    text = TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(column.label) for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    # The caller's file stays open.
    text.detach()


def _cell(value: Value) -> str:
    match value:
        case datetime():
            return f"{local_time(value):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case str():
            text = writable(value)
            return f"'{text}" if looks_like_formula(text) else text
        case _:
            return shown(value)
