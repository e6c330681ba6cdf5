"""Settings of the register and the classes of the file plan."""

import csv
import re
from io import StringIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.core.dates import today
from intranet.core.forms import PolishDateField
from intranet.orders.models import NUMBERED_KINDS, JrwaClass, Order, RegisterKind, RegisterSettings
from intranet.orders.models.numbering import validate_pattern
from intranet.orders.numbers import USUAL_PATTERN, OrderNumber, write_number

MOST_BYTES = 2 * 1024 * 1024
MOST_PROBLEMS = 20
_SYMBOL = re.compile(r"\d{1,6}")


class RegisterSettingsForm(forms.ModelForm):
    """Who issues acts, since when, and how the numbers of each kind are written."""

    established_on = PolishDateField(
        label=gettext_lazy("The institution exists since"),
        required=False,
        help_text=gettext_lazy(
            "An act of the centre that takes effect before this day is refused as a mistake."
        ),
    )

    class Meta:
        model = RegisterSettings
        fields = ["issuer", "established_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        patterns = dict(RegisterKind.objects.values_list("kind", "pattern"))
        for kind in NUMBERED_KINDS:
            pattern = patterns.get(kind, USUAL_PATTERN)
            sample = write_number(pattern, OrderNumber(13, "a", today().year), today())
            self.fields[f"pattern_{kind}"] = forms.CharField(
                label=_("Number: %(kind)s") % {"kind": Order.Kind(kind).label},
                max_length=60,
                initial=pattern,
                help_text=_("Now it looks like this: %(sample)s") % {"sample": sample},
                validators=[validate_pattern],
            )

    @property
    def patterns(self) -> dict[str, str]:
        """The patterns that differ from the present ones, by kind; of a valid form."""
        return {
            kind: self.cleaned_data[f"pattern_{kind}"]
            for kind in NUMBERED_KINDS
            if f"pattern_{kind}" in self.changed_data
        }


class JrwaClassForm(forms.ModelForm):
    """One class of the file plan."""

    class Meta:
        model = JrwaClass
        fields = ["symbol", "title", "category", "is_active"]


class JrwaImportForm(forms.Form):
    """The file plan as CSV: symbol; title; category."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("Columns: symbol; title; category. A first row with headings is skipped."),
    )

    def clean_file(self) -> list[tuple[str, str, str]]:
        """Return the rows of the file; say each wrong row with its number."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large for a list of classes."))
        try:
            rows, problems = _read(_decoded(upload.read()))
        except csv.Error as error:
            raise forms.ValidationError(_("The file is not text. Save the list as CSV.")) from error
        if problems:
            raise forms.ValidationError(problems[:MOST_PROBLEMS])
        if not rows:
            raise forms.ValidationError(_("The file has no classes."))
        return rows


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise forms.ValidationError(_("The file is not text. Save the list as CSV."))


def _read(text: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Return the classes of a CSV text and what is wrong with its rows."""
    delimiter = ";" if text.count(";") >= text.count(",") else ","
    rows: dict[str, tuple[str, str, str]] = {}
    problems: list[str] = []
    # Lines may end as old Macs ended them, which `csv` refuses to read.
    lines = StringIO(text.replace("\0", ""), newline=None)
    for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
        values = [cell.strip() for cell in cells]
        if not any(values):
            continue
        symbol, title, category = (*values, "", "", "")[:3]
        if number == 1 and not symbol[:1].isdigit():
            continue
        if not _SYMBOL.fullmatch(symbol):
            message = _("Row %(row)s: „%(symbol)s” is no class symbol; it is written with digits.")
            problems.append(message % {"row": number, "symbol": symbol[:40]})
        elif not title or len(title) > 300:
            problems.append(
                _("Row %(row)s: the title is missing or longer than 300 characters.") % {"row": number}
            )
        elif len(category) > 6:
            problems.append(_("Row %(row)s: the category has more than 6 characters.") % {"row": number})
        elif symbol in rows:
            problems.append(
                _("Row %(row)s: class %(symbol)s is there twice.") % {"row": number, "symbol": symbol}
            )
        else:
            rows[symbol] = (symbol, title, category)
    return list(rows.values()), problems
