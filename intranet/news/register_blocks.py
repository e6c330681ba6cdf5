"""Blocks that show orders of the register on a page; each reader sees those that he or she may read.

Nothing of an order is kept in the page: it is read whenever the page is, so the search finds pages by what editors
wrote in a block and never by an order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from intranet.accounts.current import signed_in_user
from intranet.accounts.models import User
from intranet.core.dates import today
from intranet.news.choosers import UnitChooserBlock
from intranet.news.order_choosers import OrderChooserBlock
from intranet.orders.models import ANY_STATUS, Order, OrderQuerySet, OrderRelation, OrderStatus
from intranet.orders.register import (
    HIGHEST_NUMBER,
    IN_SUBJECT,
    LOWEST_NUMBER,
    NEWEST,
    NOT_IN_LISTS,
    OLDEST,
    filter_register,
)
from intranet.search.keys import ask

USUAL_NUMBER, MOST = 10, 50
ANYWHERE = "text"
GROUP = _("Register of orders")
SORTS = (
    (NEWEST, _("the newest first")),
    (OLDEST, _("the oldest first")),
    (HIGHEST_NUMBER, _("by number, the highest first")),
    (LOWEST_NUMBER, _("by number, the lowest first")),
)


@dataclass(frozen=True)
class Repeal:
    """What ended the force of an order; ``by`` is None when the reader may not read that act."""

    number: str
    effective_on: date
    by: Order | None


@dataclass(frozen=True)
class ShownOrder:
    """An order as a row of a page, with its status on the day."""

    order: Order
    status: str
    repeal: Repeal | None = None


def _reader(context: Mapping[str, Any] | None) -> User | None:
    """Return who reads the page; None when it is drawn for nobody in particular, who may read nothing."""
    request = (context or {}).get("request")
    return signed_in_user(request) if request is not None else None


def _is_preview(context: Mapping[str, Any] | None) -> bool:
    return bool(getattr((context or {}).get("request"), "is_preview", False))


def _title_field() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Heading"),
        max_length=120,
        required=False,
        help_text=_("Stands above the list. It may be empty when the page already has a heading there."),
    )


def _kind_field() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(label=_("Kind"), choices=[("", _("all")), *Order.Kind.choices], required=False)


def _sort_field() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(label=_("Order of the list"), choices=SORTS, default=NEWEST)


def _limit_field() -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        label=_("How many at most"),
        min_value=1,
        max_value=MOST,
        default=USUAL_NUMBER,
        help_text=_("Below the list stands a link to the rest of them in the register."),
    )


class FilteredOrdersBlock(blocks.StructBlock):
    """What the two lists of orders in force share; a subclass says which orders they are."""

    # They choose orders and are not shown: nobody shall find the page by them.
    filter_fields = frozenset({"words", "unit"})

    def get_context(
        self, value: blocks.StructValue, parent_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add ``shown`` orders, ``chosen_by`` in words and the ``register_url`` of the same filter."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        reader, is_complete = _reader(parent_context), self.is_complete(value)
        orders = self.find(value, reader)[: value["limit"] or USUAL_NUMBER] if reader and is_complete else ()
        shown = [ShownOrder(order, OrderStatus.IN_FORCE) for order in orders]
        asked = self.query_of(value) if is_complete else {}
        if not shown:
            asked["status"] = ANY_STATUS
        return context | {
            "shown": shown,
            "is_unfinished": not is_complete and _is_preview(parent_context),
            "is_drawn": is_complete,
            "chosen_by": self.words_of(value) if is_complete else "",
            "register_url": f"{reverse('orders:list')}?{urlencode(asked)}",
        }

    def is_complete(self, value: blocks.StructValue) -> bool:
        """Tell whether the editor has filled in what orders are looked for; a draft need not say it yet."""
        raise NotImplementedError

    def find(self, value: blocks.StructValue, reader: User) -> OrderQuerySet:
        """Return the orders in force for ``reader``, in the order of the list."""
        return filter_register(
            Order.objects.visible_to(reader),
            on=today(),
            q=value.get("words") or "",
            status=OrderStatus.IN_FORCE,
            kind=value["kind"] or "",
            year=None,
            sort=value["sort"] or NEWEST,
            unit=value.get("unit"),
            where=IN_SUBJECT if value.get("where") != ANYWHERE else "",
        )

    def query_of(self, value: blocks.StructValue) -> dict[str, str]:
        """Return the filter of the register that shows the same orders."""
        asked = {"kind": value["kind"] or "", "sort": value["sort"] if value["sort"] != NEWEST else ""}
        return {name: choice for name, choice in asked.items() if choice}

    def words_of(self, value: blocks.StructValue) -> str:
        """Return what the link to the register says the orders are chosen by."""
        raise NotImplementedError

    class Meta:
        group = GROUP
        template = "news/blocks/orders.html"


class OrdersBySubjectBlock(FilteredOrdersBlock):
    title = _title_field()
    words = blocks.CharBlock(
        label=_("Words"),
        max_length=120,
        help_text=_("The list shows orders with all these words, in any form. For example: umowa."),
    )
    where = blocks.ChoiceBlock(
        label=_("Where the words stand"),
        choices=[(IN_SUBJECT, _("in the subject")), (ANYWHERE, _("anywhere: in the subject or in the text"))],
        default=IN_SUBJECT,
    )
    kind = _kind_field()
    sort = _sort_field()
    limit = _limit_field()

    class Meta:
        icon = "search"
        label = _("Orders by subject")
        help_text = _("Orders in force with the words you type; new ones come to the list by themselves.")
        label_format = "{words}"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse words by which nothing can be found, such as „oraz”; a draft may have none yet."""
        cleaned: blocks.StructValue = super().clean(value)
        if not ask(cleaned["words"] or "").groups and not self.is_deferred_validation:
            error = ValidationError(_("Type at least one word that says what the orders are about."))
            raise blocks.StructBlockValidationError(block_errors={"words": error})
        return cleaned

    def is_complete(self, value: blocks.StructValue) -> bool:
        return bool(value["words"])

    def query_of(self, value: blocks.StructValue) -> dict[str, str]:
        where = {"where": IN_SUBJECT} if value["where"] != ANYWHERE else {}
        return {"q": value["words"]} | where | super().query_of(value)

    def words_of(self, value: blocks.StructValue) -> str:
        return f"„{value['words']}”"


class OrdersOfUnitBlock(FilteredOrdersBlock):
    title = _title_field()
    unit = UnitChooserBlock(label=_("Owner unit"), help_text=_("The unit that prepared the orders."))
    kind = _kind_field()
    sort = _sort_field()
    limit = _limit_field()

    class Meta:
        icon = "group"
        label = _("Orders of a unit")
        help_text = _("Orders in force prepared by one unit; new ones come to the list by themselves.")

    def is_complete(self, value: blocks.StructValue) -> bool:
        return value["unit"] is not None

    def query_of(self, value: blocks.StructValue) -> dict[str, str]:
        return {"unit": str(value["unit"].pk)} | super().query_of(value)

    def words_of(self, value: blocks.StructValue) -> str:
        return str(value["unit"].name)


class ChosenOrdersBlock(blocks.StructBlock):
    title = _title_field()
    orders = blocks.ListBlock(
        OrderChooserBlock(label=_("An order")),
        label=_("Orders"),
        min_num=1,
        max_num=MOST,
        help_text=_(
            "They stand on the page as you put them here. An order no longer in force is shown with what repealed "
            "it; who may not read an order does not see it."
        ),
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Chosen orders")
        help_text = _("Orders that you point to one by one, in your own sequence.")
        group = GROUP
        template = "news/blocks/chosen_orders.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the ``shown`` orders; without any the reader sees nothing, and the editor why."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        reader = _reader(parent_context)
        ids = list(dict.fromkeys(order.pk for order in value["orders"] if order is not None))
        shown = _chosen(ids, reader) if reader is not None and ids else []
        return context | {"shown": shown, "is_unseen": not shown and _is_preview(parent_context)}


def _chosen(ids: list[int], reader: User) -> list[ShownOrder]:
    """Return the orders with ``ids`` that ``reader`` may read, in this sequence."""
    readable = Order.objects.visible_to(reader).filter(pk__in=ids)
    found = {order.pk: order for order in readable.annotate_status(today()).defer(*NOT_IN_LISTS)}
    repealed = [pk for pk, order in found.items() if _status(order) == OrderStatus.REPEALED]
    repeals = _repeals_of(repealed, reader) if repealed else {}
    chosen = [found[pk] for pk in ids if pk in found]
    return [ShownOrder(order, _status(order), repeals.get(order.pk)) for order in chosen]


def _status(order: Order) -> str:
    return str(order.status_today)  # type: ignore[attr-defined]  # annotated


def _repeals_of(ids: Iterable[int], reader: User) -> dict[int, Repeal]:
    """Return what first repealed each of the orders; an act that ``reader`` may not read by its number alone."""
    whole = OrderRelation.objects.filter(
        target__in=ids, type=OrderRelation.Type.REPEALS, fragment="", effective_on__lte=today()
    ).select_related("source")
    rows = list(whole.defer(*(f"source__{name}" for name in NOT_IN_LISTS)).order_by("-effective_on", "-pk"))
    sources = {row.source_id for row in rows}
    readable = set(Order.objects.visible_to(reader).filter(pk__in=sources).values_list("pk", flat=True))
    # The first repeal comes last here, so it is the one that stays.
    return {
        row.target_id: Repeal(
            number=row.source.full_number,
            effective_on=row.effective_on,
            by=row.source if row.source_id in readable else None,
        )
        for row in rows
    }
