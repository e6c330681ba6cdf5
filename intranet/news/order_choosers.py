"""The window of the page editor that chooses an order, and the block that keeps the choice."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.blocks import ChooserBlock

from intranet.accounts.current import signed_in_user
from intranet.core.dates import short_date, today
from intranet.orders.models import ANY_STATUS, Order, OrderQuerySet, OrderStatus
from intranet.orders.register import NOT_IN_LISTS, filter_register


def label_of(order: Order) -> str:
    """Return what the page editor calls ``order``; one for chosen units only is named by number alone.

    A chosen order is shown to whoever edits the page, and the editor's field does not know who that is.
    """
    name = gettext("%(kind)s no. %(number)s") % {
        "kind": capfirst(order.get_kind_display()),
        "number": order.full_number,
    }
    if order.audience.is_everyone:
        return f"{name} {order.title}"
    return gettext("%(order)s (only for some of the staff)") % {"order": name}


class OrderFilterForm(BaseFilterForm):
    """A search field, answered as the register answers it: a number exactly, words in every form."""

    q = forms.CharField(label=_("Number or words"), required=False, max_length=200)

    def filter(self, objects: OrderQuerySet) -> OrderQuerySet:
        text = self.cleaned_data["q"].strip()
        self.is_searching, self.search_query = bool(text), text
        return filter_register(objects, on=today(), q=text, status=ANY_STATUS, kind="", year=None)


class OrderRowsMixin:
    """Orders that this editor may read, with what tells a valid one from an old one."""

    filter_form_class = OrderFilterForm
    request: Any
    filter_form: OrderFilterForm

    def get_object_list(self) -> OrderQuerySet:
        return _readable(self.request)

    def filter_object_list(self, objects: OrderQuerySet) -> OrderQuerySet:
        return self.filter_form.filter(objects) if self.filter_form.is_valid() else objects.none()

    @property
    def title_column(self) -> Column:
        column: Column = super().title_column  # type: ignore[misc]  # of Wagtail's view
        column.label, column.accessor = _("An order"), _title_of
        return column

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]  # of Wagtail's view
            Column("signed", label=_("Signed"), accessor=lambda order: short_date(order.signed_on)),
            Column("status", label=_("Status"), accessor=lambda order: OrderStatus(order.status_today).label),
        ]


def _readable(request: Any) -> OrderQuerySet:
    return Order.objects.visible_to(signed_in_user(request)).select_related("audience")


def _title_of(order: Order) -> str:
    kind = "" if order.kind == Order.Kind.ORDER else f" ({order.get_kind_display()})"
    return f"{order.full_number}{kind} {order.title}"


class OrderChooseView(OrderRowsMixin, ChooseView):
    """The window with the search field."""


class OrderChooseResultsView(OrderRowsMixin, ChooseResultsView):
    """Its rows alone, while typing."""


class ChosenOrderMixin:
    """What goes back into the editor's field: only what this editor may read."""

    request: Any

    def get_object(self, pk: str) -> Order:
        if not pk.isdecimal():
            raise Order.DoesNotExist
        return _readable(self.request).get(pk=pk)

    def get_objects(self, pks: Iterable[str]) -> OrderQuerySet:
        return _readable(self.request).filter(pk__in=[pk for pk in pks if pk.isdecimal()])

    def get_display_title(self, instance: Order) -> str:
        return label_of(instance)

    def get_edit_item_url(self, instance: Order) -> str:
        return instance.get_absolute_url()


class ChosenOrderView(ChosenOrderMixin, ChosenView):
    """One order."""


class ChosenOrdersView(ChosenOrderMixin, ChosenMultipleView):
    """Several at once."""


class OrderField(BaseChooser):
    """The editor's field: the name of the order, and a link to it in place of one to a form."""

    def get_display_title(self, instance: Order) -> str:
        return label_of(instance)

    def get_value_data_from_instance(self, instance: Order) -> dict[str, Any]:
        data: dict[str, Any] = super().get_value_data_from_instance(instance)
        return data | {"edit_url": instance.get_absolute_url()}


class ChosenOrderBlock(ChooserBlock):
    """Orders by id, read without the long texts that neither the page nor the editor shows."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Order | None]:
        orders = Order.objects.select_related("audience").defer(*NOT_IN_LISTS)
        found = orders.in_bulk([value for value in values if value is not None])
        return [found.get(value) if value is not None else None for value in values]


class OrderChooserViewSet(ChooserViewSet):
    """A chooser without a form to add: orders are registered in the register."""

    model = Order
    icon = "clipboard-list"
    choose_one_text = _("Choose an order")
    choose_another_text = _("Choose another order")
    edit_item_text = _("Open this order")
    choose_view_class = OrderChooseView
    choose_results_view_class = OrderChooseResultsView
    chosen_view_class = ChosenOrderView
    chosen_multiple_view_class = ChosenOrdersView
    base_widget_class = OrderField
    base_block_class = ChosenOrderBlock
    register_widget = False
    per_page = 12


order_choosers = OrderChooserViewSet("order_chooser", url_prefix="zarzadzenie")
OrderChooserBlock = order_choosers.get_block_class(
    name="OrderChooserBlock", module_path="intranet.news.order_choosers"
)
