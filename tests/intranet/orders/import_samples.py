"""Tables and archives as people send them, made in memory."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from intranet.accounts.models import Role
from intranet.orders.importing import running
from intranet.orders.models import RegisterImport
from intranet.orders.services.importing import confirm_import, start_import
from tests.factories.accounts import UserFactory

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
GOOD = {
    "rodzaj": "zarządzenie",
    "numer": "5/2015",
    "data podpisania": date(2015, 3, 2),
    "w sprawie": "zasad zastępstw",
    "treść": "§ 1. Ustala się zasady zastępstw.",
}


def book(*rows: dict[str, Any], headers: Sequence[str] = (), sheet: str = "Rejestr") -> bytes:
    """Give a workbook whose first row names every column that some row has."""
    names = list(headers) or list(dict.fromkeys(name for row in rows for name in row))
    workbook = Workbook()
    workbook.active.title = sheet
    workbook.active.append(names)
    for row in rows:
        workbook.active.append([row.get(name) for name in names])
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def row(**changes: Any) -> dict[str, Any]:
    """Give a good row with some columns otherwise; spaces of their names are written as underscores."""
    return GOOD | {name.replace("_", " "): value for name, value in changes.items()}


def archive(files: dict[str, bytes]) -> bytes:
    """Give a ZIP archive of ``files`` by name."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return target.getvalue()


def sent(
    table: bytes, files: bytes | None = None, *, name: str = "Rejestr.xlsx", by: Any = None
) -> RegisterImport:
    """Send a table as the chancellery does; nobody has checked it yet."""
    return start_import(
        table=SimpleUploadedFile(name, table),
        archive=SimpleUploadedFile("skany.zip", files) if files is not None else None,
        by=by or UserFactory(roles=[Role.CHANCELLERY]),
    )


def checked(table: bytes, files: bytes | None = None, *, name: str = "Rejestr.xlsx") -> RegisterImport:
    """Send a table and let a worker check it."""
    found = sent(table, files, name=name)
    running.run_check(found.pk)
    found.refresh_from_db()
    return found


def imported(table: bytes, files: bytes | None = None) -> RegisterImport:
    """Send a good table, let it be checked, confirm it and let it be written."""
    found = checked(table, files)
    assert found.state == RegisterImport.State.CHECKED, found.failure
    assert problems_of(found) == []
    confirm_import(register_import=found, by=UserFactory(roles=[Role.CHANCELLERY]))
    running.run_import(found.pk)
    found.refresh_from_db()
    return found


def problems_of(found: RegisterImport) -> list[tuple[int | None, str, str]]:
    """Give (row, column, code) of everything that must be corrected."""
    return list(found.problems.filter(is_remark=False).values_list("row", "column", "code"))


def remarks_of(found: RegisterImport) -> list[tuple[int | None, str, str]]:
    """Give (row, column, code) of the remarks."""
    return list(found.problems.filter(is_remark=True).values_list("row", "column", "code"))
