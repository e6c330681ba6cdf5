from typing import Any

from django.db.models import Prefetch, QuerySet
from django.views.generic import DetailView, ListView

from intranet.accounts.current import signed_in_user
from intranet.core.dates import today
from intranet.core.pagination import CappedPaginator
from intranet.orders.forms import RegisterFilterForm
from intranet.orders.models import ANY_STATUS, Order, OrderAttachment, OrderRelation
from intranet.orders.register import filter_register
from intranet.orders.standing import standing_of

ORDERS_ON_PAGE = 25


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
        return super().get_context_data(
            form=self.form,
            chips=self.form.chips(self.request.GET),
            all_url=f"?{everywhere.urlencode()}",
            **kwargs,
        )


class OrderDetailView(DetailView):
    """One order: whether it binds today, what changed it and what it changes, its text and attachments."""

    template_name = "orders/order_detail.html"
    context_object_name = "order"

    def get_queryset(self) -> QuerySet[Order]:
        relations = OrderRelation.objects.select_related("source", "target").order_by("effective_on", "pk")
        return (
            Order.objects.visible_to(signed_in_user(self.request))
            .select_related("owner_unit")
            .prefetch_related(
                Prefetch("incoming_relations", relations),
                Prefetch("outgoing_relations", relations),
                Prefetch("attachments", OrderAttachment.objects.select_related("file")),
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = standing_of(self.object, user=signed_in_user(self.request), on=today())
        return super().get_context_data(standing=standing, **kwargs)
