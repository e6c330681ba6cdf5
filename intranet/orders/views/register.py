from typing import Any

from django.db.models import Prefetch, QuerySet
from django.views.generic import DetailView, ListView

from intranet.accounts.current import signed_in_user
from intranet.core.dates import today
from intranet.core.pagination import CappedPaginator
from intranet.directory.audience import names_of
from intranet.orders.as_on import asked_day, query_of
from intranet.orders.forms import RegisterFilterForm
from intranet.orders.models import ANY_STATUS, Order, OrderAttachment
from intranet.orders.register import filter_register, neighbours_of, number_condition, sort_links
from intranet.orders.standing import standing_of
from intranet.orders.wording import reference_to

ORDERS_ON_PAGE = 25
MOST_ELSEWHERE = 5


class OrderListView(ListView):
    """The register: what is in force unless another status is chosen, newest first."""

    template_name = "orders/order_list.html"
    context_object_name = "orders"
    paginate_by = ORDERS_ON_PAGE
    paginator_class = CappedPaginator

    def get_queryset(self) -> QuerySet[Order]:
        self.form = RegisterFilterForm(self.request.GET, user=signed_in_user(self.request))
        orders = Order.objects.visible_to(signed_in_user(self.request))
        if not self.form.is_valid():
            return orders.none()
        return filter_register(orders, on=today(), **self.form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everywhere = self.request.GET.copy()
        everywhere["status"] = ANY_STATUS
        context = super().get_context_data(**kwargs)
        day = self.form.cleaned_data.get("dzien")
        # The count of the page, not the list itself, which would be read to its end to see whether it is empty.
        is_empty = self.form.is_valid() and context["paginator"].count == 0
        return context | {
            "form": self.form,
            "chips": self.form.chips(self.request.GET),
            "columns": sort_links(self.form.cleaned_data.get("sort", "")),
            "today": day or today(),
            "day": day,
            "day_query": query_of(day),
            "all_url": f"?{everywhere.urlencode()}",
            "elsewhere": self._same_number_in_another_status() if is_empty else [],
        }

    def _same_number_in_another_status(self) -> list[Order]:
        """Return the orders with the typed number that the status filter alone hides."""
        if number_condition(self.form.cleaned_data["q"]) is None:
            return []
        orders = Order.objects.visible_to(signed_in_user(self.request))
        asked = {**self.form.cleaned_data, "status": ANY_STATUS}
        return list(filter_register(orders, on=today(), **asked)[:MOST_ELSEWHERE])


class OrderDetailView(DetailView):
    """One order: whether it binds today, what changed it and what it changes, its text and attachments."""

    template_name = "orders/order_detail.html"
    context_object_name = "order"

    def get_queryset(self) -> QuerySet[Order]:
        self.asked = asked_day(self.request.GET)
        return (
            Order.objects.visible_to(signed_in_user(self.request))
            .annotate_status(self.asked.on)
            .select_related("owner_unit", "audience", "jrwa_class")
            .prefetch_related(
                "legal_bases__act", Prefetch("attachments", OrderAttachment.objects.select_related("file"))
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, files = signed_in_user(self.request), list(self.object.attachments.all())
        return super().get_context_data(
            asked=self.asked,
            standing=standing_of(self.object, user=user, on=self.asked.on),
            neighbours=neighbours_of(self.object, user=user),
            readers=names_of(self.object.audience),
            own_files=[file for file in files if file.number is None],
            numbered_files=[file for file in files if file.number is not None],
            reference=reference_to(self.object),
            **kwargs,
        )
