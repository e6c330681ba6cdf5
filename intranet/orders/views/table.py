from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.core.exports import FORMATS, MOST_ROWS_ON_PAPER, TooLongForPaper, download, download_links
from intranet.orders.models import HeldNumber, Order
from intranet.orders.register_columns import extra_columns
from intranet.orders.register_export import register_file, register_title
from intranet.orders.register_table import OutlineRow, filled, outline, sees_empty_numbers
from intranet.orders.year_forms import RegisterPartForm

# A year of most centres fits one page, so that it prints whole; more would be slow to draw.
ROWS_ON_PAGE = 100
COLUMNS_AFTER_NUMBER = 9


@require_safe
def register_table(request: HttpRequest) -> HttpResponseBase:
    """Show a year of the register as a table with all its columns, numbers without an act in their place."""
    user = signed_in_user(request)
    form = RegisterPartForm(request.GET, years=_years(user))
    rows = _asked(form, user)
    page = Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "title": register_title(year=form.year, kind=form.kind),
        "page_obj": page,
        "rows": list(filled(list(page.object_list), user=user, on=today())),
        "acts_count": sum(row.order_id is not None for row in rows),
        "empty_count": sum(row.order_id is None for row in rows),
        "extra_columns": list(extra_columns),
        "empty_span": COLUMNS_AFTER_NUMBER + len(extra_columns),
        "downloads": download_links("orders:table_file", form.parameters),
        "today": today(),
        "sees_empty_numbers": sees_empty_numbers(user),
    }
    return render(request, "orders/register_table.html", context)


@require_safe
def register_table_file(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """Give the chosen part of the register as a file; in Polish, as the register is kept."""
    if file_format not in FORMATS:
        raise Http404
    user = signed_in_user(request)
    form = RegisterPartForm(request.GET, years=_years(user))
    try:
        with override("pl"):
            table = register_file(_asked(form, user), year=form.year, kind=form.kind, user=user, on=today())
            return download(table, FORMATS[file_format], name=table.title, on=today())
    except TooLongForPaper:
        messages.error(
            request,
            _("A PDF holds at most %(count)s rows. Choose a year or a kind, or take XLSX or CSV.")
            % {"count": MOST_ROWS_ON_PAPER},
        )
        return redirect(f"{reverse('orders:table')}?{urlencode(form.parameters)}")


def _asked(form: RegisterPartForm, user: User) -> list[OutlineRow]:
    return outline(user=user, year=form.year, kind=form.kind)


def _years(user: User) -> list[int]:
    """Return the years of the register from the last to the first; those of held numbers for who sees them."""
    ends = Order.objects.visible_to(user).aggregate(first=Min("year"), last=Max("year"))
    found = [year for year in ends.values() if year]
    if sees_empty_numbers(user):
        held = HeldNumber.objects.holding().aggregate(first=Min("year"), last=Max("year"))
        found += [year for year in held.values() if year]
    return list(range(max(found), min(found) - 1, -1)) if found else []
