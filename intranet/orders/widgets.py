from typing import Any, cast

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.accounts.visits import previous_visit_of
from intranet.core.boxes import Box, boxes, director_boxes
from intranet.core.charts import Point, bar_chart
from intranet.core.dates import today
from intranet.orders import (  # noqa: F401  (they register what they give)
    draft_files,
    draft_todo,
    record_todo,
)
from intranet.orders.models import Order, OrderQuerySet, OrderStatus
from intranet.orders.register import NOT_IN_LISTS
from intranet.orders.statistics import month_names, status_counts, year_in_orders, years_of

NEWEST_SHOWN = 5
# What has lost its force is no news, even when it was put into the register only now.
NEWSWORTHY = (OrderStatus.IN_FORCE, OrderStatus.PENDING)


def newest_orders(request: HttpRequest) -> dict[str, Any]:
    """Give the orders registered since the person's visit before this one, or else the newest that bind."""
    user = signed_in_user(request)
    since = previous_visit_of(user)
    orders = _newsworthy(user)
    if since is not None:
        new = list(orders.filter(registered_at__gt=since)[: NEWEST_SHOWN + 1])
        if new:
            shown = {"orders": new[:NEWEST_SHOWN], "are_new": True, "are_more": len(new) > NEWEST_SHOWN}
            return shown | {"since": since}
    return {"orders": orders[:NEWEST_SHOWN], "since": since}


def _newsworthy(user: User) -> OrderQuerySet:
    orders = Order.objects.visible_to(user).annotate_status(today())
    orders = orders.filter(status_today__in=NEWSWORTHY)  # type: ignore[misc]  # annotated above
    return orders.defer(*NOT_IN_LISTS).newest_first()


class YearForm(forms.Form):
    """Which year of the register to count."""

    rok = forms.TypedChoiceField(label=gettext_lazy("Year of signing"), required=False, coerce=int)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["rok"])
        field.choices = [(year, str(year)) for year in years]
        self._last_year = years[0]
        field.error_messages["invalid_choice"] = gettext_lazy(
            "No order in the register was signed in such a year. Here is the last one."
        )

    def clean_rok(self) -> int:
        year: int | str = self.cleaned_data["rok"]
        return int(year) if year else self._last_year


def orders_per_month(request: HttpRequest) -> dict[str, Any]:
    """Give the director the register in numbers: its statuses today, and one year by months and kinds."""
    orders = Order.objects.visible_to(signed_in_user(request))
    years = years_of(orders)
    if not years:
        return {"years": years}
    form = YearForm(request.GET, years=years)
    shown_year = form.cleaned_data["rok"] if form.is_valid() else years[0]
    year = year_in_orders(orders, shown_year)
    points = [Point(name, number) for name, number in zip(month_names(), year.by_month, strict=True)]
    register = reverse("orders:list")
    return {
        "years": years,
        "year": year,
        "error": " ".join(str(error) for error in form.errors.get("rok", ())),
        "previous_year": shown_year - 1 if shown_year > years[-1] else None,
        "next_year": shown_year + 1 if shown_year < years[0] else None,
        "statuses": [
            {"label": status.label, "value": number, "url": f"{register}?status={status.value}"}
            for status, number in status_counts(orders, on=today())
        ],
        "chart": bar_chart(
            title=_("Orders signed in %(year)s, by month") % {"year": shown_year},
            label_heading=_("Month"),
            value_heading=_("Number of orders"),
            points=points,
        ),
    }


boxes.register(
    Box("orders.newest", "orders/_newest_box.html", order=20, context=newest_orders, column="side")
)
director_boxes.register(Box("orders.months", "orders/_month_box.html", order=10, context=orders_per_month))
