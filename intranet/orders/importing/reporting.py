"""The problems of an import as a table to take away and mend by."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from intranet.core.exports import Column, ColumnKind, Row, Table
from intranet.orders.models import RegisterImport


def problems_table(register_import: RegisterImport, *, author: str) -> Table:
    """Return every kept problem and remark of the import, by row and column."""
    note = _("Rows: %(rows)s, problems: %(problems)s, remarks: %(remarks)s.") % {
        name: register_import.count(name) for name in ("rows", "problems", "remarks")
    }
    return Table(
        title=_("Problems of the import"),
        columns=[
            Column(_("Row"), ColumnKind.NUMBER, 8),
            Column(_("Column letter"), width=10),
            Column(_("Column"), width=20),
            Column(_("What was read"), width=40),
            Column(_("What is wrong"), width=80),
            Column(_("Weight"), width=14),
        ],
        rows=_rows(register_import),
        notes=(register_import.table_name, note),
        author=author,
    )


def _rows(register_import: RegisterImport) -> Iterator[Row]:
    problem, remark = _("to be mended"), _("remark")
    for found in register_import.problems.iterator(chunk_size=2000):
        weight = remark if found.is_remark else problem
        yield (found.row, found.letter, found.column, found.value, found.message, weight)
