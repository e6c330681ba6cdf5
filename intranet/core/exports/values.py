"""Values of cells as people read them, and what must never reach a spreadsheet."""

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from intranet.core.dates import short_date
from intranet.core.exports.table import Value

# Control characters that XML forbids, and halves of characters that UTF-8 cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?")
# Spreadsheets take a text that begins so for a formula, the wide forms of the signs too (CWE-1236).
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def writable(text: str) -> str:
    """Return ``text`` without the characters that a file cannot hold, its lines ended in one way."""
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet might calculate ``text`` instead of showing it."""
    return _FORMULA.match(text) is not None


def local_time(moment: datetime) -> datetime:
    """Return ``moment`` in the office's time, to the minute and without a zone, as spreadsheets want it."""
    if timezone.is_aware(moment):
        moment = timezone.make_naive(moment)
    return moment.replace(second=0, microsecond=0)


def shown(value: Value) -> str:
    """Return ``value`` as a Polish reader sees it: 12.01.2017, 12.01.2017 8:30, 2,5."""
    match value:
        case None:
            return ""
        case datetime():
            moment = local_time(value)
            return f"{short_date(moment)} {moment:%H:%M}"
        case date():
            return short_date(value)
        case float() | Decimal():
            return str(value).replace(".", ",")
        case _:
            return str(value)
