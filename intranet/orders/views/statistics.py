from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.core.charts import Point, bar_chart
from intranet.core.dates import long_date, today
from intranet.core.exports import (
    FORMATS,
    MOST_ROWS_ON_PAPER,
    Column,
    ColumnKind,
    Table,
    TooLongForPaper,
    download,
    download_links,
)
from intranet.orders.models import Order
from intranet.orders.statistics import (
    RegisterCounts,
    register_counts,
    short_month_names,
    year_in_orders,
)
from intranet.orders.year_forms import YearForm

# More bars than a reader compares; the file has every unit.
MOST_UNITS = 20


@require_safe
def statistics(request: HttpRequest) -> HttpResponseBase:
    """Show how many acts the register has by year, kind, unit and month, of those the person may read."""
    orders = Order.objects.visible_to(signed_in_user(request))
    counts = register_counts(orders)
    form = YearForm(request.GET, years=[year for year, _number in counts.by_year()])
    part = counts.of_year(form.year)
    months = year_in_orders(orders, form.year).by_month if form.year else None
    context: dict[str, Any] = {
        "form": form,
        "year": form.year,
        "counts": counts,
        "part": part,
        "downloads": download_links("orders:statistics_file", form.parameters),
        "kinds": [capfirst(str(kind.label)) for kind, _number in counts.by_kind()],
        "kind_totals": [number for _kind, number in counts.by_kind()],
        "kinds_in_years": counts.of_kinds_in_years(),
        "year_chart": _year_chart(counts),
        "kind_chart": _kind_chart(part),
        "unit_chart": _unit_chart(part),
        "month_chart": _month_chart(months) if months else None,
        "hidden_units": max(len(part.by_unit()) - MOST_UNITS, 0),
    }
    return render(request, "orders/statistics.html", context)


@require_safe
def statistics_file(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """Give the numbers of the chosen year, or of all, as a file; in Polish as the register is."""
    if file_format not in FORMATS:
        raise Http404
    counts = register_counts(Order.objects.visible_to(signed_in_user(request)))
    form = YearForm(request.GET, years=[year for year, _number in counts.by_year()])
    with override("pl"):
        title = _("Orders in numbers, %(part)s") % {"part": form.year or _("all years")}
        rows = counts.of_year(form.year).rows
        table = Table(
            title=title,
            columns=(
                Column(_("Year"), ColumnKind.NUMBER, 8),
                Column(_("Kind"), width=24),
                Column(_("Owner unit at signing"), width=60),
                Column(_("Number of acts"), ColumnKind.NUMBER, 12),
            ),
            rows=[(year, str(kind.label), unit or _no_unit(), number) for year, kind, unit, number in rows],
            notes=(
                _("As on %(day)s.") % {"day": long_date(today())},
                _("Units bear the names they had when the acts were signed."),
                _("Only acts that the person who made this file may read."),
            ),
            author=settings.SITE_NAME,
        )
        # The refusal below is for the reader, in the reader's own language.
        with suppress(TooLongForPaper):
            return download(table, FORMATS[file_format], name=title)
    messages.error(
        request,
        _("A PDF holds at most %(count)s rows. Choose a year, or take XLSX or CSV.")
        % {"count": MOST_ROWS_ON_PAPER},
    )
    return redirect(f"{reverse('orders:statistics')}?{urlencode(form.parameters)}")


def _no_unit() -> str:
    return _("no owner unit")


def _year_chart(counts: RegisterCounts) -> Any:
    return bar_chart(
        title=_("Acts signed in each year"),
        label_heading=_("Year"),
        value_heading=_("Number of acts"),
        points=[Point(str(year), number, f"?rok={year}") for year, number in counts.by_year()],
    )


def _kind_chart(part: RegisterCounts) -> Any:
    return bar_chart(
        title=_("By kind"),
        label_heading=_("Kind"),
        value_heading=_("Number of acts"),
        points=[Point(capfirst(str(kind.label)), number) for kind, number in part.by_kind()],
    )


def _unit_chart(part: RegisterCounts) -> Any:
    units = part.by_unit()
    points = [Point(unit or _no_unit(), number) for unit, number in units[:MOST_UNITS]]
    if rest := sum(number for _unit, number in units[MOST_UNITS:]):
        points.append(Point(_("other units together"), rest))
    return bar_chart(
        title=_("By owner unit"),
        label_heading=_("Owner unit at signing"),
        value_heading=_("Number of acts"),
        points=points,
    )


def _month_chart(months: list[int]) -> Any:
    return bar_chart(
        title=_("By month of signing"),
        label_heading=_("Month"),
        value_heading=_("Number of acts"),
        points=[Point(name, number) for name, number in zip(short_month_names(), months, strict=True)],
    )
